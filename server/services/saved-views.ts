import { randomBytes } from "node:crypto";
import { Failure } from "../../contract/errors.ts";
import {
  MAX_VIEWS,
  type ChangeViewRequest,
  type SavedView,
  type SavedViewList,
  type SaveViewRequest,
} from "../../contract/saved-views.ts";
import type { Properties } from "../store/catalogue.ts";
import type { WriteStep } from "../store/store.ts";
import { changeStep, type ChangeCounts } from "./ledger.ts";
import { readSavedViews, viewRow, type StoredView } from "./saved-view-rows.ts";
import { locked, noStory, type Context } from "./story-change.ts";
import { numberedVersion } from "./story-rows.ts";
import { readStory, type InStory, type Viewer } from "./visibility.ts";

/** The saved views of stories: what somebody made of a picture, under a name. A load leaves them as they are. */
export interface SavedViewService {
  /** In the order of the tour. @throws Failure story/not-found */
  list(viewer: Viewer, story: string): Promise<SavedViewList>;
  /** @throws Failure story/not-found, view/limit, load/busy */
  save(story: string, request: SaveViewRequest): Promise<SavedView>;
  /** @throws Failure story/not-found, view/not-found, view/conflict, load/busy */
  change(wanted: InStory, request: ChangeViewRequest): Promise<SavedView>;
  /** Answers what was deleted. @throws Failure story/not-found, view/not-found, view/conflict, load/busy */
  remove(wanted: InStory, revision: number): Promise<SavedView>;
}

const ID_BYTES = 5;
/** As the version of a story's content has. */

export function savedViewService(options: Omit<Context, "stagedAbove">): SavedViewService {
  const context: Context = { ...options, stagedAbove: 0 };
  const { store, program } = context;
  let last: Promise<unknown> = Promise.resolve();

  /** Changes views one after the other: an editor who moves several in a row is not told that he is busy himself. */
  function change(story: string, work: (found: FoundViews) => ViewChange): Promise<SavedView> {
    const changed = last.then(() =>
      locked(context, { story, work: "changed" }, async (lock) => {
        const [seen] = await store.read("read/story", { story });
        if (seen === undefined) throw noStory(story);
        const now = new Date().toISOString();
        const views = await readSavedViews(store, story);
        const version = String(seen.properties["version"]);
        const { steps, counts, answer } = work({ views, now, version });
        if (steps.length > 0)
          await lock.write([
            ...steps,
            ...entrySteps({ story, properties: seen.properties, now, who: program, counts, steps }),
          ]);
        return answer;
      }),
    );
    last = changed.catch(() => undefined);
    return changed;
  }

  return {
    list: (viewer, story) =>
      readStory(store, { viewer, story }, async () => ({ views: listed(await readSavedViews(store, story)) })),
    save: (story, request) => change(story, (found) => addition(story, request, found)),
    change: ({ story, id }, request) => change(story, (found) => revision({ story, id }, request, found)),
    remove: ({ story, id }, seen) =>
      change(story, ({ views }) => {
        const { view, at } = requireView({ story, id }, seen, views);
        return {
          steps: [{ name: "write/remove-saved-views", parameters: { story, rows: [{ id }] } }],
          counts: { created: 0, changed: 0, removed: 1 },
          answer: told(view, at),
        };
      }),
  };
}

interface FoundViews {
  readonly views: readonly StoredView[];
  readonly now: string;
  /** Of the story. */
  readonly version: string;
}

interface ViewChange {
  /** None where nothing changes. */
  readonly steps: readonly WriteStep[];
  readonly counts: ChangeCounts;
  readonly answer: SavedView;
}

