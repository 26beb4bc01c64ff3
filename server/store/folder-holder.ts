import { Failure } from "../../contract/errors.ts";
import { programName } from "../command-line.ts";

/** The address of a running app on this machine, and its instance id. */
export interface AppAddress {
  /** http:// and a loopback address with its port, without a trailing slash. */
  readonly url: string;
  /** New at each start; GET /api/instance returns it. */
  readonly instance: string;
}

/** The process that holds a data folder. */
export interface FolderHolder {
  readonly pid: number;
  /** The command that it runs, for example "start" or "load"; null where the lock does not say. */
  readonly command: string | null;
  /** It runs on another host or in another container, whose addresses this process cannot reach. */
  readonly isElsewhere: boolean;
  /** null while it accepts no requests. */
  readonly app: AppAddress | null;
}

/** store/in-use, with what the lock of the folder says about its holder. */
export class FolderInUse extends Failure {
  constructor(readonly holder: FolderHolder) {
    super("store/in-use", `The data folder is in use by ${inWords(holder)}`, {
      remedy: "Stop it, or choose another folder with DATA_DIR",
    });
  }
}

function inWords({ pid, command, isElsewhere }: FolderHolder): string {
  if (pid === process.pid && !isElsewhere) return "this process";
  const runs = command === null ? "" : command === "start" ? " (the app)" : ` (${programName(command)})`;
  return `process ${pid}${isElsewhere ? " of another host or container" : ""}${runs}`;
}
