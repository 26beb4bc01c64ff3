import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../package-root.ts";

/**
 * The properties of a node or relationship as the store returns them: strings, numbers, booleans and lists of these.
 */
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

interface Count {
  readonly count: number;
}

/** The number of records of a story. */
interface StorySize {
  readonly isThere: boolean;
  readonly entities: number;
  readonly articles: number;
  readonly questions: number;
  readonly claims: number;
  readonly mentions: number;
  readonly relations: number;
  readonly articleRelations: number;
  readonly staged: number;
  readonly dropped: number;
}

/** The process that changes a story. */
interface Holder {
  readonly host: string;
  readonly pid: number;
  /** "the app", or the command as typed. */
  readonly program: string;
  /** What it does to the story, for example "loaded". */
  readonly work: string;
}

/** A lock of a story; the token identifies its holder. */
interface Held extends OfStory {
  readonly token: string;
}

export interface PropertyRow {
  readonly id: string;
  readonly properties: Properties;
}

export interface EntityRow extends PropertyRow {
  readonly label: string;
  /** Kind labels that it must not have. */
  readonly otherLabels: readonly string[];
}

/** A staged node: its labels and its story are properties under other names until it is published. */
export interface StagedRow extends PropertyRow {
  readonly properties: Properties & { readonly ofStory: string; readonly stagedLabels: readonly string[] };
}

export interface MentionRow {
  readonly article: string;
  readonly entity: string;
  readonly start: number;
  readonly end: number;
  readonly properties: Properties;
}

export interface RelationRow extends PropertyRow {
  readonly type: string;
  readonly subject: string;
  readonly object: string;
}

interface Rows<Row> {
  readonly story: string;
  readonly rows: readonly Row[];
}

/** Parameters of a query about one story. */
interface OfStory {
  readonly story: string;
}

/** Parameters of a write that affects at most `limit` records. */
interface Some extends OfStory {
  readonly limit: number;
}

/** Parameters of a query about one record of a story. */
interface OfThing extends OfStory {
  readonly id: string;
}

/** Parameters of a query about some records of one story, by their ids. */
interface OfSome extends OfStory {
  readonly ids: readonly string[];
}

/** Parameters of a query about several stories. */
interface OfStories {
  readonly stories: readonly string[];
}

/** Parameters of a query about articles of 0.1.0, which belonged to no story. */
interface OfArticles {
  readonly articles: readonly string[];
}

/** A relation and the ids of its end nodes. */
interface EndsRow {
  readonly type: string;
  readonly subject: string;
  readonly object: string;
  readonly properties: Properties;
}

interface JoinedRow {
  readonly type: string;
  readonly properties: Properties;
  readonly subject: string;
  readonly subjectName: string;
  readonly subjectShort: string | null;
  readonly subjectLabel: string;
  readonly object: string;
  readonly objectName: string;
  readonly objectShort: string | null;
  readonly objectLabel: string;
  readonly speaker: string | null;
}

interface Name {
  readonly name: string;
}

/**
 * Every query of cypher/read and cypher/write: its parameters and its row. test/store/catalogue.test.ts checks it
 * against the files.
 */
