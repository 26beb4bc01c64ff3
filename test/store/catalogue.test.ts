import { lintCypherQuery } from "@neo4j-cypher/language-support";
import { expect } from "chai";
import { prepare, run } from "../../engine/run-statement.ts";
import { createGraph } from "../../engine/graph/property-graph.ts";
import type { Value } from "../../engine/values/value.ts";
import { queryFiles, type Parameters, type QueryName, type Row } from "../../server/store/catalogue.ts";

const ofThing = { story: true, id: true } as const;
const ofSome = { story: true, ids: true } as const;
const rows = { story: true, rows: true } as const;
const held = { story: true, token: true } as const;
const some = { story: true, limit: true } as const;
const LISTS: ReadonlySet<string> = new Set(["rows", "stories", "articles", "ids", "wikidata", "parts", "refs"]);

/*
 * The compiler holds these two tables to the catalogue's types, the tests hold them to the files: so a file cannot ask
 * for, or answer, anything else than its type says.
 */
const PARAMETERS: { readonly [Name in QueryName]: { readonly [Key in keyof Required<Parameters<Name>>]: true } } = {
  "read/stories": {},
  "read/story-figures": { stories: true },
  "read/story": { story: true },
  "read/story-size": { story: true },
  "read/ended-loads": {},
  "read/story-articles": { story: true },
  "read/story-entities": { story: true },
  "read/story-relations": { story: true },
  "read/entity-ids": { story: true },
  "read/entities-by-id": ofSome,
  "read/entities-of-stories": { refs: true },
  "read/mentions-by-entity": ofSome,
  "read/relations-by-subject": ofSome,
  "read/relations-by-article": ofSome,
  "read/story-questions": { story: true },
  "read/story-claims": { story: true },
  "read/story-versions": { story: true },
  "read/version-heads": { story: true },
  "read/entity-claims": ofThing,
  "read/claim": ofThing,
  "read/article-version": { story: true, article: true, number: true },
  "read/changes": { story: true, before: true, limit: true },
  "read/changes-of": { ...ofThing, key: true, before: true, limit: true },
  "read/change-parts": { story: true, change: true },
  "read/last-erasure": { story: true },
  "write/remove-change-parts": rows,
  "read/entity": ofThing,
  "read/entity-relations": ofThing,
  "read/entity-mentions": ofThing,
  "read/relation": ofThing,
  "read/neighbours": { ...ofThing, types: true, limit: true },
  "read/neighbour-count": { ...ofThing, types: true },
  "read/article": ofThing,
  "read/article-origins": { story: true },
  "read/article-mentions": ofThing,
  "read/questions": { story: true },
  "read/saved-views": { story: true },
  "read/question": ofThing,
  "read/search": { query: true, stories: true, limit: true },
  "read/labels": { stories: true },
  "read/types": { stories: true },
  "read/property-keys": { stories: true },
  "read/judgements": {},
  "read/judgement-changes": { before: true, limit: true },
  "write/add-judgement-change": { properties: true },
  "read/same-wikidata": { stories: true, wikidata: true },
  "write/set-judgement": { a: true, b: true, properties: true },
  "write/remove-judgement": { a: true, b: true },
  "write/set-canonical": { rows: true },
  "read/old-stories": {},
  "read/old-articles": { articles: true },
  "read/old-entities": { articles: true },
  "read/old-mentions": { articles: true },
  "read/old-relations": { articles: true },
  "read/old-copied": {},
  "read/old-unreached": {},
  "write/remove-old": { rows: true },
  "write/create-entities": rows,
  "write/create-mentions": rows,
  "write/create-relations": rows,
  "write/merge-story": { story: true, properties: true },
  "write/merge-questions": rows,
  "write/merge-saved-views": rows,
  "write/remove-saved-views": rows,
  "write/merge-claims": rows,
  "write/remove-claims": rows,
  "write/merge-versions": rows,
  "write/remove-versions": rows,
  "write/merge-change": { story: true, number: true, properties: true, parts: true },
  "write/merge-articles": rows,
  "write/merge-entities": rows,
  "write/merge-mentions": rows,
  "write/merge-relations": rows,
  "write/merge-article-relations": rows,
  "write/remove-mentions": rows,
  "write/remove-relations": rows,
  "write/remove-article-relations": rows,
  "write/remove-entities": rows,
  "write/remove-articles": rows,
  "write/remove-questions": rows,
  "write/remove-story": { story: true },
  "read/former-cluster": { id: true },
  "read/former-clusters": {},
  "write/set-judgement-changes": { rows: true },
  "write/remove-former-clusters": { rows: true },
  "write/set-former-clusters": { rows: true },
  "write/take-load": {
    ...held,
    host: true,
    pid: true,
    program: true,
    work: true,
    process: true,
    deadMillis: true,
    isAlone: true,
  },
  "write/hold-load": { ...held, swapMillis: true },
  "write/release-load": held,
  "write/stage-nodes": rows,
  "write/stage-mentions": rows,
  "write/stage-relations": rows,
  "write/publish-staged": { story: true },
  "write/drop-nodes": { ...some, isReplacement: true },
  "write/drop-staged": some,
  "write/delete-dropped-relations": some,
  "write/delete-dropped": some,
  "write/set-story-options": { story: true, options: true },
};

