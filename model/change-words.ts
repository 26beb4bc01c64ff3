import type { VersionKind } from "./article-version.ts";

/** An entry of a story's ledger, with the fields that readers see. */
export interface Change {
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly who: string | null;
  readonly what: "load" | "correction" | "decision" | "rename" | "visibility" | "view" | "revert" | "erasure";
  /** For a correction: what its publisher did. */
  readonly kind: VersionKind | null;
  readonly why: string | null;
  readonly subject: string | null;
  /** For a change of visibility. */
  readonly visibility: "public" | "desk" | null;
  readonly reverted: number | null;
  readonly created: number;
  readonly removed: number;
}

/** Looks up names for the records that changes refer to. */
export interface ChangeNames {
  /** The readers' name of an article. */
  readonly articleOf: (id: string) => string;
  /** A claim as a sentence; null where it is unknown. */
  readonly claimOf: (id: string) => string | null;
  /** Another entry of the ledger, where it is available. */
  readonly changeOf: (number: number) => Change | null;
}

/** Describes a change of a story as a sentence for readers. */
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
    case "view":
      return `A saved view was ${change.created > 0 ? "added" : change.removed > 0 ? "deleted" : "changed"}.`;
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

/** Numbers of reverted changes whose revert was not reverted itself. */
export function takenBack(changes: readonly Change[]): ReadonlySet<number> {
  const taken = new Set<number>();
  for (const { number, reverted } of changes.toSorted((a, b) => b.number - a.number))
    if (reverted !== null && !taken.has(number)) taken.add(reverted);
  return taken;
}
