/** One thing that is wrong with a story: where, what, and what to do. */
export interface StoryProblem {
  readonly code: StoryProblemCode;
  /** As relations[12].receipt[0].quote, or line 3, column 7. */
  readonly place: string;
  readonly message: string;
  readonly remedy: string;
}

export type StoryProblemCode =
  | "json"
  | "shape"
  | "duplicate-id"
  | "no-receipt"
  | "quote-differs"
  | "no-reason"
  | "unknown-id"
  | "type-unknown"
  | "type-misplaced"
  | "name-needs-short"
  | "shared-alias"
  | "unjoined"
  | "qualifier-name"
  | "property-name"
  | "outside-text"
  | "not-a-date"
  | "question";

/** A problem in one call. */
export function problem(code: StoryProblemCode, place: string, message: string, remedy: string): StoryProblem {
  return { code, place, message, remedy };
}
