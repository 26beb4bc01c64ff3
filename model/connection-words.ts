import { certaintyWords } from "./receipt.ts";
import type { Connection } from "./connections.ts";
import { MAX_STEPS } from "./connection-limits.ts";
import type { ConnectionGraph } from "./connection-graph.ts";
import type { Step } from "./connection-step.ts";
import { nounPhrase } from "./noun-phrase.ts";
import { speakerNames } from "./speakers.ts";
import { capital } from "./version-words.ts";

/** The description of a connection beside its sentences. Readers see these words, on the page and in answers. */
export interface ConnectionWords {
  /** "In 2 steps, on 3 independent sources." */
  readonly summary: string;
  /** "Weakest step: 2, one source (Iraqi state television, claimed)." */
  readonly weakest: string;
  /** "If that source is wrong: still linked through Iran."; null where no single source carries a step. */
  readonly ifWrong: string | null;
  /** "Through the United States: as wide as a country." */
  readonly wide: readonly string[];
  /** "Put together here; nobody says the whole." */
  readonly whole: string | null;
}

export function connectionWords(connection: Connection, connections: ConnectionGraph): ConnectionWords {
  const { index, graph } = connections;
  const nameOf = (id: string): string => nounPhrase(id, index.entities);
  const speakerOf = speakerNames(graph);
  const { steps, sources, ifWrong, marks, speaker } = connection;
  const between = marks.slice(1, -1);
  return {
    summary: `In ${counted(steps.length, "step")}, on ${sources.length === 1 ? "1 source" : `${sources.length} independent sources`}.`,
    weakest: weakestWords(connection, speakerOf),
    ifWrong:
      ifWrong === null
        ? null
        : `If ${ifWrong.sources.length === 1 ? "that source is" : "one of them is"} wrong: ${stillWords(ifWrong.still, nameOf)}.`,
    wide: between
      .filter((id) => connections.isWide(id))
      .map((id) => `Through ${nameOf(id)}: ${wideWords(id, connections)}.`),
    whole:
      steps.length < 2
        ? null
        : speaker === null
          ? "Put together here; nobody says the whole."
          : `${capital(speakerOf(speaker))} says each step; put together here.`,
  };
}

/** All sentences in reading order. */
export function allWords({ summary, wide, weakest, ifWrong, whole }: ConnectionWords): string[] {
  return [summary, ...wide, weakest, ifWrong, whole].flatMap((words) => words ?? []);
}

function weakestWords({ steps, weakest }: Connection, speakerOf: (id: string) => string): string {
  const step = steps[weakest];
  if (step === undefined) return "";
  const which = steps.length === 1 ? "" : `Weakest step: ${weakest + 1}, `;
  if (step.sources > 1) {
    return steps.length === 1
      ? `${step.sources} sources bear it out, each by itself.`
      : `${which}${step.sources} sources, each by itself.`;
  }
  const words = `${which}${sourceWords(step)} (${step.heard.map(speakerOf).join(", ")}, ${certaintyWords({ certainty: step.certainty, polarity: "positive" })}).`;
  return capital(words);
}

/** A step that only several sources together support needs all of them. */
function sourceWords({ needs }: Step): string {
  return needs.length > 1 ? `only ${needs.length} sources together` : "one source";
}

function stillWords(still: readonly string[] | null, nameOf: (id: string) => string): string {
  if (still === null) return `no other link in ${MAX_STEPS} steps`;
  const between = still.slice(1, -1);
  return between.length === 0
    ? "still linked in one step"
    : `still linked through ${between.map(nameOf).join(" and ")}`;
}

function wideWords(id: string, { index, neighbourCount }: ConnectionGraph): string {
  return index.entities.get(id)?.label === "Country"
    ? "as wide as a country"
    : `joined to ${neighbourCount(id)} others`;
}

/** A sentence of an article that names both ends. */
export interface NamingSentence {
  readonly document: string;
  /** Its number in the article; the headline is 0. */
  readonly sentence: number;
}

/** "Nothing here says how they are linked. Sentence 7 names both." */
export function noneWords(
  { denials }: { readonly denials: readonly unknown[] },
  naming: readonly NamingSentence[],
  titleOf: (document: string) => string | null,
): string {
  const none =
    denials.length > 0
      ? "Nothing here says how they are linked; what is said of both says it is not so."
      : "Nothing here says how they are linked.";
  const [first] = naming;
  if (first === undefined) return none;
  const title = titleOf(first.document);
  const where = `${first.sentence === 0 ? "The headline" : `Sentence ${first.sentence}`}${title === null ? "" : ` of “${title}”`}`;
  return `${none} ${where} names both.`;
}

/** Sentences that name both, with the position of each. */
export function namingBoth(one: readonly NamingSentence[], other: readonly NamingSentence[]): NamingSentence[] {
  const keyOf = ({ document, sentence }: NamingSentence): string => JSON.stringify([document, sentence]);
  const known = new Set(other.map(keyOf));
  const both = new Map(one.filter((each) => known.has(keyOf(each))).map((each) => [keyOf(each), each]));
  return [...both.values()].toSorted((a, b) =>
    a.document === b.document ? a.sentence - b.sentence : a.document < b.document ? -1 : 1,
  );
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
