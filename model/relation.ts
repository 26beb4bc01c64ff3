import { z } from "zod";
import { Certainty, Polarity } from "./certainty-schema.ts";
import { PropertyName, PropertyValue, RESERVED_NAMES } from "./entity.ts";

export const RelationType = z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/, "a relation's type is capitals, digits and _");

/** What a person may set on a claim; `receipt` is its position in a changed text. */
export const EditedProperty = z.enum(["status", "certainty", "polarity", "note", "reason", "receipt"]);
export type EditedProperty = z.infer<typeof EditedProperty>;

/** One claim: a subject, a type, an object and a source, in one document, at a position in its text. */
export const Relation = z.strictObject({
  /** Stable for the life of the claim: see server/services/relation-ids.ts. */
  id: z.string().min(1),
  /** The relation's name in the file. */
  key: z.string().optional(),
  /** Identifies the same claim in a later load: model/fingerprint.ts. */
  fingerprint: z.string().optional(),
  /** The id of the article or dataset. */
  document: z.string().min(1),
  subject: z.string().min(1),
  type: RelationType,
  object: z.string().min(1),
  /** The source: an entity's id, or the document's own when it says so in its own voice. */
  source: z.string().min(1),
  verb: z.string().optional(),
  statement: z.string().optional(),
  certainty: Certainty,
  polarity: Polarity,
  /** The receipt: parallel lists, the first span first. `starts` and `ends` are half-open, in code points. */
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
  /** The version of the document that said it first, from 1 on; absent where that is the first loaded one. */
  saidFrom: z.int().min(1).optional(),
  /** Properties that a person set here; a later load of the file does not change them. */
  edited: z.array(EditedProperty).optional(),
  /** Properties of the type: role, count, gap … */
  qualifiers: z.record(PropertyName, PropertyValue).default({}),
});
export type Relation = z.infer<typeof Relation>;

/** Whether a relation is shown: retracted and proposed ones are stored but not shown. */
export function isStanding({ status }: Pick<Relation, "status">): boolean {
  return status === "confirmed" || status === "disputed";
}

/** A relation's own properties, which both stores keep flat beside its qualifiers. */
export const RELATION_PROPERTIES = Object.keys(Relation.shape).filter((name) => name !== "qualifiers");

/**
 * The fields that a claim has in addition to a relation's properties; model/claim.ts checks them against its schema.
 */
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

/** Names that a qualifier must not have. */
export const TAKEN_QUALIFIERS: readonly string[] = [
  ...RELATION_PROPERTIES,
  ...RESERVED_NAMES,
  ...CLAIM_PROPERTIES,
  "lastVersion",
  "rowKey",
];
