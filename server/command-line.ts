import { existsSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "./package-root.ts";

/** npm never packs the lock file: where it is, this is a checkout. */
const IS_CHECKOUT = existsSync(join(PACKAGE_ROOT, "package-lock.json"));

/** The name of a command's program, as the ledger and locks give it: `npm run load`, or `wiregraph load` where the package is installed. */
export function programName(command: string): string {
  return IS_CHECKOUT ? `npm run ${command}` : `wiregraph ${command}`;
}

/** How a command with arguments is typed: `npm run load -- a.json`, or `wiregraph load a.json`. */
export function commandLine(command: string, args: string): string {
  return `${programName(command)}${IS_CHECKOUT ? " --" : ""} ${args}`;
}
