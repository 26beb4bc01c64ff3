import { createHash } from "node:crypto";

/** What a run of all statements that found no difference has shown, and of which code. */
export interface Proof {
  /** The hash of the engine, with the versions of the packages that it imports. */
  readonly engine: string;
  /** The hash of the generator and of its lists, with the versions of the packages that it imports. */
  readonly generator: string;
  /** The version of Neo4j that the engine was compared with. */
  readonly neo4j: string;
  readonly seed: number;
  readonly queries: number;
  readonly date: string;
}

/** The part of a proof that a checkout has before anything runs. */
export type Versions = Pick<Proof, "engine" | "generator" | "neo4j">;

/** So many statements without a difference are a proof. */
export const PROOF_QUERIES = 20_000;

/** One seed, so that a changed engine is judged by the same statements as the one before it. */
export const PROOF_SEED = 20_261_125;

/** With a proof that fits, CI asks each committed state so many statements that no other was asked. */
export const FRESH_QUERIES = 2_000;

/** The same for the same names and texts, in whatever order they are given. */
export function contentHash(texts: ReadonlyMap<string, string>): string {
  const hash = createHash("sha256");
  for (const [name, text] of [...texts].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    hash.update(`${JSON.stringify(name)} ${Buffer.byteLength(text)}\n${text}\n`);
  return hash.digest("hex");
}

export interface CiRun {
  readonly queries: number;
  readonly seed: number;
  /** Why so many, in words. */
  readonly why: string;
}

/** What CI asks of this checkout: the statements of its own seed where the proof is of it, else all of the fixed seed. */
export function ciRun(proof: Proof | null, now: Versions, checkoutSeed: number): CiRun {
  const full = (why: string) => ({ queries: PROOF_QUERIES, seed: PROOF_SEED, why: `${why}: the whole fixed seed` });
  if (proof === null) return full("There is no proof.json");
  if (proof.queries < PROOF_QUERIES) return full(`proof.json is of ${proof.queries} queries alone`);
  const changed = (["engine", "generator", "neo4j"] as const).filter((part) => proof[part] !== now[part]);
  if (changed.length > 0) return full(`proof.json is of another ${changed.join(" and ")}`);
  const why = `proof.json is of this engine (${proof.queries} queries, ${proof.date}): the seed of this commit`;
  return { queries: FRESH_QUERIES, seed: checkoutSeed, why };
}
