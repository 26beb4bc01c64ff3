import { z } from "zod";
import { ArticleVersion, VersionKind } from "../model/article-version.ts";
import { Claim, InText } from "../model/claim.ts";
import { Certainty, Polarity } from "../model/certainty-schema.ts";
import { Relation } from "../model/relation.ts";
import { Visibility } from "./browse.ts";
import { words } from "./words.ts";

const Spans = z.strictObject({
  quotes: z.array(z.string()),
  starts: z.array(z.int()),
  ends: z.array(z.int()),
  sentences: z.array(z.int()),
});

/** What happened to a claim's receipt in another text of its article. */
export const ReceiptOutcome = z.enum(["kept", "moved", "returned", "unsure", "gone"]);
export type ReceiptOutcome = z.infer<typeof ReceiptOutcome>;

/** A claim whose receipt changed. Unchanged ones are only counted. */
export const ChangedReceipt = z.strictObject({
  relation: z.string(),
  type: z.string(),
  subject: z.string(),
  subjectName: z.string(),
  object: z.string(),
  objectName: z.string(),
  outcome: ReceiptOutcome,
  /** The quoted words. */
  quotes: z.array(z.string()),
  was: z.array(z.string()).describe("The sentences that said it"),
  proposal: Spans.nullable().describe("Where a person may look in the text as it is now"),
});
export type ChangedReceipt = z.infer<typeof ChangedReceipt>;

/** What a new text of an article, or a hold, did to the claims of the article. */
export const ArticleCorrection = z.strictObject({
  article: z.string(),
  version: z.int().describe("The number of the new text, from 1 on"),
  kind: VersionKind,
  receipts: z.strictObject({
    kept: z.int(),
    moved: z.int(),
    returned: z.int(),
    unsure: z.int(),
    gone: z.int(),
  }),
  changed: z.array(ChangedReceipt).describe("The first thousand"),
});
export type ArticleCorrection = z.infer<typeof ArticleCorrection>;

/** A person's decision about a claim that its file or its document no longer makes. */
export const LostDecision = z.strictObject({
  relation: z.string(),
  edited: z.array(z.string()).describe("The properties that were set here"),
  status: z.string(),
  inText: InText,
});
export type LostDecision = z.infer<typeof LostDecision>;

const Found = z.strictObject({ kept: z.int(), moved: z.int(), gone: z.int() });

/** What a correction did, or would do, to an article and its claims. */
export const CorrectionDetails = ArticleCorrection.extend({
  mentions: Found,
  properties: Found.describe("Receipts of properties; a property whose words are gone goes with them"),
  text: z
    .array(z.strictObject({ kind: z.enum(["removed", "added", "moved"]), text: z.string() }))
    .describe("Sentences that are not in both texts, or somewhere else, in the order of a reader; the first 2,000"),
});
export type CorrectionDetails = z.infer<typeof CorrectionDetails>;

export const CorrectionReport = CorrectionDetails.extend({
  story: z.string(),
  change: z.int().nullable().describe("Its number in the story's ledger; null where nothing was changed"),
  dryRun: z.boolean(),
});
export type CorrectionReport = z.infer<typeof CorrectionReport>;

/** What another change of a story did. */
export const ChangeReport = z.strictObject({
  story: z.string(),
  change: z.int().nullable().describe("Its number in the story's ledger; null where nothing was changed"),
  created: z.int(),
  changed: z.int(),
  removed: z.int(),
  dryRun: z.boolean(),
});
export type ChangeReport = z.infer<typeof ChangeReport>;

const By = {
  who: words(200).optional().describe("Who does it, as initials or a name"),
  why: words(2_000).optional(),
} as const;

/** The current text of an article at its publisher, or a hold of the article. */
export const CorrectionRequest = z.strictObject({
  text: z.string().optional().describe("The whole text; absent where it stays, as for a hold or a kill"),
  kind: VersionKind.optional().describe("update when it is not given"),
  notice: words(2_000).optional().describe("The publisher's own sentence on the change"),
  modifiedAt: z.string().max(40).optional().describe("When the publisher put out this text, ISO 8601"),
  language: z.string().max(40).optional().describe("A tag of BCP 47; refused where it is not the article's"),
  rewritten: z.boolean().default(false).describe("Takes a text that has nothing in common with the one before"),
  ...By,
});
export type CorrectionRequest = z.infer<typeof CorrectionRequest>;

/** A text of an article. Only the owner gets the whole of a replaced one; others get its quoted sentences. */
export const VersionAnswer = ArticleVersion;

export const ClaimList = z.strictObject({
  claims: z.array(Claim),
  total: z.int().describe("Claims there are; `claims` holds at most `limit` of them"),
});
export type ClaimList = z.infer<typeof ClaimList>;

/** An entry of a story's ledger. */
export const ChangeEntry = z.strictObject({
  number: z.int(),
  at: z.string().describe("ISO 8601, UTC"),
  who: z.string().nullable().describe("Null to others than the owner"),
  what: z.enum(["load", "correction", "decision", "rename", "visibility", "view", "revert", "erasure"]),
  kind: VersionKind.nullable().describe("Of a correction: what its publisher did with the article"),
  why: z.string().nullable(),
  subject: z.string().nullable().describe("The article that was corrected, or the relation that was decided about"),
  visibility: Visibility.nullable().describe("Of a change of visibility: who may see the story from then on"),
  reverted: z.int().nullable().describe("The change that was taken back"),
  created: z.int(),
  changed: z.int(),
  removed: z.int(),
  revertible: z.boolean().describe("Whether enough is kept to take it back; a later change may still stand in the way"),
});
export type ChangeEntry = z.infer<typeof ChangeEntry>;

export const ChangeList = z.strictObject({ changes: z.array(ChangeEntry).describe("The latest first") });
export type ChangeList = z.infer<typeof ChangeList>;

/** A record before and after a change; null where it did not or does not exist. */
const ChangedRecord = z.strictObject({
  list: z.string(),
  key: z.string(),
  before: z.unknown(),
  after: z.unknown(),
});

export const ChangeAnswer = ChangeEntry.extend({
  records: z.array(ChangedRecord).describe("The first thousand"),
});
export type ChangeAnswer = z.infer<typeof ChangeAnswer>;

export const RevertRequest = z.strictObject(By);

/** A person's decision about a claim. */
export const DecisionRequest = z.strictObject({
  status: z.enum(["confirmed", "disputed", "retracted"]).optional(),
  certainty: Certainty.optional(),
  polarity: Polarity.optional(),
  note: words(2_000).nullable().optional().describe("Null takes it away"),
  reason: words(2_000).nullable().optional().describe("Why it is read so; required when inferred or ambiguous"),
  ...By,
});
export type DecisionRequest = z.infer<typeof DecisionRequest>;

/** Where the words of a claim are in the current text; by default the claim's own proposal. */
export const ConfirmRequest = z.strictObject({
  receipt: z
    .array(z.strictObject({ start: z.int().min(0), end: z.int().min(1), quote: z.string().min(1) }))
    .min(1)
    .max(20)
    .optional(),
  ...By,
});
export type ConfirmRequest = z.infer<typeof ConfirmRequest>;

/** A claim after a decision, and the entry of the ledger. */
export const DecisionAnswer = z.strictObject({
  relation: Relation.nullable().describe("Null where the claim does not stand"),
  claim: Claim.nullable().describe("Null where it stands"),
  change: z.int().nullable().describe("Null where nothing was changed"),
});
export type DecisionAnswer = z.infer<typeof DecisionAnswer>;
