import { z } from "zod";
import { words } from "./words.ts";
import { Entity, PropertyValue } from "../model/entity.ts";
import { EntityRef, Verdict } from "../model/entity-ref.ts";
import { Evidence, RelationWithEnds } from "./browse.ts";

/** A person's decision about two entities of different stories. */
export const Judgement = z.strictObject({
  a: EntityRef,
  b: EntityRef,
  verdict: Verdict,
  who: z.string().nullable(),
  /** ISO 8601, UTC. */
  at: z.string(),
  reason: z.string().nullable(),
});
export type Judgement = z.infer<typeof Judgement>;

export const JudgementRequest = z.strictObject({
  a: EntityRef,
  b: EntityRef,
  verdict: Verdict,
  who: words(200).optional().describe("Who decides, as initials or a name"),
  reason: words(2_000).optional(),
});
export type JudgementRequest = z.infer<typeof JudgementRequest>;

/** A change of the judgement of two entities; null where there was, or is, none. */
export const JudgementChange = z.strictObject({
  number: z.int(),
  at: z.string(),
  who: z.string().nullable(),
  reverted: z.int().nullable().describe("The change that was taken back"),
  before: Judgement.nullable(),
  after: Judgement.nullable(),
});
export type JudgementChange = z.infer<typeof JudgementChange>;

export const JudgementChangeList = z.strictObject({ changes: z.array(JudgementChange).describe("The latest first") });

export const JudgementList = z.strictObject({ judgements: z.array(Judgement) });

const InStory = z.strictObject({ id: z.string(), title: z.string() });

/** A name of an entity, and the number of origins that use it. Documents that copy one another are one origin. */
const WhoName = z.strictObject({ name: z.string(), origins: z.int(), stories: z.array(z.string()) });

const WhoProperty = z.strictObject({
  name: z.string(),
  /** One value when all stories agree. */
  values: z.array(
    z.strictObject({
      value: PropertyValue,
      /** The sources: the entity, and the words of its text where the property has a receipt. */
      receipts: z.array(z.strictObject({ story: z.string(), id: z.string(), quote: z.string().nullable() })),
    }),
  ),
});

/** Two entities that may be the same, with the reasons for and against it. Never derived from another proposal. */
const Proposal = z.strictObject({
  story: InStory,
  entity: Entity,
  /** The member of this cluster that it was compared with and resembles most. */
  like: z.string(),
  names: z.array(z.string()).describe("Names both have, folded"),
  sameWikidata: z.boolean(),
  sharedNeighbours: z.array(z.string()).describe("Names of neighbours that both have"),
  against: z.array(z.string()).describe("In words: another Wikidata id, another kind"),
  judged: Verdict.nullable().describe("“unsure” when somebody has looked at it"),
});

/** Everything that all visible stories say of one cluster. */
export const WhoAnswer = z.strictObject({
  /** The first member's reference, which resolves as long as any member does. */
  id: z.string(),
  name: z.string(),
  why: z.string().describe("Why this name, in words"),
  names: z.array(WhoName),
  members: z.array(z.strictObject({ story: InStory, entity: Entity })),
  counts: Evidence.extend({ stories: z.int() }).describe("What the relations of all these stories rest on"),
  properties: z.array(WhoProperty),
  relations: z.array(z.strictObject({ story: z.string(), relation: RelationWithEnds })),
  joined: z
    .record(z.string(), z.string())
    .describe("Ends of these relations that are the same as others, each with the reference they all go by"),
  saidNoMore: z
    .array(
      z.strictObject({
        story: z.string(),
        claims: z.array(z.string()).describe("Ids of the claims: one, or all of a report that is held back"),
        text: z.string().describe("What was said, as a sentence; empty of a report that is held back"),
        words: z.string().describe("What became of it"),
        was: z.array(z.string()).describe("The sentences that said it"),
        instead: z
          .strictObject({ relation: z.string(), text: z.string() })
          .nullable()
          .describe("The relation that the publisher's correction put in its place"),
        document: z.string(),
        title: z.string().describe("Of the document"),
      }),
    )
    .describe("Claims that do not stand: what documents say no more; for the owner also proposed and taken back"),
  documents: z.array(
    z.strictObject({
      story: z.string(),
      id: z.string(),
      title: z.string(),
      publishedAt: z.string(),
      language: z.string(),
      publisher: z.string().nullable(),
      origin: z
        .string()
        .describe(
          "The same for all documents of one origin: STORY/ID of a document, or a name from outside the stories",
        ),
    }),
  ),
  judgements: z.array(Judgement),
  different: z
    .array(z.strictObject({ story: InStory, entity: Entity, judgement: Judgement }))
    .describe("Entities of other stories that somebody judged to be different"),
  proposals: z.array(Proposal),
});
export type WhoAnswer = z.infer<typeof WhoAnswer>;
