import { useEffect, useRef, useState } from "react";
import { MAX_LOAD_BYTES } from "../../contract/limits.ts";
import type { LoadReport } from "../../contract/query.ts";
import { CallError, type Client } from "../api/client.ts";
import { storyFiles, type InputFile } from "../api/story-files.ts";

/** The progress of a load. */
export type LoadState =
  | { readonly kind: "idle" }
  | { readonly kind: "running"; readonly progress: LoadProgress | null; readonly isCancelling: boolean }
  | { readonly kind: "loaded"; readonly report: LoadReport }
  | { readonly kind: "refused"; readonly error: CallError };

export interface LoadProgress {
  readonly what: string;
  readonly done: number;
  readonly total: number;
}

type GivenFiles = readonly InputFile[] | Promise<readonly InputFile[]>;

interface UsedLoad {
  readonly state: LoadState;
  /** `isJoining`: applies the file's judgements about entities of other stories. */
  readonly load: (files: GivenFiles, options: { readonly isJoining: boolean }) => void;
  readonly cancel: () => void;
}

/** Loads one story at a time. */
export function useLoad(client: Client, onLoaded: () => void): UsedLoad {
  const [state, setState] = useState<LoadState>({ kind: "idle" });
  const running = useRef<{ id: string | null; readonly leave: AbortController } | null>(null);
  // Leaving the page ends the load until its result is visible.
  useEffect(() => () => running.current?.leave.abort(), []);

  const run = async (given: GivenFiles, isJoining: boolean, leave: AbortController) => {
    const files = await storyFiles(await given, MAX_LOAD_BYTES);
    if (!files.ok) throw new CallError(files.message, null);
    return client("load", {
      body: files.request,
      query: isJoining ? { judgements: "1" } : {},
      signal: leave.signal,
      onLine: (line) => {
        if ("load" in line && running.current !== null) running.current.id = line.load;
        if ("progress" in line)
          setState((before) => (before.kind === "running" ? { ...before, progress: line.progress } : before));
      },
    });
  };

  return {
    state,
    load: (given, { isJoining }) => {
      if (running.current !== null) return;
      const leave = new AbortController();
      running.current = { id: null, leave };
      setState({ kind: "running", progress: null, isCancelling: false });
      run(given, isJoining, leave)
        .then(
          (report) => {
            setState({ kind: "loaded", report });
            onLoaded();
          },
          (error: unknown) => setState({ kind: "refused", error: asCallError(error, leave.signal) }),
        )
        .finally(() => (running.current = null));
    },
    cancel: () => {
      const current = running.current;
      if (current === null) return;
      setState((before) => (before.kind === "running" ? { ...before, isCancelling: true } : before));
      // The app reports the result; if the load has not started, the request is aborted.
      if (current.id === null) current.leave.abort();
      else client("cancelLoad", { params: { load: current.id } }).catch(() => undefined);
    },
  };
}

function asCallError(error: unknown, { aborted }: AbortSignal): CallError {
  if (aborted) return new CallError("The load was cancelled; nothing was loaded", null);
  return error instanceof CallError ? error : new CallError(String(error), null);
}
