import type { Visibility } from "../../contract/browse.ts";
import type { FailureMessage } from "../../contract/failure-message.ts";
import type { LoadProblem } from "../../contract/errors.ts";
import type { ErasureReport } from "../../contract/erasure.ts";
import type { Judgement } from "../../contract/who.ts";
import type { FileJudgement } from "../../model/story-file.ts";
import type { Properties, Row } from "../store/catalogue.ts";
import type { WriteStep } from "../store/store.ts";
import type { ArticleCorrection, CorrectionDetails, LostDecision } from "../../contract/corrections.ts";
import type { Correction } from "./corrected-story.ts";
import type { StoredView } from "./saved-view-rows.ts";
import type { LedgerEntry } from "./erased-ledger.ts";
import type { Erasure } from "./erasure-plan.ts";
import type { ChangeHead } from "./ledger.ts";
import type { Counts } from "./story-difference.ts";
import type { StoredPart } from "./stored-story.ts";

/** Input that is parsed and checked before it is written. */
export type CheckTask =
  /** The body of POST /api/load: the JSON of a LoadRequest. */
  | { readonly kind: "request"; readonly body: Uint8Array }
  /** A story file of this machine: the thread reads it with its texts and questions. */
  | { readonly kind: "file"; readonly path: string }
  /** A story file, its texts, and its questions as .cypher files. */
  | {
      readonly kind: "story";
      readonly story: string;
      readonly articles: Readonly<Record<string, string>>;
      readonly questions?: Readonly<Record<string, string>> | undefined;
    }
  /** Another text of an article of a stored story. */
  | { readonly kind: "correction"; readonly story: string; readonly correction: Correction }
  /** The records before and after a change of a stored story: parts of the ledger. */
  | { readonly kind: "revert"; readonly story: string; readonly parts: readonly string[] }
  /** What to erase from a stored story. */
  | { readonly kind: "erasure"; readonly story: string; readonly erasure: Erasure };

export interface CheckedSummary {
  readonly story: string;
  readonly nodes: number;
  readonly relations: number;
  readonly mentions: number;
  /** Mistakes, each listed once for all its places; the first of them. */
  readonly refused: LoadProblem[];
  readonly refusedCount: number;
  readonly fallenCount: number;
  /** The file's judgements about entities of other stories. */
  readonly judgements: readonly FileJudgement[];
}

/** The stored state of the story, and other input that determines how it is stored. */
export interface ComparedWith {
  /** The story's own properties, whose records were sent before; null when the story is not stored. */
  readonly stored: Properties | null;
  readonly visibility: Visibility;
  readonly judgements: readonly Judgement[];
  /** With more changed records than this, a stored story is staged, and a new one becomes visible at the end. */
  readonly stagedAbove: number;
  /** The ledger entry of the change. */
  readonly change: ChangeHead;
  /** Discards decisions about the claims of a file. */
  readonly discardEdits: boolean;
  /** For an erasure: the story's ledger, the ledger of judgements, and former clusters. */
  readonly ledger: readonly LedgerEntry[];
  readonly judgementChanges: readonly Row<"read/judgement-changes">[];
  readonly formerClusters: readonly Row<"read/former-clusters">[];
  /** Of an erasure: the story's saved views. */
  readonly views: readonly StoredView[];
}

/** The difference between the stored story and the file's. */
export interface Compared extends Counts {
  /** The number of writes. */
  readonly steps: number;
  /** So many of the first writes are a separate, invisible transaction each; the others are one transaction. */
  readonly hidden: number;
  /** The number of nodes whose labels that transaction changes: old and new ones of the story. */
  readonly swappedNodes: number;
  /** The number of the change in the story's ledger; null when nothing changes. */
  readonly change: number | null;
  readonly corrections: readonly ArticleCorrection[];
  readonly lost: readonly LostDecision[];
  /** The title that a person set and that replaces the file's; null where none was set. */
  readonly titleKept: string | null;
  /** For a correction. */
  readonly details: CorrectionDetails | null;
  /** For an erasure. */
  readonly erased: Pick<ErasureReport, "places" | "isUnloaded" | "elsewhere"> | null;
}

/** The owner awaits the answer to each message before it sends the next. */
export type ToChecker =
  | { readonly kind: "stored"; readonly part: StoredPart }
  | { readonly kind: "compare"; readonly input: ComparedWith }
  | { readonly kind: "next" };

export type FromChecker =
  /** Sent while the thread reads, without a request. */
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly kind: "refused"; readonly failure: FailureMessage }
  | { readonly kind: "checked"; readonly summary: CheckedSummary }
  | { readonly kind: "stored" }
  | { readonly kind: "compared"; readonly compared: Compared }
  | { readonly kind: "step"; readonly step: WriteStep | null };
