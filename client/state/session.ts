import type { EntityRef } from "../../model/clusters.ts";

/** The sections of a story's page. */
export const SECTIONS = ["explore", "claims", "views", "ask", "share"] as const;
/** "stories" is the list of all stories, "who" the page of an entity across stories. */
export type Section = (typeof SECTIONS)[number] | "stories" | "who";

/** Where a reader is. The address says it, but undo leaves it alone: nothing of a picture changes by it. */
export interface Session {
  readonly section: Section;
  /** null: the only story, or the list of all where there are several. */
  readonly story: string | null;
  /** The entity of the section "who"; else null. */
  readonly who: EntityRef | null;
  /** The saved view at which a tour of the story's views is; null outside a tour. */
  readonly tour: string | null;
}

export const NEW_SESSION: Session = { section: "explore", story: null, who: null, tour: null };
