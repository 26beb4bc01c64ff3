import { useCallback, useEffect, useState } from "react";
import type { StorySummary } from "../../contract/browse.ts";
import type { Client } from "../api/client.ts";
import { isTransient, RETRY_MILLIS } from "../api/transient-error.ts";
import { failureWords } from "./owner-context.tsx";

export type StoriesLoading =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "ready"; readonly stories: readonly StorySummary[] };

export interface UsedStories {
  readonly list: StoriesLoading;
  /** Reloads the list; the current one stays until then. */
  readonly reload: () => void;
}

/** The stories that are visible to this reader, newest first. */
export function useStories(client: Client): UsedStories {
  const [list, setList] = useState<StoriesLoading>({ kind: "loading" });
  const [attempt, setAttempt] = useState(0);
  const reload = useCallback(() => setAttempt((before) => before + 1), []);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    client("stories", { signal: stop.signal }).then(
      ({ stories }) => setList({ kind: "ready", stories }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        setList((before) => (before.kind === "ready" ? before : { kind: "failed", message: failureWords(error) }));
        if (isTransient(error)) timer = setTimeout(reload, RETRY_MILLIS);
      },
    );
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [client, attempt, reload]);
  return { list, reload };
}