interface Catalogue {
  "read/stories": [
    Nothing,
    {
      id: string;
      title: string;
      summary: string;
      publishedAt: string | null;
      visibility: "desk" | "public";
      version: string;
      entities: number;
      relations: number;
    },
  ];
  "read/story-figures": [
    OfStories,
    {
      story: string;
      articles: number;
      until: string | null;
      voices: number;
      changedAt: string | null;
      isChanging: boolean;
    },
  ];
  "read/story": [OfStory, { properties: Properties; isChanging: boolean }];
  "read/story-size": [OfStory, StorySize];
  "read/ended-loads": [Nothing, OfStory];
  "read/story-articles": [OfStory, { properties: Properties }];
  "read/story-entities": [OfStory, LabelledRow & { mentions: number; first: number | null }];
  "read/story-relations": [OfStory, EndsRow];
  "read/entity-ids": [OfStory, { id: string }];
  "read/entities-by-id": [OfSome, LabelledRow];
  "read/entities-of-stories": [{ refs: readonly OfThing[] }, OfThing];
  "read/mentions-by-entity": [OfSome, { article: string; entity: string; properties: Properties }];
  "read/relations-by-subject": [OfSome, EndsRow];
  "read/relations-by-article": [OfSome, EndsRow];
  "read/story-questions": [OfStory, { properties: Properties }];
  "read/story-claims": [OfStory, { properties: Properties }];
  "read/story-versions": [OfStory, { properties: Properties }];
  "read/version-heads": [
    OfStory,
    { article: string; number: number; publishedAt: string } & Readonly<
      Record<"kind" | "notice" | "modifiedAt" | "readAt", string | null>
    >,
  ];
  "read/entity-claims": [OfThing, { properties: Properties }];
  "read/claim": [OfThing, { properties: Properties }];
  "read/article-version": [OfStory & { article: string; number: number }, { properties: Properties }];
  "read/changes": [OfStory & { before: number | null; limit: number }, { properties: Properties }];
  /** `key`: the name of the record in the records of changes. */
  "read/changes-of": [OfThing & { key: string; before: number | null; limit: number }, { properties: Properties }];
  "read/change-parts": [OfStory & { change: number }, { items: string }];
  "read/last-erasure": [OfStory, { number: number | null }];
  "read/entity": [OfThing, LabelledRow];
  "read/entity-relations": [OfThing, JoinedRow];
  "read/relation": [OfThing, JoinedRow];
  "read/entity-mentions": [OfThing, { article: string; properties: Properties }];
  "read/neighbours": [
    OfThing & { types: readonly string[] | null; limit: number },
    {
      label: string;
      id: string;
      name: string;
      short: string | null;
      relations: { type: string; subject: string; object: string; properties: Properties }[];
    },
  ];
  "read/neighbour-count": [OfThing & { types: readonly string[] | null }, { total: number }];
  "read/article": [OfThing, { properties: Properties }];
  "read/article-origins": [
    OfStory,
    { id: string; title: string; publishedAt: string } & Readonly<
      Record<"derivedFrom" | "sha256" | "url" | "archiveUrl", string | null>
    >,
  ];
  "read/article-mentions": [OfThing, { entity: string; properties: Properties }];
  "read/questions": [OfStory, { id: string; question: string; statement: string }];
  "read/saved-views": [OfStory, { properties: Properties }];
  "read/question": [OfThing, { question: string; statement: string }];
  "read/search": [
    OfStories & { query: string; limit: number },
    LabelledRow & { score: number; mentions: number; relations: number },
  ];
  "read/labels": [OfStories, Name & { count: number }];
  "read/types": [OfStories, Name & { count: number }];
  "read/property-keys": [OfStories, Name];
  "read/judgements": [
    Nothing,
    {
      a: string;
      b: string;
      verdict: "same" | "different" | "unsure";
      who: string | null;
      at: string;
      reason: string | null;
    },
  ];
  "read/same-wikidata": [OfStories & { wikidata: readonly string[] }, LabelledRow];
  "read/former-cluster": [{ id: string }, { members: readonly string[] }];
  "read/former-clusters": [Nothing, { id: string; members: readonly string[] }];
  "write/remove-former-clusters": [{ rows: readonly Pick<PropertyRow, "id">[] }, Count];
  "write/set-former-clusters": [
    { rows: readonly { readonly id: string; readonly members: readonly string[] }[] },
    Count,
  ];
  "read/judgement-changes": [{ before: number | null; limit: number }, { properties: Properties }];
  "write/set-judgement-changes": [{ rows: readonly { number: number; properties: Properties }[] }, Count];
  "write/add-judgement-change": [{ properties: Properties }, { number: number }];
  "write/set-judgement": [{ a: string; b: string; properties: Properties }, Count];
  "write/remove-judgement": [{ a: string; b: string }, Count];
  "write/set-canonical": [{ rows: readonly { story: string; id: string; canonical: string }[] }, Count];
  "read/old-stories": [Nothing, PropertyRow];
  "read/old-articles": [OfArticles, PropertyRow];
  "read/old-entities": [OfArticles, PropertyRow & { label: string | null }];
  "read/old-mentions": [OfArticles, { article: string; entity: string; properties: Properties }];
  "read/old-relations": [OfArticles, RelationRow];
  "read/old-copied": [Nothing, Pick<PropertyRow, "id">];
  "read/old-unreached": [Nothing, Count];
  "write/remove-old": [{ rows: readonly Pick<PropertyRow, "id">[] }, Count];
  "write/create-entities": [Rows<Omit<EntityRow, "otherLabels">>, Count];
  "write/create-mentions": [Rows<MentionRow>, Count];
  "write/create-relations": [Rows<RelationRow>, Count];
  "write/merge-story": [OfStory & { properties: Properties }, Outcome];
  "write/merge-questions": [Rows<PropertyRow>, Outcome];
  "write/merge-saved-views": [Rows<PropertyRow>, Outcome];
  "write/remove-saved-views": [Rows<Pick<PropertyRow, "id">>, Count];
  "write/merge-claims": [Rows<PropertyRow>, Outcome];
  "write/remove-claims": [Rows<Pick<PropertyRow, "id">>, Count];
  "write/merge-versions": [Rows<PropertyRow>, Outcome];
  "write/remove-versions": [Rows<{ article: string; number: number }>, Count];
  "write/merge-change": [
    OfStory & { number: number; properties: Properties; parts: readonly { part: number; items: string }[] },
    Outcome,
  ];
  "write/remove-change-parts": [Rows<{ change: number }>, Count];
  "write/merge-articles": [Rows<PropertyRow>, Outcome];
  "write/merge-entities": [Rows<EntityRow>, Outcome];
  "write/merge-mentions": [Rows<MentionRow>, Outcome];
  "write/remove-mentions": [Rows<Omit<MentionRow, "properties">>, Count];
  "write/remove-relations": [Rows<Pick<RelationRow, "id" | "subject">>, Count];
  "write/remove-article-relations": [Rows<Pick<RelationRow, "id" | "subject">>, Count];
  "write/remove-entities": [Rows<Pick<PropertyRow, "id">>, Count];
  "write/remove-articles": [Rows<Pick<PropertyRow, "id">>, Count];
  "write/remove-questions": [Rows<Pick<PropertyRow, "id">>, Count];
  "write/remove-story": [OfStory, Count];
  "write/take-load": [
    Held & Holder & { process: string; deadMillis: number; isAlone: boolean },
    { isTaken: boolean; since: number } & Holder,
  ];
  "write/hold-load": [Held & { swapMillis: number | null }, Count];
  "write/release-load": [Held, Count];
  "write/stage-nodes": [Rows<StagedRow>, Count];
  "write/stage-mentions": [Rows<MentionRow>, Count];
  "write/stage-relations": [Rows<RelationRow>, Count];
  "write/publish-staged": [OfStory, Count];
  "write/drop-nodes": [Some & { isReplacement: boolean }, Count];
  "write/drop-staged": [Some, Count];
  "write/delete-dropped-relations": [Some, Count];
  "write/delete-dropped": [Some, Count];
  "write/set-story-options": [
    OfStory & { options: { visibility?: "desk" | "public"; earlierTexts?: "quotes" | "whole" | "none" } },
    Count,
  ];
  "write/merge-relations": [Rows<RelationRow>, Outcome];
  "write/merge-article-relations": [Rows<RelationRow>, Outcome];
}

export type QueryName = keyof Catalogue;
export type Parameters<Name extends QueryName> = Catalogue[Name][0];
export type Row<Name extends QueryName> = Catalogue[Name][1];

/** A .cypher file: its first line in words, and its statement. */
export interface QueryFile {
  readonly name: string;
  readonly words: string;
  readonly statement: string;
  /** For a schema statement: the index or constraint that it creates or drops. */
  readonly index: string | null;
}

const FOLDER = join(PACKAGE_ROOT, "cypher");

const texts = new Map<string, string>();

/** The statement of a catalogue query; each file is read once. */
export function statementOf(name: QueryName): string {
  const known = texts.get(name);
  if (known !== undefined) return known;
  const { statement } = readQueryFile(name);
  texts.set(name, statement);
  return statement;
}

/** All files of a folder of cypher/, sorted by name. */
export function queryFiles(folder: "upgrade" | "schema" | "read" | "write" | "audit"): QueryFile[] {
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
    index: /^(?:CREATE|DROP) (?:\w+ )*?(?:CONSTRAINT|INDEX) (\w+)/m.exec(text)?.[1] ?? null,
  };
}