/** @throws Failure view/limit */
function addition(story: string, { name, sentence, state }: SaveViewRequest, found: FoundViews): ViewChange {
  const { views, now, version } = found;
  if (views.length >= MAX_VIEWS)
    throw new Failure("view/limit", `The story ${story} has ${MAX_VIEWS} saved views, which is the most it can have`, {
      remedy: "Delete one, or replace what one shows",
    });
  const view: StoredView = {
    id: freeId(views),
    name,
    ...(sentence != null && { sentence }),
    state,
    position: (views.at(-1)?.position ?? 0) + 1,
    revision: 1,
    createdAt: now,
    updatedAt: now,
    storyVersion: version,
  };
  return {
    steps: [{ name: "write/merge-saved-views", parameters: { story, rows: [viewRow(story, view)] } }],
    counts: { created: 1, changed: 0, removed: 0 },
    answer: told(view, views.length),
  };
}

/** @throws Failure view/not-found, view/conflict */
function revision(wanted: InStory, request: ChangeViewRequest, { views, now, version }: FoundViews): ViewChange {
  const { view, at } = requireView(wanted, request.revision, views);
  const { name = view.name, sentence = view.sentence, state = view.state, position = at + 1 } = request;
  const to = Math.min(position, views.length) - 1;
  const { sentence: _, ...own } = view;
  const isSame = name === view.name && (sentence ?? undefined) === view.sentence && state === view.state && to === at;
  if (isSame) return { steps: [], counts: { created: 0, changed: 0, removed: 0 }, answer: told(view, at) };
  const changed: StoredView = {
    ...own,
    name,
    ...(sentence != null && { sentence }),
    state,
    revision: view.revision + 1,
    updatedAt: now,
    storyVersion: state === view.state ? view.storyVersion : version,
  };
  const order = views.toSpliced(at, 1).toSpliced(to, 0, changed);
  // Only those whose place is another one are written: another tab's revisions of the others still hold.
  const rows = order.flatMap((one, index) => {
    const placed = to === at ? one : { ...one, position: index + 1 };
    return one === changed || placed.position !== one.position ? [viewRow(wanted.story, placed)] : [];
  });
  return {
    steps: [{ name: "write/merge-saved-views", parameters: { story: wanted.story, rows } }],
    counts: { created: 0, changed: 1, removed: 0 },
    answer: told(changed, to),
  };
}

function requireView(
  { story, id }: InStory,
  seen: number,
  views: readonly StoredView[],
): { readonly view: StoredView; readonly at: number } {
  const at = views.findIndex((one) => one.id === id);
  const view = views[at];
  if (view === undefined)
    throw new Failure("view/not-found", `The story ${story} has no saved view ${id}; it may have been deleted`, {
      remedy: `GET /api/stories/${story}/views lists them`,
    });
  if (view.revision !== seen)
    throw new Failure(
      "view/conflict",
      `The view “${view.name}” was changed at ${view.updatedAt.slice(0, 19)}Z, behind what you have seen of it (revision ${seen}, now ${view.revision}); nothing was changed`,
      { place: { field: "revision" }, remedy: "Read the views again, and change it then" },
    );
  return { view, at };
}

interface Entry {
  readonly story: string;
  /** The story's own. */
  readonly properties: Properties;
  readonly now: string;
  readonly who: string;
  readonly counts: ChangeCounts;
  /** What changes. */
  readonly steps: readonly WriteStep[];
}

/** Enters the change into the ledger of the story, whose version is another one from then on. */
function entrySteps({ story, properties, now, who, counts }: Entry): WriteStep[] {
  const number = Number(properties["changes"] ?? 1) + 1;
  const version = numberedVersion(String(properties["version"]), number);
  return [
    // Without the records: what was said with a view that is deleted is nowhere.
    changeStep({ story, number, head: { at: now, who, what: "view" }, counts, items: null }),
    { name: "write/merge-story", parameters: { story, properties: { ...properties, version, changes: number } } },
  ];
}

function freeId(views: readonly StoredView[]): string {
  const taken = new Set(views.map(({ id }) => id));
  for (;;) {
    const id = randomBytes(ID_BYTES).toString("hex");
    if (!taken.has(id)) return id;
  }
}

function listed(views: readonly StoredView[]): SavedView[] {
  return views.map(told);
}

function told({ sentence, ...view }: StoredView, at: number): SavedView {
  return { ...view, sentence: sentence ?? null, position: at + 1 };
}
