import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A node's or relationship's properties as the store gives them: text, numbers, truth and lists of these. */
export type Properties = Readonly<Record<string, unknown>>;

/** No parameters. */
type Nothing = Readonly<Record<string, never>>;

interface LabelledRow {
  readonly label: string | null;
  readonly properties: Properties;
}

interface Outcome {
  readonly outcome: "created" | "changed" | "unchanged";
  readonly count: number;
}

interface KeptRow {
  readonly id: string;
  readonly properties: Properties;
}

export interface EntityRow extends KeptRow {
  readonly label: string;
  /** The kind labels it must not have. */
  readonly otherLabels: readonly string[];
}

export interface MentionRow {
  readonly article: string;
  readonly entity: string;
  readonly start: number;
  readonly end: number;
  readonly properties: Properties;
}

export interface RelationRow extends KeptRow {
  readonly type: string;
  readonly subject: string;
  readonly object: string;
}

interface Rows<Row> {
  readonly rows: readonly Row[];
}

interface Name {
  readonly name: string;
}

/** Every query of cypher/read and cypher/write: its parameters and its row. test/store/catalogue.test.ts holds this to the files. */
interface Catalogue {
  "read/versions": [Nothing, { id: string; version: string | null }];
  "read/stories": [
    Nothing,
    {
      id: string;
      title: string;
      summary: string;
      articles: string[];
      featured: string[] | null;
      publishedAt: string | null;
      entities: number;
      relations: number;
    },
  ];
  "read/story-articles": [{ articles: readonly string[] }, { properties: Properties }];
  "read/story-entities": [{ articles: readonly string[] }, LabelledRow & { mentions: number; first: number }];
  "read/story-ends": [{ articles: readonly string[] }, LabelledRow];
  "read/story-relations": [
    { articles: readonly string[] },
    { type: string; subject: string; object: string; properties: Properties },
  ];
  "read/entity": [{ id: string }, LabelledRow];
  "read/entity-relations": [
    { id: string },
    {
      type: string;
      properties: Properties;
      subject: string;
      subjectName: string;
      subjectShort: string | null;
      subjectLabel: string;
      object: string;
      objectName: string;
      objectShort: string | null;
      objectLabel: string;
      speaker: string | null;
    },
  ];
  "read/entity-mentions": [{ id: string }, { article: string; properties: Properties }];
  "read/neighbours": [
    { id: string; types: readonly string[] | null; limit: number },
    {
      label: string;
      id: string;
      name: string;
      short: string | null;
      relations: { type: string; subject: string; object: string; properties: Properties }[];
    },
  ];
  "read/neighbour-count": [{ id: string; types: readonly string[] | null }, { total: number }];
  "read/article": [{ id: string }, { properties: Properties }];
  "read/article-mentions": [{ id: string }, { entity: string; properties: Properties }];
  "read/search": [
    { query: string; limit: number },
    LabelledRow & { score: number; mentions: number; relations: number },
  ];
  "read/labels": [Nothing, Name & { count: number }];
  "read/types": [Nothing, Name & { count: number }];
  "read/property-keys": [Nothing, Name];
  "write/merge-stories": [Rows<KeptRow>, Outcome];
  "write/merge-articles": [Rows<KeptRow>, Outcome];
  "write/merge-entities": [Rows<EntityRow>, Outcome];
  "write/merge-mentions": [Rows<MentionRow>, Outcome];
  "write/merge-relations": [Rows<RelationRow>, Outcome];
  "write/merge-article-relations": [Rows<RelationRow>, Outcome];
}

export type QueryName = keyof Catalogue;
export type Parameters<Name extends QueryName> = Catalogue[Name][0];
export type Row<Name extends QueryName> = Catalogue[Name][1];

/** A .cypher file: what it answers in words, and its statement. */
export interface QueryFile {
  readonly name: string;
  readonly words: string;
  readonly statement: string;
  /** Of a schema statement: the name of the index or constraint it makes. */
  readonly index: string | null;
}

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "../../cypher");

const texts = new Map<string, string>();

/** The statement of a query of the catalogue; each file is read once. */
export function statementOf(name: QueryName): string {
  const known = texts.get(name);
  if (known !== undefined) return known;
  const { statement } = readQueryFile(name);
  texts.set(name, statement);
  return statement;
}

/** All files of a folder of cypher/, by name. */
export function queryFiles(folder: "schema" | "read" | "write" | "audit" | "questions"): QueryFile[] {
  return readdirSync(join(FOLDER, folder))
    .filter((file) => file.endsWith(".cypher"))
    .toSorted()
    .map((file) => readQueryFile(`${folder}/${file.slice(0, -".cypher".length)}`));
}

function readQueryFile(name: string): QueryFile {
  const text = readFileSync(join(FOLDER, `${name}.cypher`), "utf8");
  const [first = "", ...rest] = text.split("\n");
  return {
    name: name.slice(name.indexOf("/") + 1),
    words: first.replace(/^\/\/\s*/, ""),
    statement: rest.join("\n").trim(),
    index: /^CREATE (?:\w+ )*?(?:CONSTRAINT|INDEX) (\w+)/m.exec(text)?.[1] ?? null,
  };
}
