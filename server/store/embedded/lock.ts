import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { Failure } from "../../../contract/errors.ts";

/**
 * Takes a folder for this process alone. A lock of a process that is gone is taken over.
 * @throws Failure store/in-use, which names the process that has it
 */
export function lockFolder(path: string): { release(): void } {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = openSync(path, "wx", 0o600);
      writeSync(file, String(process.pid));
      closeSync(file);
      return { release: () => rmSync(path, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = Number(readFileSync(path, "utf8"));
      if (holder > 0 && holder !== process.pid && isRunning(holder)) {
        throw new Failure("store/in-use", `The data folder is in use by process ${holder}`, {
          remedy: "Stop it, or choose another folder with DATA_DIR",
        });
      }
      rmSync(path, { force: true });
    }
  }
  throw new Failure("store/in-use", "The data folder could not be locked", {
    remedy: "Choose another folder with DATA_DIR",
  });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
