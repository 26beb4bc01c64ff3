import * as fc from "fast-check";
import neo4j, { type Driver, type Session } from "neo4j-driver";
import type { Neo4jConfig } from "../../server/config.ts";
import { choicesOf } from "./choices.ts";
import { SCHEMA, SCHEMA_ENDS } from "./constrained.ts";
import { compareSides, type Comparison, type Verdict } from "./compare.ts";
import { TOKENS, type StartingGraph } from "./graphs.ts";
import { KINDS, type StatementKind } from "./kinds.ts";
import { performAll } from "./neo4j-side.ts";
import type { Statement } from "./statement.ts";

export interface Difference {
  readonly graph: StartingGraph;
  readonly statement: Statement;
  readonly comparison: Comparison;
  /** Whether it was made as small as it gets. */
  readonly shrunk: boolean;
}

export interface Outcome {
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly classes: ReadonlyMap<string, number>;
  readonly features: ReadonlyMap<string, number>;
  readonly differences: readonly Difference[];
  /** Why statements were refused by both, in Neo4j's words. */
  readonly refusals: ReadonlyMap<string, number>;
}

export interface Options {
  readonly queries: number;
  readonly seed: number;
  /** Only statements of this kind; null for all. */
  readonly kind: string | null;
  /** How many differences are shrunk; the rest is shown as it was found. */
  readonly shrunk: number;
  progress(done: number, different: number): void;
  found(difference: Difference): void;
  /** Called with what one side alone refuses, for a reason that has a name. */
  oneSided(difference: Difference): void;
}

const SESSIONS = 4;
/** Statements that share a graph, whose CREATE Neo4j then compiles once. */
const BATCH = 40;
const GRAPH_CHOICES = 280;

interface Case {
  readonly kind: StatementKind;
  readonly graph: readonly number[];
  readonly choices: readonly number[];
}

/** Asks both sides `queries` random statements. The same seed asks the same. */
export async function runDifferential(
  { uri, user, password, database }: Neo4jConfig,
  options: Options,
): Promise<Outcome> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  try {
    // The tokens exist before the first statement: making one locks the schema, and sessions would wait for one another.
    await performAll(driver, database, [...TOKENS, "MATCH (n) DETACH DELETE n", ...SCHEMA, "CALL db.awaitIndexes()"]);
    try {
      return await askAll(driver, database, options);
    } finally {
      await performAll(driver, database, SCHEMA_ENDS);
    }
  } finally {
    await driver.close();
  }
}

async function askAll(driver: Driver, database: string, options: Options): Promise<Outcome> {
  const counts: Record<Verdict, number> = { same: 0, "refused by both": 0, "refused differently": 0, different: 0 };
  const [classes, features, refusals] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  const differences: Difference[] = [];
  const cases = casesOf(options);
  let [done, toShrink] = [0, options.shrunk];
  const work = async () => {
    const session = driver.session({ database });
    try {
      for (const one of cases) {
        const statement = one.kind.make(one.choices);
        const graph = one.kind.graph(one.graph);
        const compare = () => compareSides(session, graph, statement);
        const comparison = await (one.kind.isAlone ? alone(compare) : compare());
        counts[comparison.verdict] += 1;
        if (comparison.verdict === "refused differently") {
          count(classes, comparison.why);
          options.oneSided({ graph, statement, comparison, shrunk: false });
        }
        if (comparison.theirs.kind === "refused") count(refusals, comparison.theirs.message.slice(0, 90));
        if (comparison.verdict !== "refused by both")
          for (const feature of statement.features) count(features, feature);
        if (comparison.verdict === "different") {
          toShrink -= 1;
          const found = { graph, statement, comparison, shrunk: false };
          const shrinking = () => shrink(session, one, found);
          const small = toShrink < 0 ? found : await (one.kind.isAlone ? alone(shrinking) : shrinking());
          differences.push(small);
          options.found(small);
        }
        done += 1;
        if (done % 500 === 0) options.progress(done, counts.different);
      }
    } finally {
      await session.close();
    }
  };
  await Promise.all(Array.from({ length: SESSIONS }, work));
  return { counts, classes, features, differences, refusals };
}

function count(table: Map<string, number>, key: string): void {
  table.set(key, (table.get(key) ?? 0) + 1);
}

/** One generator that all sessions take from. */
function* casesOf({ queries, seed, kind: only }: Options): Generator<Case, undefined> {
  const longest = Math.max(...KINDS.map(({ choices }) => choices));
  for (let from = 0; from < queries; from += BATCH) {
    const size = Math.min(BATCH, queries - from);
    // Far apart, or neighbouring seeds would share their batches.
    const batchSeed = (Math.imul(seed, 2_654_435_761) + from / BATCH) | 0;
    const [graph = []] = fc.sample(choicesOf(GRAPH_CHOICES), { seed: batchSeed, numRuns: 1 });
    for (const all of fc.sample(choicesOf(longest + 1), { seed: batchSeed, numRuns: size })) {
      const [which = 0, ...choices] = all;
      const kind = KINDS.find(({ name }) => name === only) ?? kindAt(which % 100);
      yield { kind, graph, choices: choices.slice(0, kind.choices) };
    }
  }
}

function kindAt(place: number): StatementKind {
  let left = place;
  for (const kind of KINDS) {
    if (left < kind.share) return kind;
    left -= kind.share;
  }
  throw new RangeError("The shares of the kinds do not make a hundred");
}

let last: Promise<unknown> = Promise.resolve();

/** Runs `work` when whatever was given before has ended. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work);
  last = next;
  return next;
}

const SHRINK_MILLIS = 30_000;

/** The smallest graph and statement that part in the same way. */
async function shrink(session: Session, { kind, graph, choices }: Case, found: Difference): Promise<Difference> {
  let smallest = found;
  // fast-check's own time limit would leave a statement behind that the session still waits for.
  const deadline = performance.now() + SHRINK_MILLIS;
  const property = fc.asyncProperty(choicesOf(0), choicesOf(0), async (graphChoices, statementChoices) => {
    if (performance.now() > deadline) return true;
    const next = { graph: kind.graph(graphChoices), statement: kind.make(statementChoices) };
    const comparison = await compareSides(session, next.graph, next.statement);
    if (comparison.verdict !== "different" || comparison.why !== found.comparison.why) return true;
    smallest = { ...next, comparison, shrunk: true };
    return false;
  });
  await fc.check(property, { examples: [[graph, choices]], numRuns: 1 });
  return smallest;
}
