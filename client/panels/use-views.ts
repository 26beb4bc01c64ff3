import { useCallback, useEffect, useMemo, useState } from "react";
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
  /** Asks again; what is shown stays until the answer is there. */
  readonly reload: () => void;
}

type Asked = { readonly failure: string } | { readonly views: readonly SavedView[] } | null;

/** The saved views of a story, in the order of its tour. */
export function useViews(client: Client, graph: StoryGraph): UsedViews {
  const story = graph.story.id;
  const [asked, setAsked] = useState<Asked>(null);
  const [attempt, setAttempt] = useState(0);
  const reload = useCallback(() => setAttempt((before) => before + 1), []);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    client("views", { params: { story }, signal: stop.signal }).then(
      ({ views }) => setAsked({ views }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        setAsked((before) => (before !== null && "views" in before ? before : { failure: failureWords(error) }));
        if (isTransient(error)) timer = setTimeout(reload, RETRY_MILLIS);
      },
    );
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
    // An erasure changes the graph and the views together.
  }, [client, story, graph, attempt, reload]);
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
