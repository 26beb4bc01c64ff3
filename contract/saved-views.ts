import { z } from "zod";
import { queryMistake } from "../model/picture-query.ts";
import { noBody, none, ofStory, ofThing, row, wholeNumber } from "./operation-row.ts";
import { words } from "./words.ts";

/** Saved views of a story. */
export const MAX_VIEWS = 100;
/** Characters of a view's name. */
export const MAX_VIEW_NAME = 120;
/** Characters of what is said with a view. */
export const MAX_VIEW_SENTENCE = 1_000;
/** Characters of what a view shows, as an address has it. */
export const MAX_VIEW_STATE = 20_000;

/** What is seen, as the query of an address says it: `view=all&at=iran&v=2`. */
const ViewState = z
  .string()
  .max(MAX_VIEW_STATE, `has more than ${MAX_VIEW_STATE} characters`)
  .superRefine((state, context) => {
    const mistake = queryMistake(state);
    if (mistake !== null) context.addIssue({ code: "custom", message: `the state ${mistake}` });
  });

/** What somebody made of a story's picture, under a name. */
export const SavedView = z.strictObject({
  id: z.string(),
  name: z.string(),
  sentence: z.string().nullable().describe("What is said with it in the tour of the views"),
  state: z.string().describe("What is seen, as the query of an address says it behind `story`"),
  position: z.int().describe("Its place in the tour, from 1"),
  revision: z.int().describe("Counts its changes; whoever changes it names the one he has seen"),
  createdAt: z.string().describe("ISO 8601, UTC"),
  updatedAt: z.string().describe("ISO 8601, UTC"),
  storyVersion: z.string().describe("The version of the story on which the state was made"),
});
export type SavedView = z.infer<typeof SavedView>;

export const SavedViewList = z.strictObject({ views: z.array(SavedView).describe("In the order of the tour") });
export type SavedViewList = z.infer<typeof SavedViewList>;

export const SaveViewRequest = z.strictObject({
  name: words(MAX_VIEW_NAME),
  sentence: words(MAX_VIEW_SENTENCE).nullable().optional(),
  state: ViewState,
});
export type SaveViewRequest = z.infer<typeof SaveViewRequest>;

export const ChangeViewRequest = z
  .strictObject({
    revision: z.int().min(1).describe("The revision that was seen; another one is refused"),
    name: words(MAX_VIEW_NAME).optional(),
    sentence: words(MAX_VIEW_SENTENCE).nullable().optional().describe("Null takes it away"),
    state: ViewState.optional(),
    position: z.int().min(1).max(MAX_VIEWS).optional().describe("Where it goes in the tour, from 1"),
  })
  .refine((body) => Object.keys(body).length > 1, "says nothing to change");
export type ChangeViewRequest = z.infer<typeof ChangeViewRequest>;

/** Rows of the contract table about the saved views of a story. */
export const savedViewOperations = {
  views: row({
    method: "get",
    path: "/api/stories/:story/views",
    summary: "The saved views of a story, in the order of its tour",
    access: "anyone",
    params: ofStory,
    query: none,
    body: noBody,
    answer: SavedViewList,
    errors: ["story/not-found"],
    cached: true,
  }),
  saveView: row({
    method: "post",
    path: "/api/stories/:story/views",
    summary: "Saves what is seen under a name, behind the views that there are",
    access: "owner",
    params: ofStory,
    query: none,
    body: SaveViewRequest,
    answer: SavedView,
    errors: ["request/read-only", "story/not-found", "view/limit", "load/busy", "store/full"],
    cached: false,
  }),
  changeView: row({
    method: "patch",
    path: "/api/stories/:story/views/:id",
    summary: "Renames a saved view, replaces what it says or shows, or moves it in the tour",
    access: "owner",
    params: ofThing,
    query: none,
    body: ChangeViewRequest,
    answer: SavedView,
    errors: ["request/read-only", "story/not-found", "view/not-found", "view/conflict", "load/busy", "store/full"],
    cached: false,
  }),
  deleteView: row({
    method: "delete",
    path: "/api/stories/:story/views/:id",
    summary: "Deletes a saved view",
    access: "owner",
    params: ofThing,
    query: z.strictObject({ revision: wholeNumber.describe("The revision that was seen; another one is refused") }),
    body: noBody,
    answer: SavedView,
    errors: ["request/read-only", "story/not-found", "view/not-found", "view/conflict", "load/busy", "store/full"],
    cached: false,
  }),
} as const;
