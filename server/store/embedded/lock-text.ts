import type { AppAddress } from "../folder-holder.ts";

/** What a lock says of the process that made it. */
export interface LockText {
  readonly pid: number;
  /** When the process began, where the system tells it. */
  readonly began: string | null;
  /** Where the number means that process: host and process namespace; null in a lock of an earlier version. */
  readonly place: string | null;
  readonly command: string | null;
  readonly app: AppAddress | null;
}

/** Loopback by its number: a name could lead elsewhere, and the owner's token goes where a lock says. */
const APP_URL = /^http:\/\/(?:127(?:\.\d{1,3}){3}|\[::1\]):\d{1,5}$/;
const INSTANCE = /^[0-9a-f-]{36}$/;
const COMMAND = /^[a-z]{1,20}$/;

/** Everything but the app's address, which comes behind it. */
export function lockHead({ pid, began, place, command }: Omit<LockText, "app">): string {
  return [pid, began ?? "-", place ?? "-", command ?? "-"].join(" ");
}

/** Ends the line of a lock. */
export function lockTail(app: AppAddress | null): string {
  return app === null ? "\n" : ` ${app.url} ${app.instance}\n`;
}

/** null when it names no process. An address counts only in a line that is whole. */
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
