import { randomUUID } from "node:crypto";
import type { Request, Response } from "express";
import { Failure } from "../../contract/errors.ts";
import type { LoadLine, LoadReport } from "../../contract/query.ts";
import type { LoadOptions } from "../services/story-change.ts";
import { problemOf } from "./errors.ts";

const LINES = "application/x-ndjson";
/** The interval of empty lines, which show the client that the app still runs. */
const BEAT_MILLIS = 2_000;

/** Reports the progress of a load; the signal ends it after a cancellation or when the client has left. */
export type LoadProgress = Required<Pick<LoadOptions, "onProgress" | "signal">>;

/** Running loads with progress, by an id that only their client knows. */
export interface RunningLoads {
  /** Sends the progress of the work line by line, and finally its report or its problem. */
  answer(request: Request, response: Response, work: (progress: LoadProgress) => Promise<LoadReport>): Promise<void>;
  /** @throws Failure load/not-found */
  cancel(load: string): { load: string };
}

/** Whether the client asks for progress. */
export function wantsProgress(request: Request): boolean {
  return request.accepts(["application/json", LINES]) === LINES;
}

export function runningLoads(): RunningLoads {
  const running = new Map<string, AbortController>();
  return {
    async answer(request, response, work) {
      const load = randomUUID();
      const ending = new AbortController();
      const tell = (line: LoadLine) => void response.write(`${JSON.stringify(line)}\n`);
      running.set(load, ending);
      response.on("close", () => ending.abort());
      // A proxy or a compressor would buffer the lines.
      response
        .status(200)
        .set({ "Content-Type": `${LINES}; charset=utf-8`, "Cache-Control": "no-store, no-transform" });
      tell({ load });
      const beat = setInterval(() => response.write("\n"), BEAT_MILLIS);
      try {
        const onProgress = (done: number, total: number, what: string) => tell({ progress: { what, done, total } });
        tell({ report: await work({ onProgress, signal: ending.signal }) });
      } catch (error) {
        tell({ problem: problemOf(error, request, response) });
      } finally {
        clearInterval(beat);
        running.delete(load);
        response.end();
      }
    },
    cancel(load) {
      const ending = running.get(load);
      if (ending === undefined)
        throw new Failure("load/not-found", "No such load is under way", { remedy: "It may have ended by itself" });
      ending.abort();
      return { load };
    },
  };
}
