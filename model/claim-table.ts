import { CERTAINTIES, type Certainty } from "./certainty.ts";
import type { Entity } from "./entity.ts";
import { claimTime, momentOf, type ClaimTime } from "./claim-time.ts";
import { foldName } from "./names.ts";
import { certaintyWords } from "./receipt.ts";
import type { ReadingView } from "./reading.ts";
import { isStanding, type Relation } from "./relation.ts";
import { relationSentence } from "./sentences.ts";
import { speakerNames } from "./speakers.ts";
import type { StoryGraph } from "./story.ts";

/** One claim as a row: who · says · when · how sure · document. */
export interface ClaimRow {
  /** Unique in the table. */
  readonly key: string;
  readonly relations: readonly string[];
  /** The line of the view that shows it; null where it is shown elsewhere, for example in a caption. */
  readonly line: string | null;
  /** The entities it joins. */
  readonly from: string;
  readonly to: string;
  /** Ids of its sources: entities, or documents in their own voice. */
  readonly sources: readonly string[];
  /** The sources by name. */
  readonly who: string;
  readonly says: string;
  readonly when: ClaimTime;
  readonly certainty: Certainty;
  readonly negative: boolean;
  /** "claimed, says not · disputed". */
  readonly sure: string;
  /** Ids of its documents. */
  readonly documents: readonly string[];
  readonly document: string;
  /** The quoted words, leg by leg. */
  readonly quotes: readonly string[];
}

export const CLAIM_COLUMNS = ["who", "says", "when", "sure", "document"] as const;
export type ClaimColumn = (typeof CLAIM_COLUMNS)[number];

export interface ClaimOrder {
  readonly by: ClaimColumn;
  readonly descending: boolean;
}

/**
 * Lists every standing claim of a story as one row, in text order. Claims that the view folds into one sentence are one
 * row with all of their relations.
 */
export function claimRows(graph: StoryGraph, view: Pick<ReadingView, "lines">): ClaimRow[] {
  const entities = new Map(graph.entities.map((entity) => [entity.id, entity]));
  const standing = new Map(graph.relations.filter(isStanding).map((relation) => [relation.id, relation]));
  const row = rowMaker(graph, entities);
  const told = new Set<string>();
  const rows: ClaimRow[] = [];
  for (const line of view.lines)
    for (const sentence of line.sentences) {
      const legs = sentence.relations.flatMap((id) => standing.get(id) ?? []);
      for (const { id } of legs) told.add(id);
      const isDenied = line.contradicted;
      rows.push(row({ legs, line: line.id, says: sentence.text, from: sentence.from, to: sentence.to, isDenied }));
    }
  for (const relation of standing.values()) {
    if (told.has(relation.id)) continue;
    const { subject: from, object: to } = relation;
    const says = relationSentence(relation, entities).text;
    rows.push(row({ legs: [relation], line: null, says, from, to, isDenied: false }));
  }
  const place = new Map(graph.articles.map(({ id }, at) => [id, at]));
  const placeOf = ({ relations }: ClaimRow): readonly [number, number] => {
    const first = standing.get(relations[0] ?? "");
    return [place.get(first?.document ?? "") ?? place.size, first?.starts[0] ?? first?.row ?? 0];
  };
  const places = new Map(rows.map((one) => [one, placeOf(one)]));
  return rows.toSorted((one, other) => {
    const [[article, start], [otherArticle, otherStart]] = [places.get(one) ?? [0, 0], places.get(other) ?? [0, 0]];
    return article - otherArticle || start - otherStart;
  });
}

interface Told {
  readonly legs: readonly Relation[];
  readonly line: string | null;
  readonly says: string;
  readonly from: string;
  readonly to: string;
  /** Whether other claims contradict it. */
  readonly isDenied: boolean;
}

