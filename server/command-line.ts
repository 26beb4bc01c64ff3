import { existsSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "./package-root.ts";

/** npm never packs the lock file, so its presence shows a checkout. */
const IS_CHECKOUT = existsSync(join(PACKAGE_ROOT, "package-lock.json"));

/**
 * The name of a command's program for the ledger and locks: `npm run load`, or `wiregraph load` in an installed
 * package.
 */
export function programName(command: string): string {
  return IS_CHECKOUT ? `npm run ${command}` : `wiregraph ${command}`;
}

/** The command line of a command with arguments: `npm run load -- a.json`, or `wiregraph load a.json`. */
export function commandLine(command: string, args: string): string {
  return `${programName(command)}${IS_CHECKOUT ? " --" : ""} ${args}`;
}
