import type { ArticleCorrection, ChangedReceipt, ReceiptOutcome } from "../../contract/corrections.ts";
import type { Article } from "../../model/article.ts";
import { isHeldBack, type ArticleVersion, type VersionKind } from "../../model/article-version.ts";
import { claimOf, type Claim, type InText } from "../../model/claim.ts";
import { codePoints, type CodePoints } from "../../model/code-points.ts";
import { CorrectedArticle, type NamesById } from "../../model/corrected-article.ts";
import type { Anchoring, Receipt } from "../../model/reanchor.ts";
import type { Relation } from "../../model/relation.ts";
import { spanAt } from "../../model/split-sentences.ts";
import { textVersionOf } from "../../model/version-words.ts";
import { sha256 } from "./rows.ts";

/** Most changed receipts that a report lists; more are counted. */
const MAX_CHANGED = 1_000;

/** New relations of a text; one of them may be the publisher's replacement of an old one. */
type Fresh = Pick<Relation, "id" | "subject" | "type" | "object" | "starts" | "ends">;

/** An article with another text or a hold, and the effect on the claims that quote it. */
export class ArticleRevision {
  /** null when the text is the same, and only the publisher's remarks on it have changed. */
  readonly text: CorrectedArticle | null;
  private readonly anchorings = new Map<string, Anchoring>();
  private readonly fresh: Fresh[] = [];
  private readonly counts = { kept: 0, moved: 0, returned: 0, unsure: 0, gone: 0 };
  private readonly changed: ChangedReceipt[] = [];
  private readonly quotedNumbers = new Set<number>();
  private points: CodePoints | null = null;
  private spans: { readonly start: number }[] | null = null;

  constructor(
    readonly before: Article,
    readonly after: Article,
    private readonly names: NamesById,
  ) {
    this.text = before.text === after.text ? null : new CorrectedArticle(before, after, names);
  }

  get number(): number {
    return this.after.version ?? 1;
  }

  get kind(): VersionKind {
    return this.after.versionKind ?? "update";
  }

  get isHeldBack(): boolean {
    return isHeldBack(this.kind);
  }

  /** Finds the receipt of a claim of the previous text; `anchoring` returns the result again. */
  take(relation: Relation): Anchoring {
    for (const number of relation.sentences) this.quotedNumbers.add(number);
    const { quotes, starts, ends, sentences } = relation;
    const found: Anchoring =
      this.text === null
        ? { outcome: "kept", receipt: { quotes, starts, ends, sentences } }
        : this.text.relation(relation);
    this.anchorings.set(relation.id, found);
    return found;
  }

  anchoring(id: string): Anchoring | undefined {
    return this.anchorings.get(id);
  }

  /** The receipt of an earlier text's claim, where the new text makes it again. */
  returned(claim: Claim, versions: readonly ArticleVersion[]): Receipt | null {
    const { quotes, starts, ends, sentences } = claim;
    const last = versions.find(({ article, number }) => article === claim.document && number === claim.saidUntil);
    if (last !== undefined && last.sha256 === sha256(this.after.text)) return { quotes, starts, ends, sentences };
    if (this.text !== null) return this.text.returned(claim, claim.was);
    return null;
  }

  /** The version since which a new claim is made: this one, if its sentences are new too. */
  saidFrom({ starts }: Relation): number | undefined {
    const isNew =
      this.text !== null && starts.length > 0 && starts.every((start) => this.text?.isOldSentence(start) === false);
    return isNew ? this.number : undefined;
  }

  /** Adds a relation that only this text makes. */
  addFresh({ id, subject, type, object, starts, ends }: Relation): void {
    this.fresh.push({ id, subject, type, object, starts, ends });
  }

  /** The claim that remains of a relation whose words are gone or whose article is held back. */
  claimOf(relation: Relation, anchoring: Anchoring): Claim {
    const state = this.stateOf(relation, anchoring);
    return claimOf(relation, {
      ...state,
      subjectName: this.nameOf(relation.subject),
      objectName: this.nameOf(relation.object),
      saidUntil: this.number - 1,
    });
  }