function rowMaker(graph: StoryGraph, entities: ReadonlyMap<string, Entity>): (told: Told) => ClaimRow {
  const speakerOf = speakerNames(graph);
  const titles = new Map(graph.articles.map(({ id, title }) => [id, title]));
  return ({ legs, isDenied, ...told }) => {
    const relations = legs.map(({ id }) => id);
    const sources = unique(legs.map(({ source }) => source));
    const documents = unique(legs.map(({ document }) => document));
    const certainty = CERTAINTIES[Math.max(...legs.map((leg) => CERTAINTIES.indexOf(leg.certainty)), 0)] ?? "fact";
    const negative = legs.some(({ polarity }) => polarity === "negative");
    const remarks = [
      certaintyWords({ certainty, polarity: negative ? "negative" : "positive" }),
      legs.some(({ status }) => status === "disputed") ? "disputed by the editors" : "",
      isDenied ? "≠ others say otherwise" : "",
    ];
    return {
      ...told,
      key: JSON.stringify([told.line, ...relations]),
      relations,
      sources,
      who:
        sources.length === 1 ? speakerOf(sources[0] ?? "") : `Put together from ${sources.map(speakerOf).join(", ")}`,
      when: claimTime(legs, entities),
      certainty,
      negative,
      sure: remarks.filter((remark) => remark !== "").join(" · "),
      documents,
      document: documents.map((id) => titles.get(id) ?? id).join(", "),
      quotes: unique(legs.flatMap(({ quotes }) => quotes.slice(0, 1))),
    };
  };
}

/** Sorts the rows; those without a value come last in both directions. Equal ones keep their order. */
export function sortRows(rows: readonly ClaimRow[], { by, descending }: ClaimOrder): ClaimRow[] {
  const collator = new Intl.Collator("en", { numeric: true });
  const direction = descending ? -1 : 1;
  const compare = (one: ClaimRow, other: ClaimRow): number => {
    if (by === "sure") return CERTAINTIES.indexOf(one.certainty) - CERTAINTIES.indexOf(other.certainty);
    if (by === "when") return collator.compare(dayOf(one), dayOf(other));
    return collator.compare(one[by], other[by]);
  };
  const isEmpty = (row: ClaimRow): boolean => by === "when" && dayOf(row) === "";
  return rows.toSorted(
    (one, other) => Number(isEmpty(one)) - Number(isEmpty(other)) || direction * compare(one, other),
  );
}

/** The first date of a row; empty where it has none. */
export function dayOf({ when }: ClaimRow): string {
  return momentOf(when);
}

/** The rows that contain every word of a text in any column, ignoring diacritics and case. */
export function findRows(rows: readonly ClaimRow[], text: string): readonly ClaimRow[] {
  const words = foldName(text)
    .split(/\s+/u)
    .filter((word) => word !== "");
  if (words.length === 0) return rows;
  return rows.filter(({ who, says, when, sure, document, quotes }) => {
    const folded = foldName([who, says, when.words, sure, document, ...quotes].join(" "));
    return words.every((word) => folded.includes(word));
  });
}

const HEADINGS = ["Who", "Says", "When", "From", "Until", "How sure", "Document", "Quote", "Link"];

/**
 * Formats the rows for a spreadsheet: tab-separated cells, one row per line. `linkOf` returns the address of a row's
 * claim.
 */
export function rowsAsTsv(rows: readonly ClaimRow[], linkOf: (row: ClaimRow) => string): string {
  const lines = rows.map((row) => {
    const { who, says, when, sure, document, quotes } = row;
    return [who, says, when.words, when.start ?? "", when.end ?? "", sure, document, quotes.join(" … "), linkOf(row)];
  });
  return [HEADINGS, ...lines].map((cells) => cells.map(cell).join("\t")).join("\n");
}

/** Prevents a spreadsheet from evaluating text that starts like a formula, and from splitting a cell at a tab. */
function cell(text: string): string {
  const plain = text.replaceAll(/\s+/gu, " ").trim();
  return /^[=+\-@]/u.test(plain) ? `'${plain}` : plain;
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}
