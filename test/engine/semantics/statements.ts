import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What the statements are asked of. */
export const SETUP: readonly string[] = [
  "CREATE CONSTRAINT person_name FOR (p:Person) REQUIRE p.name IS UNIQUE",
  "CREATE INDEX city_name FOR (c:City) ON (c.name)",
  "CREATE (a:Person {name: 'Ann', age: 30, born: date('1990-01-01'), tags: ['x', 'y']})-[:KNOWS {since: 2010}]->(:Person {name: 'Bob', age: 25}), (a)-[:LIVES_IN]->(:City {name: 'Oslo', at: point({latitude: 59.9, longitude: 10.7})})",
];

interface Asked {
  readonly text: string;
  readonly parameters: Readonly<Record<string, string | boolean | null>>;
}

interface Wrong extends Asked {
  /** Neo4j's code behind `Neo.`. */
  readonly code: string;
  /** `line:column`, or empty where Neo4j tells none. */
  readonly place: string;
}

interface Right extends Asked {
  /** The rows, as JSON. */
  readonly answer: string;
}

const [, ...lines] = readFileSync(join(import.meta.dirname, "statements.tsv"), "utf8")
  .trimEnd()
  .split("\n");

const ROWS = lines.map((line) => {
  const [statement = "", parameters = "", code = "", place = "", answer = ""] = line.split("\t");
  const given = parameters === "" ? {} : (JSON.parse(parameters) as Asked["parameters"]);
  return { text: statement.replaceAll("⏎", "\n"), parameters: given, code, place, answer };
});

/** Statements with a mistake in them, and what a real Neo4j 5.26 says. */
export const WRONG: readonly Wrong[] = ROWS.filter(({ code }) => code !== "");

/** Statements that look odd and are right, and what a real Neo4j 5.26 answers. */
export const RIGHT: readonly Right[] = ROWS.filter(({ code }) => code === "");
