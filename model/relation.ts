import { z } from "zod";
import { Certainty, Polarity } from "./certainty-schema.ts";
import { PropertyName, PropertyValue, RESERVED_NAMES } from "./entity.ts";

export const RelationType = z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/, "a relation's type is capitals, digits and _");

/** What a person may set of a claim; `receipt`: where its words are in a text that was changed. */
export const EditedProperty = z.enum(["status", "certainty", "polarity", "note", "reason", "receipt"]);
export type EditedProperty = z.infer<typeof EditedProperty>;

/** One claim: a subject, a type, an object, said by somebody, in one document, at a stated place in its text. */
export const Relation = z.strictObject({
  /** Kept for the life of the claim: server/services/relation-ids.ts says how. */
  id: z.string().min(1),
  /** The file's name of the relation. */
  key: z.string().optional(),
  /** Finds the same claim again in a later load: model/fingerprint.ts. */
  fingerprint: z.string().optional(),
  /** The article's or dataset's id. */
  document: z.string().min(1),
  subject: z.string().min(1),
  type: RelationType,
  object: z.string().min(1),
  /** Who says it: an entity's id, or the document's own when it says so in its own voice. */
  source: z.string().min(1),
  verb: z.string().optional(),
  statement: z.string().optional(),
  certainty: Certainty,
  polarity: Polarity,
  /** The receipt: parallel lists, the first span first. `starts` and `ends` are code points, half open. */
  quotes: z.array(z.string()),
  starts: z.array(z.int().min(0)),
  ends: z.array(z.int().min(1)),
  sentences: z.array(z.int().min(0)),
  /** The receipt of a relation from a dataset: its line or record. */
  row: z.int().optional(),
  reason: z.string().optional(),
  note: z.string().optional(),
  startDate: z.string().optional(),
  endDate: z.string().optional(),
  timeText: z.string().optional(),
  method: z.string(),
  status: z.enum(["proposed", "confirmed", "disputed", "retracted"]),
  retractedAt: z.string().optional(),
  /** The version of the document that said it first, from 1 on; absent where that is the first one that was loaded. */
  saidFrom: z.int().min(1).optional(),
  /** Properties that a person set here: a later load of the file leaves them as they are. */
  edited: z.array(EditedProperty).optional(),
  /** The type's own: role, count, gap … */
  qualifiers: z.record(PropertyName, PropertyValue).default({}),
});
export type Relation = z.infer<typeof Relation>;

/** What was taken back, or is only proposed, is kept and not told. */
export function isStanding({ status }: Pick<Relation, "status">): boolean {
  return status === "confirmed" || status === "disputed";
}

/** A relation's own properties, which both stores keep flat beside its qualifiers. */
export const RELATION_PROPERTIES = Object.keys(Relation.shape).filter((name) => name !== "qualifiers");

/** What a claim that does not stand has beside a relation's properties: model/claim.ts holds this to its schema. */
export const CLAIM_PROPERTIES = [
  "inText",
  "saidUntil",
  "was",
  "correctedBy",
  "isDropped",
  "subjectName",
  "objectName",
  "proposedQuotes",
  "proposedStarts",
  "proposedEnds",
  "proposedSentences",
] as const;

/** Names a qualifier may not take. */
export const TAKEN_QUALIFIERS: readonly string[] = [
  ...RELATION_PROPERTIES,
  ...RESERVED_NAMES,
  ...CLAIM_PROPERTIES,
  "lastVersion",
  "rowKey",
];
