import { Failure } from "../../contract/errors.ts";
import { programName } from "../command-line.ts";

/** Where a running app answers on this machine, and by which id it is known there. */
export interface AppAddress {
  /** http:// and a loopback address with its port, without a slash at the end. */
  readonly url: string;
  /** Made anew at each start; GET /api/instance tells it. */
  readonly instance: string;
}

/** The process that holds a data folder. */
export interface FolderHolder {
  readonly pid: number;
  /** Which command it runs, as "start" or "load"; null where the lock does not say. */
  readonly command: string | null;
  /** It runs on another host or in another container, whose addresses are not ours. */
  readonly isElsewhere: boolean;
  /** null while it takes no requests. */
  readonly app: AppAddress | null;
}

/** store/in-use, with what the lock of the folder tells of its holder. */
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
