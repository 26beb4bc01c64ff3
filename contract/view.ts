import { z } from "zod";
import { Certainty } from "../model/certainty-schema.ts";
import { FIRST_SIGHT } from "../model/first-sight.ts";
import { Kind } from "../model/kind-schema.ts";
import { StoryGraph } from "../model/story.ts";
import { Id } from "./browse.ts";
import { limit, offset, noBody, ofStory, row } from "./operation-row.ts";

/** Marks of one page. */
export const MAX_MARKS = 500;

/** Entities around which one request may ask. */
export const MAX_AROUND = 50;

const Mark = z.strictObject({
  id: z.string(),
  kind: Kind,
  name: z.string(),
  label: z.string().describe("What stands beside it"),
  caption: z.string().describe("Nationality or place, and the kind in words"),
  captionRelations: z.array(z.string()).describe("The relations that the caption tells"),
  joins: z.int().describe("Marks that lines join it to, in the whole view"),
});

const Sentence = z.strictObject({
  text: z.string(),
  from: z.string(),
  to: z.string(),
  relations: z.array(z.string()).describe("The relations that it is folded from; `graph` has them with their receipts"),
  certainty: Certainty.describe("Of its weakest relation"),
  negative: z.boolean(),
  speaker: z.string().nullable().describe("Who says all of it; null where it is put together"),
  words: z.string().describe("What a picture writes on the line"),
  mutual: z.literal(true).optional().describe("Both ends do the same"),
});

const Line = z.strictObject({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  sentences: z.array(Sentence).describe("They say the same of the same two marks"),
  contradicted: z.boolean(),
  lane: z.number().describe("How far it bends aside for other lines of the same marks"),
});

const neighbourCount = {
  total: z.int().describe("Marks that lines join it to"),
  left: z.int().describe("Those of them that neither this page nor one before it has"),
};

const Neighbours = z.strictObject({
  id: z.string(),
  ...neighbourCount,
  groups: z.array(z.strictObject({ type: z.string(), direction: z.enum(["out", "in"]), ...neighbourCount })),
});

const Position = z.strictObject({
  x: z.number(),
  y: z.number(),
  side: z.string().describe("On which side of the mark its label stands, as right or left-above"),
});

export const ViewAnswer = z.strictObject({
  version: z.string().describe("Of the story: pages of one version fit together"),
  mode: z.enum(["story", "all"]),
  marks: z.array(Mark),
  lines: z.array(Line).describe("Each ends at a mark of this page; its other end is on it or on a page before"),
  places: z
    .strictObject({ marks: z.array(z.int()), lines: z.array(z.int()), relations: z.array(z.int()) })
    .describe("Where each mark and line, and each relation of `graph`, is in the whole view and story, from 0 on"),
  keptEvents: z.array(z.string()).describe("Events that are marks"),
  neighbours: z.array(Neighbours).describe("Of each mark, in the whole view"),
  graph: StoryGraph.describe("As much of the story as these marks and lines are made of"),
  speakers: z
    .array(z.strictObject({ id: z.string(), name: z.string(), relations: z.int(), unnamed: z.boolean() }))
    .describe("Who says what the story tells; with the first page of the whole view"),
  start: z
    .strictObject({
      summary: z.string(),
      people: z.array(Mark),
      planned: z.array(z.strictObject({ line: z.string(), text: z.string(), speaker: z.string().nullable() })),
    })
    .nullable()
    .describe("What to read first; with the first page of the whole view"),
  positions: z
    .record(z.string(), Position)
    .nullable()
    .describe("Where a wide canvas draws first sight, in shares of its width and height; null of later pages"),
  totals: z.strictObject({
    found: z.int().describe("Marks on all pages of what is asked for"),
    marks: z.int(),
    lines: z.int(),
    sentences: z.int(),
    entities: z.int(),
    relations: z.int(),
  }),
  next: z.int().nullable().describe("The offset of the next page; null when this is the last"),
});
export type ViewAnswer = z.infer<typeof ViewAnswer>;

export const viewOperations = {
  view: row({
    method: "get",
    path: "/api/stories/:story/view",
    summary: "A story as its picture is drawn, in pages: marks, and lines with the sentences that join them",
    access: "anyone",
    params: ofStory,
    query: z.strictObject({
      mode: z.enum(["story", "all"]).default("story").describe("all: nothing is folded"),
      around: z
        .union([Id.transform((id) => [id]), z.array(Id).max(MAX_AROUND)])
        .default([])
        .describe("This entity and what it is joined to; as often as there are. Without it first sight, then the rest"),
      offset,
      limit: limit(MAX_MARKS, FIRST_SIGHT),
    }),
    body: noBody,
    answer: ViewAnswer,
    errors: ["story/not-found", "entity/not-found", "story/too-large"],
    cached: true,
  }),
};