const labelled = { label: true, properties: true } as const;
const ends = { type: true, subject: true, object: true, properties: true } as const;
const joined = {
  type: true,
  properties: true,
  subject: true,
  subjectName: true,
  subjectShort: true,
  subjectLabel: true,
  object: true,
  objectName: true,
  objectShort: true,
  objectLabel: true,
  speaker: true,
} as const;
const counted = { count: true } as const;
const outcome = { outcome: true, count: true } as const;
const COLUMNS: { readonly [Name in QueryName]: { readonly [Key in keyof Required<Row<Name>>]: true } } = {
  "read/stories": {
    id: true,
    title: true,
    summary: true,
    publishedAt: true,
    visibility: true,
    version: true,
    entities: true,
    relations: true,
  },
  "read/story-figures": {
    story: true,
    articles: true,
    until: true,
    voices: true,
    changedAt: true,
    isChanging: true,
  },
  "read/story-articles": { properties: true },
  "read/story-entities": { ...labelled, mentions: true, first: true },
  "read/story": { properties: true, isChanging: true },
  "read/story-size": {
    isThere: true,
    entities: true,
    articles: true,
    questions: true,
    claims: true,
    mentions: true,
    relations: true,
    articleRelations: true,
    staged: true,
    dropped: true,
  },
  "read/ended-loads": { story: true },
  "read/entity-ids": { id: true },
  "read/entities-by-id": labelled,
  "read/entities-of-stories": { story: true, id: true },
  "read/mentions-by-entity": { article: true, entity: true, properties: true },
  "read/relations-by-subject": ends,
  "read/relations-by-article": ends,
  "read/story-questions": { properties: true },
  "read/story-claims": { properties: true },
  "read/story-versions": { properties: true },
  "read/version-heads": {
    article: true,
    number: true,
    kind: true,
    notice: true,
    publishedAt: true,
    modifiedAt: true,
    readAt: true,
  },
  "read/entity-claims": { properties: true },
  "read/claim": { properties: true },
  "read/article-version": { properties: true },
  "read/changes": { properties: true },
  "read/changes-of": { properties: true },
  "read/change-parts": { items: true },
  "read/last-erasure": { number: true },
  "write/remove-change-parts": counted,
  "read/questions": { id: true, question: true, statement: true },
  "read/saved-views": { properties: true },
  "read/question": { question: true, statement: true },
  "read/story-relations": ends,
  "read/entity": labelled,
  "read/entity-relations": joined,
  "read/relation": joined,
  "read/entity-mentions": { article: true, properties: true },
  "read/neighbours": { label: true, id: true, name: true, short: true, relations: true },
  "read/neighbour-count": { total: true },
  "read/article": { properties: true },
  "read/article-mentions": { entity: true, properties: true },
  "read/article-origins": {
    id: true,
    title: true,
    publishedAt: true,
    derivedFrom: true,
    sha256: true,
    url: true,
    archiveUrl: true,
  },
  "read/search": { ...labelled, score: true, mentions: true, relations: true },
  "read/labels": { name: true, count: true },
  "read/types": { name: true, count: true },
  "read/property-keys": { name: true },
  "read/judgement-changes": { properties: true },
  "write/add-judgement-change": { number: true },
  "read/judgements": { a: true, b: true, verdict: true, who: true, at: true, reason: true },
  "read/same-wikidata": labelled,
  "read/former-cluster": { members: true },
  "read/former-clusters": { id: true, members: true },
  "write/set-judgement-changes": counted,
  "write/remove-former-clusters": counted,
  "write/set-former-clusters": counted,
  "write/set-judgement": counted,
  "write/remove-judgement": counted,
  "write/set-canonical": counted,
  "read/old-stories": { id: true, properties: true },
  "read/old-articles": { id: true, properties: true },
  "read/old-entities": { id: true, ...labelled },
  "read/old-mentions": { article: true, entity: true, properties: true },
  "read/old-relations": { id: true, type: true, subject: true, object: true, properties: true },
  "read/old-copied": { id: true },
  "read/old-unreached": counted,
  "write/remove-old": counted,
  "write/create-entities": counted,
  "write/create-mentions": counted,
  "write/create-relations": counted,
  "write/merge-story": outcome,
  "write/merge-questions": outcome,
  "write/merge-saved-views": outcome,
  "write/remove-saved-views": counted,
  "write/merge-claims": outcome,
  "write/remove-claims": counted,
  "write/merge-versions": outcome,
  "write/remove-versions": counted,
  "write/merge-change": outcome,
  "write/remove-mentions": counted,
  "write/remove-relations": counted,
  "write/remove-article-relations": counted,
  "write/remove-entities": counted,
  "write/remove-articles": counted,
  "write/remove-questions": counted,
  "write/remove-story": counted,
  "write/take-load": { isTaken: true, host: true, pid: true, program: true, work: true, since: true },
  "write/hold-load": counted,
  "write/release-load": counted,
  "write/stage-nodes": counted,
  "write/stage-mentions": counted,
  "write/stage-relations": counted,
  "write/publish-staged": counted,
  "write/drop-nodes": counted,
  "write/drop-staged": counted,
  "write/delete-dropped-relations": counted,
  "write/delete-dropped": counted,
  "write/set-story-options": counted,
  "write/merge-articles": outcome,
  "write/merge-entities": outcome,
  "write/merge-mentions": outcome,
  "write/merge-relations": outcome,
  "write/merge-article-relations": outcome,
};

