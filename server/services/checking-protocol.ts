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
import type { LedgerEntry } from "./erased-ledger.ts";
import type { Erasure } from "./erasure-plan.ts";
import type { ChangeHead } from "./ledger.ts";
import type { Counts } from "./story-difference.ts";
import type { StoredPart } from "./stored-story.ts";

/** What is parsed and checked before it is written. */
export type CheckTask =
  /** The body of POST /api/load: the JSON of a LoadRequest. */
  | { readonly kind: "request"; readonly body: Uint8Array }
  /** A story file of this machine: the thread reads it, and its texts and questions beside it. */
  | { readonly kind: "file"; readonly path: string }
  /** A story file, the texts it names, and its questions as .cypher files. */
  | {
      readonly kind: "story";
      readonly story: string;
      readonly articles: Readonly<Record<string, string>>;
      readonly questions?: Readonly<Record<string, string>> | undefined;
    }
  /** Another text of an article of a story that is there. */
  | { readonly kind: "correction"; readonly story: string; readonly correction: Correction }
  /** The records that a change of a story that is there found and left: parts of the ledger. */
  | { readonly kind: "revert"; readonly story: string; readonly parts: readonly string[] }
  /** What is to be nowhere any more of a story that is there. */
  | { readonly kind: "erasure"; readonly story: string; readonly erasure: Erasure };

export interface CheckedSummary {
  readonly story: string;
  readonly nodes: number;
  readonly relations: number;
  readonly mentions: number;
  /** Mistakes, each once however many places have it; the first of them. */
  readonly refused: LoadProblem[];
  readonly refusedCount: number;
  readonly fallenCount: number;
  /** What the file says of who is the same as whom in other stories. */
  readonly judgements: readonly FileJudgement[];
}

/** What the store has of the story, and what else decides how it is stored. */
export interface ComparedWith {
  /** Properties of the story itself, whose records were sent before; null when the store has nothing of it. */
  readonly stored: Properties | null;
  readonly visibility: Visibility;
  readonly judgements: readonly Judgement[];
  /** Of more changed records than this, those of a story that is there are staged, and those of a new one shown last. */
  readonly stagedAbove: number;
  /** How the change is entered into the ledger. */
  readonly change: ChangeHead;
  /** Leaves nothing of what people decided about the claims of a file. */
  readonly discardEdits: boolean;
  /** Of an erasure: the story's ledger, that of judgements, and what the ids of clusters meant. */
  readonly ledger: readonly LedgerEntry[];
  readonly judgementChanges: readonly Row<"read/judgement-changes">[];
  readonly formerClusters: readonly Row<"read/former-clusters">[];
}

/** What turns the stored story into the file's. */
export interface Compared extends Counts {
  /** How many writes will come. */
  readonly steps: number;
  /** The first so many of them are a transaction each, which nobody sees; the others are one. */
  readonly hidden: number;
  /** How many nodes that transaction gives other labels: those the story had and those it will have. */
  readonly swappedNodes: number;
  /** The number of the change in the ledger of its story; null where nothing changes. */
  readonly change: number | null;
  readonly corrections: readonly ArticleCorrection[];
  readonly lost: readonly LostDecision[];
  /** The title a person gave the story, which stands beside the file's; null where none was given. */
  readonly titleKept: string | null;
  /** Of a correction. */
  readonly details: CorrectionDetails | null;
  /** Of an erasure. */
  readonly erased: Pick<ErasureReport, "places" | "isUnloaded" | "elsewhere"> | null;
}

/** The owner waits for the answer of each before it sends the next, so that only one is on its way. */
export type ToChecker =
  | { readonly kind: "stored"; readonly part: StoredPart }
  | { readonly kind: "compare"; readonly input: ComparedWith }
  | { readonly kind: "next" };

export type FromChecker =
  /** Told while it reads; nobody asks for it. */
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly kind: "refused"; readonly failure: FailureMessage }
  | { readonly kind: "checked"; readonly summary: CheckedSummary }
  | { readonly kind: "stored" }
  | { readonly kind: "compared"; readonly compared: Compared }
  | { readonly kind: "step"; readonly step: WriteStep | null };
