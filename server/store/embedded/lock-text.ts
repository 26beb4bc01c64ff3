import type { AppAddress } from "../folder-holder.ts";

/** What a lock file says about the process that created it. */
export interface LockText {
  readonly pid: number;
  /** The start time of the process, where the system reports it. */
  readonly began: string | null;
  /** Where the process id is valid: host and process namespace; null in a lock of an earlier version. */
  readonly place: string | null;
  readonly command: string | null;
  readonly app: AppAddress | null;
}

/**
 * A numeric loopback address: a name could resolve elsewhere, and commands send the owner's token to the address in the
 * lock.
 */
const APP_URL = /^http:\/\/(?:127(?:\.\d{1,3}){3}|\[::1\]):\d{1,5}$/;
const INSTANCE = /^[0-9a-f-]{36}$/;
const COMMAND = /^[a-z]{1,20}$/;

/** The lock's line without the app's address, which follows it. */
export function lockHead({ pid, began, place, command }: Omit<LockText, "app">): string {
  return [pid, began ?? "-", place ?? "-", command ?? "-"].join(" ");
}

/** The end of the lock's line. */
export function lockTail(app: AppAddress | null): string {
  return app === null ? "\n" : ` ${app.url} ${app.instance}\n`;
}

/** null when it names no process. An address counts only in a complete line. */
export function parseLock(text: string): LockText | null {
  const [line = "", ...rest] = text.split("\n");
  const [pid = "", began = "-", place = null, command = "-", url = "", instance = ""] = line.trim().split(" ");
  if (!/^[1-9]\d*$/.test(pid)) return null;
  const isApp = rest.length > 0 && URL.canParse(url) && APP_URL.test(url) && INSTANCE.test(instance);
  return {
    pid: Number(pid),
    began: began === "-" ? null : began,
    place,
    command: COMMAND.test(command) ? command : null,
    app: isApp ? { url, instance } : null,
  };
}
