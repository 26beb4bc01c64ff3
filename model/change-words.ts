import type { VersionKind } from "./article-version.ts";

/** An entry of a story's ledger, as far as it is told. */
export interface Change {
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly who: string | null;
  readonly what: "load" | "correction" | "decision" | "rename" | "visibility" | "revert" | "erasure";
  /** Of a correction: what its publisher did. */
  readonly kind: VersionKind | null;
  readonly why: string | null;
  readonly subject: string | null;
  /** Of a change of visibility. */
  readonly visibility: "public" | "desk" | null;
  readonly reverted: number | null;
}

/** What changes call the things of a story. */
export interface ChangeNames {
  /** What readers call an article. */
  readonly articleOf: (id: string) => string;
  /** A claim as a sentence; null where it is not known. */
  readonly claimOf: (id: string) => string | null;
  /** Another entry of the ledger, where it is at hand. */
  readonly changeOf: (number: number) => Change | null;
}

/** What a change of a story did, as a sentence for readers. */
export function changeWords(change: Change, names: ChangeNames): string {
  const { what, why, subject, reverted, number } = change;
  const because = why === null ? "" : `: “${why}”`;
  switch (what) {
    case "load":
      return number === 1 ? "The story was loaded." : "The story was loaded again.";
    case "correction":
      return `${subject === null ? "An article" : names.articleOf(subject)} was ${correctionWords(change)}${because}`;
    case "decision": {
      const claim = subject === null ? null : names.claimOf(subject);
      return `${claim === null ? "A claim was decided about" : `Decided about the claim “${claim}”`}${because === "" ? "." : because}`;
    }
    case "rename":
      return "The story was given another title.";
    case "visibility":
      return change.visibility === "public" ? "The story was made public." : "The story was taken back to the desk.";
    case "revert": {
      const before = reverted === null ? null : names.changeOf(reverted);
      if (before === null) return "A change was taken back.";
      return `Taken back: ${changeWords(before, names).replace(/^The /u, "the ")}`;
    }
    case "erasure":
      return "Words were erased.";
  }
}

function correctionWords({ kind, why }: Change): string {
  switch (kind) {
    case "hold":
      return `put on hold by its publisher${why === null ? "." : ""}`;
    case "kill":
      return `withdrawn by its publisher${why === null ? "." : ""}`;
    case "refile":
      return `published again${why === null ? "." : ""}`;
    case "correction":
      return `corrected by its publisher${why === null ? ", who gave no reason." : ""}`;
    case "update":
    case "silent":
    case null:
      return `changed by its publisher${why === null ? ", who gave no reason." : ""}`;
  }
}

/** Numbers of the changes that a later one took back, where that was not taken back itself. */
export function takenBack(changes: readonly Change[]): ReadonlySet<number> {
  const taken = new Set<number>();
  for (const { number, reverted } of changes.toSorted((a, b) => b.number - a.number))
    if (reverted !== null && !taken.has(number)) taken.add(reverted);
  return taken;
}
