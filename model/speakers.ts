import type { Line, ReadingView } from "./reading.ts";
import { isStanding } from "./relation.ts";
import type { StoryGraph } from "./story.ts";

/** Somebody who says something in a story. */
export interface Speaker {
  /** An entity's id, or the article's own. */
  readonly id: string;
  readonly name: string;
  /** Relations that rest on this voice. */
  readonly relations: number;
  /** The text does not name them. */
  readonly unnamed: boolean;
}

/** Who says what the story tells, the most told first; the articles' own voices lead. */
export function speakersOf(graph: StoryGraph): Speaker[] {
  const counts = new Map<string, number>();
  for (const { source } of graph.relations.filter(isStanding)) counts.set(source, (counts.get(source) ?? 0) + 1);
  const articles = new Set(graph.articles.map(({ id }) => id));
  const entities = new Map(graph.entities.map((entity) => [entity.id, entity]));
  return [...counts]
    .map(([id, relations]): Speaker => {
      const entity = entities.get(id);
      const name = articles.has(id) ? "the article itself" : (entity?.name ?? id);
      return { id, name, relations, unnamed: entity?.properties["anonymous"] === true };
    })
    .toSorted(
      (a, b) =>
        Number(articles.has(b.id)) - Number(articles.has(a.id)) ||
        b.relations - a.relations ||
        (a.name < b.name ? -1 : 1),
    );
}

/** What is left of a view when some voices are switched off. */
export interface Unheard {
  /** Lines that rest on those voices alone. */
  readonly fallen: readonly string[];
  /** Lines that somebody else tells too, in part. */
  readonly pale: readonly string[];
  /** Marks that nothing joins any more. */
  readonly unjoined: readonly string[];
  /** "3 lines fall, 2 people are no longer joined to the story"; empty when nothing is off. */
  readonly told: string;
}

/** A sentence falls when one of its legs is told by a voice that is off; a line falls with its last sentence. */
export function withoutSpeakers(view: ReadingView, graph: StoryGraph, off: ReadonlySet<string>): Unheard {
  if (off.size === 0) return { fallen: [], pale: [], unjoined: [], told: "" };
  const silenced = new Set(graph.relations.filter(({ source }) => off.has(source)).map(({ id }) => id));
  const lost = ({ sentences }: Line) =>
    sentences.filter(({ relations }) => relations.some((id) => silenced.has(id))).length;
  const fallen = view.lines.filter((line) => lost(line) === line.sentences.length);
  const pale = view.lines.filter((line) => lost(line) > 0 && lost(line) < line.sentences.length);
  const gone = new Set(fallen.map(({ id }) => id));
  const joined = new Set(view.lines.filter(({ id }) => !gone.has(id)).flatMap(({ from, to }) => [from, to]));
  const unjoined = view.marks.filter(({ id, joins }) => joins > 0 && !joined.has(id));
  return {
    fallen: fallen.map(({ id }) => id),
    pale: pale.map(({ id }) => id),
    unjoined: unjoined.map(({ id }) => id),
    told: tell(fallen.length, pale.length, unjoined),
  };
}

function tell(fallen: number, pale: number, unjoined: ReadingView["marks"]): string {
  const people = unjoined.filter(({ kind }) => kind === "Person").length;
  const others = unjoined.length - people;
  const lines = fallen === 0 ? "No line falls" : `${fallen} ${fallen === 1 ? "line falls" : "lines fall"}`;
  const rest = pale === 0 ? "" : `, ${pale} ${pale === 1 ? "stands" : "stand"} on other voices`;
  const who = [
    people > 0 ? `${people} ${people === 1 ? "person" : "people"}` : "",
    others > 0 ? `${others} ${people > 0 ? "other " : ""}${others === 1 ? "thing" : "things"}` : "",
  ]
    .filter(Boolean)
    .join(" and ");
  return `${lines}${rest}${who === "" ? "" : `; ${who} ${unjoined.length === 1 ? "is" : "are"} no longer joined to the story`}.`;
}
