import type { Eraser } from "../../model/eraser.ts";
import { withOtherIds } from "../../model/picture-query.ts";
import type { WriteStep } from "../store/store.ts";
import { viewRow, type StoredView } from "./saved-view-rows.ts";

export interface ViewErasure {
  readonly eraser: Eraser;
  readonly gone: ReadonlySet<string>;
  /** Of records that have another id now. */
  readonly ids: ReadonlyMap<string, string>;
}

export interface ErasedViews {
  readonly views: readonly StoredView[];
  readonly steps: readonly WriteStep[];
  /** How many views hold what is erased. */
  readonly count: number;
}

/** Saved views without the words, and without ids that are gone or made of them. A view stays, with what is left of it. */
export function erasedViews(story: string, views: readonly StoredView[], erasure: ViewErasure): ErasedViews {
  const pairs = views.map((view) => ({ view, now: erasedView(view, erasure) }));
  const changed = pairs.flatMap(({ view, now }) => (now === view ? [] : [viewRow(story, now)]));
  return {
    views: pairs.map(({ now }) => now),
    count: changed.length,
    steps:
      changed.length === 0 ? [] : [{ name: "write/merge-saved-views", parameters: { story, rows: changed } } as const],
  };
}

function erasedView(view: StoredView, { eraser, gone, ids }: ViewErasure): StoredView {
  const name = eraser.erased(view.name);
  const sentence = view.sentence === undefined ? undefined : eraser.erased(view.sentence);
  const state = withOtherIds(view.state, (id) => {
    const now = ids.get(id);
    if (now !== undefined) return now;
    return gone.has(id) || eraser.holdsId(id) || eraser.holds(id) ? null : id;
  });
  if (name === view.name && sentence === view.sentence && state === view.state) return view;
  return { ...view, name, ...(sentence !== undefined && { sentence }), state, revision: view.revision + 1 };
}