const FOLDERS = ["upgrade", "schema", "read", "write", "audit"] as const;
const NOW = { epochMillis: 0, nanoOfMilli: 0 };

function exampleOf(parameter: string): Value {
  if (LISTS.has(parameter)) return [];
  if (parameter === "properties" || parameter === "options") return new Map();
  if (parameter.startsWith("is")) return true;
  return parameter === "limit" || parameter.endsWith("Millis") ? 1 : "x";
}

describe("the catalogue of queries", () => {
  it("has one type for each file that is read or written by name", () => {
    const files = (["read", "write"] as const).flatMap((folder) =>
      queryFiles(folder).map(({ name }) => `${folder}/${name}`),
    );
    expect(Object.keys(PARAMETERS)).to.have.members(files);
    expect(Object.keys(COLUMNS)).to.have.members(files);
  });

  for (const folder of FOLDERS) {
    describe(`cypher/${folder}`, () => {
      for (const { name, words, statement, index } of queryFiles(folder)) {
        const path = `${folder}/${name}` as QueryName;

        it(`${name} says in words what it does, and does no more`, async () => {
          const { access } = await prepare(statement);
          expect(words).to.match(/^\S.*[?.]$/);
          expect(access).to.equal({ upgrade: "schema", schema: "schema", write: "write" }[folder as string] ?? "read");
          if (folder === "schema") {
            expect(statement).to.include("IF NOT EXISTS");
            expect(index).to.be.a("string");
          }
        });

        it(`${name} asks for the parameters and answers the columns of its type`, async () => {
          const prepared = await prepare(statement);
          const given = Object.keys(PARAMETERS[path] ?? {});
          expect(prepared.parameters).to.have.members(given);
          if (folder !== "read" && folder !== "write") return;
          const graph = createGraph();
          const runs = async (text: string, values: ReadonlyMap<string, Value>) => {
            return run(graph, await prepare(text), values, { clock: () => 0, now: NOW });
          };
          for (const one of queryFiles("schema")) await runs(one.statement, new Map());
          const values = new Map(given.map((key) => [key, exampleOf(key)]));
          // It is refused where nobody holds the lock.
          if (path === "write/hold-load") await runs("CREATE (:Load {ofStory: 'x', token: 'x'})", new Map());
          const { columns } = await runs(statement, values);
          expect(columns).to.have.members(Object.keys(COLUMNS[path]));
        });

        it(`${name} has nothing that Neo4j's own linter would find`, async () => {
          const { parameters } = await prepare(statement);
          const { diagnostics } = lintCypherQuery(statement, {
            parameters: Object.fromEntries(parameters.map((key) => [key, ""])),
          });
          expect(diagnostics.map(({ message }) => message)).to.deep.equal([]);
        });
      }
    });
  }
});
