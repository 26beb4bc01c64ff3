import type { Properties, PropertyRow } from "../store/catalogue.ts";
import type { Store } from "../store/store.ts";
import { storedProperties } from "./rows.ts";

/** A saved view as the store has it; `position` orders those of a story and may leave numbers out. */
export interface StoredView {
  readonly id: string;
  readonly name: string;
  readonly sentence?: string | undefined;
  readonly state: string;
  readonly position: number;
  readonly revision: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly storyVersion: string;
}

export function viewRow(story: string, view: StoredView): PropertyRow {
  return { id: view.id, properties: storedProperties({ ...view, story }) };
}

/** The saved views of a story, in the order of its tour. */
export async function readSavedViews(store: Store, story: string): Promise<StoredView[]> {
  const rows = await store.read("read/saved-views", { story });
  return rows.map(({ properties }) => viewFrom(properties));
}

/** The inverse of viewRow. */
function viewFrom({ story: _, ...own }: Properties): StoredView {
  return own as unknown as StoredView;
}
