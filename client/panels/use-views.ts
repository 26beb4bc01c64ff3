import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { SavedView } from "../../contract/saved-views.ts";
import type { StoryGraph } from "../../model/story.ts";
import type { Client } from "../api/client.ts";
import { isTransient, RETRY_MILLIS } from "../api/transient-error.ts";
import { missingParts } from "../derive/missing-parts.ts";
import { workspaceOf } from "../state/address.ts";
import type { Workspace } from "../state/workspace.ts";
import { failureWords } from "./owner-context.tsx";

/** A saved view as the page opens it. */
export interface OpenableView extends SavedView {
  readonly workspace: Workspace;
  /** How much of what it names the story does not show any more. */
  readonly missing: number;
}

export type ViewsLoading =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "ready"; readonly views: readonly OpenableView[] };

export interface UsedViews {
  readonly list: ViewsLoading;
  /** Asks again, and ends when the answer is there; what is shown stays until then. */
  readonly reload: () => Promise<void>;
}

type Asked = { readonly failure: string } | { readonly views: readonly SavedView[] } | null;

/** The saved views of a story, in the order of its tour. */
export function useViews(client: Client, graph: StoryGraph): UsedViews {
  const story = graph.story.id;
  const [asked, setAsked] = useState<Asked>(null);
  const latest = useRef(0);
  /** Whether it is worth asking again soon. */
  const read = useCallback(
    async (signal?: AbortSignal): Promise<boolean> => {
      const run = ++latest.current;
      const tell = (next: (before: Asked) => Asked) => {
        // What was asked for later has been answered, or will be.
        if (run === latest.current && signal?.aborted !== true) setAsked(next);
      };
      try {
        const { views } = await client("views", { params: { story }, signal });
        tell(() => ({ views }));
        return false;
      } catch (error) {
        tell((before) => (before !== null && "views" in before ? before : { failure: failureWords(error) }));
        return isTransient(error);
      }
    },
    [client, story],
  );
  const reload = useCallback(async () => void (await read()), [read]);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      if ((await read(stop.signal)) && !stop.signal.aborted) timer = setTimeout(() => void ask(), RETRY_MILLIS);
    };
    void ask();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
    // An erasure changes the graph and the views together.
  }, [read, graph]);
  const list = useMemo((): ViewsLoading => {
    if (asked === null) return { kind: "loading" };
    if ("failure" in asked) return { kind: "failed", message: asked.failure };
    const missing = missingParts(graph);
    const views = asked.views.map((view) => {
      const workspace = workspaceOf(view.state);
      return { ...view, workspace, missing: missing(workspace) };
    });
    return { kind: "ready", views };
  }, [asked, graph]);
  return { list, reload };
}