  /** A claim of an earlier text; for a withdrawn report its sentences are removed. */
  earlierClaim(claim: Claim): Claim {
    return this.kind === "kill" ? { ...claim, inText: "killed", was: [], proposal: null } : claim;
  }

  private stateOf(
    relation: Relation,
    anchoring: Anchoring,
  ): Pick<Claim, "inText" | "was" | "proposal" | "correctedBy"> {
    const was = "was" in anchoring ? [...anchoring.was] : this.sentencesOf(relation);
    if (this.kind === "kill") return { inText: "killed", was: [], proposal: null };
    if (this.kind === "hold") return { inText: "on-hold", was, proposal: null };
    if (anchoring.outcome === "unsure") return { inText: "unsure", was, proposal: { ...anchoring.receipt } };
    const proposal = anchoring.outcome === "gone" && anchoring.proposal !== null ? { ...anchoring.proposal } : null;
    const correctedBy = this.kind === "correction" ? this.successor(relation, proposal) : undefined;
    const isCorrected = this.kind === "correction" && (correctedBy !== undefined || proposal !== null);
    const inText: InText = isCorrected ? "corrected" : "gone";
    return { inText, was, proposal, ...(correctedBy !== undefined && { correctedBy }) };
  }

  /** The new relation that shares two of three parts with the old one, in the changed sentence. */
  private successor({ subject, type, object }: Relation, proposal: Receipt | null): string | undefined {
    const shared = (other: Fresh) =>
      Number(other.subject === subject) + Number(other.type === type) + Number(other.object === object);
    const isThere = ({ starts, ends }: Fresh) =>
      proposal === null ||
      starts.some((start, at) =>
        proposal.starts.some((from, span) => start < (proposal.ends[span] ?? 0) && from < (ends[at] ?? 0)),
      );
    return this.fresh.find((other) => shared(other) >= 2 && isThere(other))?.id;
  }

  /** Counts the outcome of a claim, and lists a claim whose position changed. */
  tell(relation: Relation, outcome: ReceiptOutcome, more: Partial<Pick<Claim, "was" | "proposal">> = {}): void {
    this.counts[outcome] += 1;
    if (outcome === "kept" || this.changed.length === MAX_CHANGED) return;
    const { id, type, subject, object, quotes } = relation;
    this.changed.push({
      relation: id,
      type,
      subject,
      subjectName: this.nameOf(subject),
      object,
      objectName: this.nameOf(object),
      outcome,
      quotes: [...quotes],
      was: [...(more.was ?? [])],
      proposal: more.proposal ?? null,
    });
  }

  report(): ArticleCorrection {
    const { counts, changed } = this;
    return { article: this.after.id, version: this.number, kind: this.kind, receipts: { ...counts }, changed };
  }

  /** The previous text as a version; it is kept whole until this one is replaced too. */
  replaced(): ArticleVersion {
    const { id, title, language, text, sentences } = this.before;
    const numbers = [...this.quotedNumbers].filter((number) => number < sentences.length);
    const points = (this.points ??= codePoints(text));
    return {
      article: id,
      ...textVersionOf(this.before),
      sha256: sha256(text),
      title,
      language,
      text,
      sentences,
      quoted: numbers
        .toSorted((a, b) => a - b)
        .map((number) => ({ number, text: points.slice(...(sentences[number] ?? [0, 0])) })),
    };
  }

  private sentencesOf({ starts, quotes }: Relation): string[] {
    const { sentences } = this.before;
    const points = (this.points ??= codePoints(this.before.text));
    const spans = (this.spans ??= sentences.map(([start]) => ({ start })));
    return starts.map((start, at) => {
      const sentence = sentences[spanAt(spans, start)];
      return sentence === undefined ? (quotes[at] ?? "") : points.slice(...sentence);
    });
  }

  private nameOf(id: string): string {
    return this.names(id)[0] ?? id;
  }
}
