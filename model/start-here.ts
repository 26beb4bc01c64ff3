import type { Kind } from "./kinds.ts";
import { codePoints } from "./code-points.ts";
import type { Mark, ReadingView } from "./reading.ts";
import { splitSentences } from "./split-sentences.ts";
import type { StoryGraph } from "./story.ts";

/** An introduction to a story for new readers. */
export interface StartHere {
  /** The first two sentences of the summary; empty where the story has none. */
  readonly summary: string;
  /** The main actors: people, then groups of people where there are few. */
  readonly people: readonly Mark[];
  /** What is planned and, as far as the story says, has not happened. */
  readonly planned: readonly PlannedClaim[];
}

export interface PlannedClaim {
  /** The line that shows it. */
  readonly line: string;
  readonly text: string;
  /** The source; null where it combines several. */
  readonly speaker: string | null;
}

const MOST = { sentences: 2, people: 5, planned: 3 } as const;

/** Kinds that act, in addition to people. */
const ACTORS: readonly Kind[] = ["ArmedForce", "Organization", "Group", "Country"];

/** The introduction beside a story's picture at rest. Lines in `hidden` are left out. */
export function startHere(graph: StoryGraph, view: ReadingView, hidden: ReadonlySet<string> = new Set()): StartHere {
  const featured = new Map(graph.story.featured.map((id, at) => [id, at]));
  const place = ({ id }: Mark): number => featured.get(id) ?? featured.size;
  const mentions = ({ id }: Mark): number => graph.mentions[id]?.count ?? 0;
  // A person without a name in the text is no starting point.
  const unnamed = new Set(
    graph.entities.flatMap(({ id, properties }) => (properties["anonymous"] === true ? [id] : [])),
  );
  const ranked = view.marks
    .filter(({ id }) => !unnamed.has(id))
    .toSorted((one, other) => place(one) - place(other) || other.joins - one.joins || mentions(other) - mentions(one));
  const persons = ranked.filter(({ kind }) => kind === "Person");
  const actors = ranked.filter(({ kind }) => ACTORS.includes(kind));
  const planned = view.lines
    .filter(({ id }) => !hidden.has(id))
    .flatMap(({ id, sentences }) =>
      sentences
        .filter(({ certainty, negative }) => certainty === "planned" && !negative)
        .map(({ text, speaker, from }) => ({ line: id, text, speaker, from })),
    );
  // One plan per planner: many sentences may be about the same procession.
  const byPlanner = new Map(planned.toReversed().map((one) => [one.from, one]));
  return {
    summary: firstSentences(graph.story.summary),
    people: [...persons, ...actors].slice(0, MOST.people),
    planned: [...byPlanner.values()]
      .toReversed()
      .slice(0, MOST.planned)
      .map(({ line, text, speaker }) => ({ line, text, speaker })),
  };
}

function firstSentences(text: string): string {
  const units = splitSentences(codePoints(text), text, "en");
  return units
    .slice(0, MOST.sentences)
    .map(({ words }) => words)
    .join(" ");
}
