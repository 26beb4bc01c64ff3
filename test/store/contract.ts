import { expect } from "chai";
import type { CypherValue } from "../../contract/cypher-value.ts";
import { Failure } from "../../contract/errors.ts";
import { articleFrom, entityFrom, mentionFrom, relationFrom, storyFrom } from "../../server/services/rows.ts";
import { queryFiles } from "../../server/store/catalogue.ts";
import type { QueryResult, Store } from "../../server/store/store.ts";
import { inWords, readJson } from "./json.ts";
import { ACCEPTED_QUERIES, REJECTED_QUERIES } from "./rejected-queries.ts";
import { seedContent } from "../model/seed.ts";
import { firstSteps } from "./seed.ts";
import { UNREADABLE, VALUES } from "./values.ts";

export interface OpenedStore {
  readonly store: Store;
  /** Closes the store and takes away what it stood on. */
  close(): Promise<void>;
}

const LIMITS = { maxRows: 1_000, timeoutMillis: 10_000 };
const LONG = "UNWIND range(1, 3000000) AS a UNWIND range(1, 1000) AS b WITH a WHERE a < 0 RETURN count(a) AS n";

/** The code a call fails with; "answered" when it does not. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "answered";
  } catch (error) {
    return error instanceof Failure ? error.code : `not a Failure: ${String(error)}`;
  }
}

/** What every store promises (server/store/store.ts), on an empty store that `open` gives. */
export function storeContract(open: () => Promise<OpenedStore>): void {
  const content = seedContent();
  const story = content.story.id;
  const stories = [story];
  let opened: OpenedStore;
  let store: Store;

  const ask = (statement: string, parameters = {}, options = {}): Promise<QueryResult> =>
    store.query(statement, parameters, { ...LIMITS, ...options });
  const everything = async () => [
    (await ask("MATCH (n) RETURN count(n) AS nodes")).rows,
    (await ask("MATCH ()-[r]->() RETURN count(r) AS relations")).rows,
    (await ask("MATCH (n) UNWIND keys(n) AS key RETURN key, count(*) AS uses ORDER BY key")).rows,
    (await ask("MATCH (n) UNWIND labels(n) AS label RETURN label, count(*) AS uses ORDER BY label")).rows,
  ];

  before(async function () {
    this.timeout(120_000);
    opened = await open();
    store = opened.store;
  });
  after(async () => opened?.close());

  describe("before anything is loaded", () => {
    it("is ready once it is prepared, and may be prepared again", async () => {
      await store.prepare();
      await store.prepare();
      expect(await store.check()).to.deep.equal({ ready: true, reason: null });
    });

    it("answers reads with nothing", async () => {
      expect(await store.read("read/stories", {})).to.deep.equal([]);
      expect(await store.read("read/entity", { story, id: "nobody" })).to.deep.equal([]);
    });
  });

  describe("loading the seed story", () => {
    it("keeps all of it in one go, and nothing changes the second time", async () => {
      const empty = await store.version();
      const first = await store.write(firstSteps(content));
      const loaded = await store.version();
      const second = await store.write(firstSteps(content));
      expect(first.map((rows) => rows.map(({ outcome }) => outcome))).to.deep.equal(first.map(() => ["created"]));
      expect(second).to.deep.equal(first.map(([row]) => [{ ...row, outcome: "unchanged" }]));
      expect(loaded).to.not.equal(empty);
      expect(await store.version()).to.equal(loaded);
    });

    it("gives back each entity as it was", async () => {
      const rows = await store.read("read/story-entities", { story });
      const entities = rows.map(({ label, properties }) => entityFrom(label, properties));
      expect(byId(entities)).to.deep.equal(byId(content.entities));
    });

    it("gives back each relation as it was", async () => {
      const rows = await store.read("read/story-relations", { story });
      expect(byId(rows.map((row) => relationFrom(row, row.properties)))).to.deep.equal(byId(content.relations));
    });

    it("gives back the article with its text and each mention as they were", async () => {
      const [row] = await store.read("read/article", { story, id: "article" });
      const mentions = await store.read("read/article-mentions", { story, id: "article" });
      expect(articleFrom(row?.properties ?? {})).to.deep.equal(content.articles[0]);
      expect(
        mentions.map(({ entity, properties }) => ({ article: "article", entity, mention: mentionFrom(properties) })),
      ).to.have.deep.members([...content.mentions]);
    });

    it("gives back the story and its questions as they were", async () => {
      const [row] = await store.read("read/story", { story });
      expect(storyFrom(row?.properties ?? {})).to.deep.equal(content.story);
      expect(await store.read("read/questions", { story })).to.deep.equal([...content.questions]);
    });

    it("lists the story with what is in it", async () => {
      const { id, title, summary } = content.story;
      const [listed] = await store.read("read/stories", {});
      expect(listed).to.deep.equal({
        id,
        title,
        summary,
        publishedAt: "2020-01-04",
        visibility: "public",
        version: listed?.version,
        entities: content.entities.length,
        relations: content.relations.length,
      });
    });

    it("takes a property away that is gone from the file, and changes the version", async () => {
      const version = await store.version();
      const entities = content.entities.map((entity) => (entity.id === "trump" ? { ...entity, aliases: [] } : entity));
      await store.write(firstSteps({ ...content, entities }));
      const [changed] = await store.read("read/entity", { story, id: "trump" });
      expect(changed?.properties).to.not.have.property("aliases");
      expect(await store.version()).to.not.equal(version);
      await store.write(firstSteps(content));
    });

    it("keeps none of a write of which one step fails", async () => {
      const before = await everything();
      const row = (id: string, name: unknown) => ({
        id,
        label: "Person",
        otherLabels: [],
        properties: { story, id, name },
      });
      const write = store.write([
        { name: "write/merge-entities", parameters: { story, rows: [row("good", "Good")] } },
        { name: "write/merge-entities", parameters: { story, rows: [row("bad", { not: "storable" })] } },
      ]);
      expect(await codeOf(write)).to.not.equal("answered");
      expect(await everything()).to.deep.equal(before);
    });
  });

  describe("reading through the catalogue", () => {
    it("finds an entity by the beginning of any of its names, in any script", async () => {
      for (const [query, id] of [
        ["soleim*", "soleimani"],
        ["شعبي", "hashed"],
        ["suleimani", "soleimani"],
      ] as const) {
        const hits = await store.read("read/search", { query, stories, limit: 10 });
        expect(hits.map(({ properties }) => properties["id"])).to.include(id);
      }
    });

    it("answers an entity's relations with both ends, and its neighbours as far as they are wanted", async () => {
      const relations = await store.read("read/entity-relations", { story, id: "quds-force" });
      const expected = content.relations.filter(
        ({ subject, object }) => subject === "quds-force" || object === "quds-force",
      );
      expect(relations.map(({ properties }) => properties["id"])).to.have.members(expected.map(({ id }) => id));
      const all = { story, id: "quds-force", types: null };
      const [total] = await store.read("read/neighbour-count", all);
      const neighbours = await store.read("read/neighbours", { ...all, limit: 1_000 });
      expect(neighbours).to.have.length(total?.total ?? -1);
      expect(await store.read("read/neighbours", { ...all, limit: 2 })).to.deep.equal(neighbours.slice(0, 2));
      const partOf = await store.read("read/neighbours", { story, id: "quds-force", types: ["PART_OF"], limit: 10 });
      expect(partOf.map(({ id }) => id)).to.deep.equal(["irgc"]);
    });

    it("counts what is there", async () => {
      const labels = await store.read("read/labels", { stories });
      const types = await store.read("read/types", { stories });
      expect(labels.find(({ name }) => name === "Entity")).to.deep.equal({
        name: "Entity",
        count: content.entities.length,
      });
      expect(types.reduce((sum, { count }) => sum + count, 0)).to.equal(
        content.relations.length + content.mentions.length,
      );
    });

    it("ends a read whose reader has left", async () => {
      const left = new AbortController();
      left.abort();
      expect(await codeOf(store.read("read/labels", { stories }, { signal: left.signal }))).to.equal("query/cancelled");
    });
  });

  describe("the questions that come with the story", () => {
    const answers = readJson("answers.json") as Record<string, unknown[][]>;
    it("are those whose answers are known", () => {
      expect(content.questions.map(({ id }) => id)).to.deep.equal(Object.keys(answers));
    });
    for (const { id, question, statement } of content.questions) {
      it(question, async () => {
        const { rows } = await ask(statement, { story });
        expect(rows.map((row) => JSON.stringify(inWords(row))).toSorted()).to.deep.equal(
          answers[id]?.map((row) => JSON.stringify(row)).toSorted(),
        );
      });
    }

    it("answer in names and plain words, with the entities to open and a receipt in every row", async () => {
      const kinds = (value: CypherValue): string[] => {
        if (Array.isArray(value)) return [...new Set(value.flatMap((item: CypherValue) => kinds(item)))];
        const tagged = typeof value === "object" && value !== null ? (value as { $type?: unknown }).$type : undefined;
        return [typeof tagged === "string" ? tagged : typeof value];
      };
      const { entities, relations, articles } = content;
      const ids = new Set([...entities, ...relations, ...articles].map(({ id }) => id));
      for (const { id, statement } of content.questions) {
        const { columns, rows } = await ask(statement, { story });
        for (const row of rows) {
          const texts = row.flatMap((value) => (typeof value === "string" ? [value] : []));
          const bare = texts.filter((text) => ids.has(text) || /\b[A-Z]+_[A-Z]+\b|\(S\d+\)/u.test(text));
          expect({ id, bare, nulls: row.filter((value) => value === null) }).to.deep.equal({ id, bare: [], nulls: [] });
          const there = row.flatMap(kinds);
          const cites = there.includes("Relationship") || texts.some((text) => text.includes("“"));
          const opens = there.includes("Node") || id.startsWith("09-");
          expect({ id, columns, cites, opens }).to.deep.equal({ id, columns, cites: true, opens: true });
        }
      }
    });
  });

  describe("the audit", () => {
    for (const { words, statement } of queryFiles("audit")) {
      it(`${words} None`, async () => expect((await ask(statement)).rows).to.deep.equal([]));
    }
  });

  describe("an untrusted query", () => {
    for (const { statement, rows } of ACCEPTED_QUERIES) {
      it(`is answered when it only looks like a write: ${statement}`, async () =>
        expect((await ask(statement)).rows).to.deep.equal(rows));
    }

    it("is refused when it would do anything but read, and nothing has happened", async () => {
      const before = await everything();
      const version = await store.version();
      const outcomes: string[] = [];
      for (const { why, statement } of REJECTED_QUERIES) {
        const code = await codeOf(ask(statement));
        if (code !== "query/refused" && code !== "query/invalid") outcomes.push(`${why}: ${code}`);
      }
      expect(outcomes).to.deep.equal([]);
      expect(await everything()).to.deep.equal(before);
      expect(await store.version()).to.equal(version);
    });

    for (const { expression, value } of VALUES) {
      it(`gives ${expression} back so that nothing is lost`, async () =>
        expect((await ask(`RETURN ${expression} AS value`)).rows).to.deep.equal([[value]]));
      it(`takes what it gave for ${expression} as a parameter`, async () =>
        expect((await ask(`RETURN $value = ${expression} AS same, $value AS value`, { value })).rows).to.deep.equal([
          [true, value],
        ]));
    }

    it("gives nodes, relationships and paths by our own ids", async () => {
      const { columns, rows } = await ask(
        "MATCH path = (n:ArmedForce {id: 'quds-force'})-[r:PART_OF]->(irgc) RETURN n, r, path, irgc.id AS id",
      );
      const relation = content.relations.find(({ subject, type }) => subject === "quds-force" && type === "PART_OF");
      const [node, relationship, path, id] = rows[0] as [Tagged, Tagged, Tagged, string];
      expect(columns).to.deep.equal(["n", "r", "path", "id"]);
      expect(id).to.equal("irgc");
      expect([node.$type, node.id, node.labels]).to.deep.equal(["Node", "quds-force", ["Entity", "ArmedForce"]]);
      expect(relationship).to.deep.include({
        $type: "Relationship",
        id: relation?.id,
        type: "PART_OF",
        start: "quds-force",
        end: "irgc",
      });
      expect(path).to.deep.include({ $type: "Path", relationships: [relationship] });
      expect(path.nodes?.map((one) => one.id)).to.deep.equal(["quds-force", "irgc"]);
    });

    it("names the ends of a relationship that comes alone", async () => {
      const { rows } = await ask("MATCH (:ArmedForce {id: 'quds-force'})-[r:PART_OF]->() RETURN r");
      expect(rows[0]?.[0]).to.deep.include({ start: "quds-force", end: "irgc" });
    });

    it("is cut at its rows and says so, and only then", async () => {
      const cut = await ask("UNWIND range(1, 11) AS n RETURN n", {}, { maxRows: 10 });
      expect([cut.rows.length, cut.truncated]).to.deep.equal([10, true]);
      const whole = await ask("UNWIND range(1, 10) AS n RETURN n", {}, { maxRows: 10 });
      expect([whole.rows.length, whole.truncated]).to.deep.equal([10, false]);
    });

    it("tells its columns when it has no row", async () => {
      const { columns, rows } = await ask("MATCH (n:Nobody) RETURN n.name AS name, n.age AS age");
      expect([columns, rows]).to.deep.equal([["name", "age"], []]);
    });

    it("is ended at its time, and the store is well after it", async () => {
      expect(await codeOf(ask(LONG, {}, { timeoutMillis: 300 }))).to.equal("query/timeout");
      expect((await ask("RETURN 1 AS one")).rows).to.deep.equal([[1]]);
    });

    it("is ended when who asked has left", async () => {
      const left = new AbortController();
      const asked = codeOf(ask(LONG, {}, { signal: left.signal }));
      setTimeout(() => left.abort(), 100);
      expect(await asked).to.equal("query/cancelled");
      expect((await ask("RETURN 1 AS one")).rows).to.deep.equal([[1]]);
    });

    it("does not keep the story's readers waiting", async () => {
      const left = new AbortController();
      const asked = codeOf(ask(LONG, {}, { signal: left.signal }));
      expect(await store.read("read/entity", { story, id: "trump" })).to.have.length(1);
      left.abort();
      expect(await asked).to.equal("query/cancelled");
    });

    it("is told where its mistake is", async () => {
      try {
        await ask("MATCH (n:Person)\nRETRUN n");
        expect.fail("it was answered");
      } catch (error) {
        expect(error).to.be.instanceOf(Failure);
        const { code, place } = error as Failure;
        expect([code, place?.line, place?.column]).to.deep.equal(["query/invalid", 2, 1]);
      }
    });

    it("is told where a name is that nothing has", async () => {
      for (const statement of [
        "MATCH (n:Person)\nRETURN 1 + m.age AS age",
        "PROFILE MATCH (n:Person)\nRETURN 1 + m.age AS age",
      ]) {
        const failure = await ask(statement).catch((error: unknown) => error);
        expect(failure).to.be.instanceOf(Failure);
        const { code, place, message } = failure as Failure;
        expect([code, place?.line, place?.column]).to.deep.equal(["query/invalid", 2, 12]);
        expect(message).to.match(/Variable `m` not defined/);
        expect(place?.excerpt).to.equal(`RETURN 1 + m.age AS age\n${" ".repeat(11)}^`);
      }
    });

    it("takes and gives names that JavaScript's objects have a meaning of their own for", async () => {
      const parameters = JSON.parse(
        '{"__proto__": {"__proto__": 1, "constructor": [2]}, "constructor": 3, "toString": null, "hasOwnProperty": {"$type": "Float", "value": 4}}',
      ) as Record<string, unknown>;
      const { columns, rows } = await ask(
        "RETURN $`__proto__` AS `__proto__`, $constructor + 1 AS constructor, $toString AS toString, $hasOwnProperty AS hasOwnProperty, $`__proto__`.`__proto__` AS inner",
        parameters,
      );
      expect(columns).to.deep.equal(["__proto__", "constructor", "toString", "hasOwnProperty", "inner"]);
      // A key `__proto__` in a literal would be the prototype.
      const wanted = '[[{"__proto__": 1, "constructor": [2]}, 4, null, {"$type": "Float", "value": 4}, 1]]';
      expect(rows).to.deep.equal(JSON.parse(wanted));
    });

    it("is told when a parameter is missing or unknown to the wire", async () => {
      expect(await codeOf(ask("RETURN $absent AS value"))).to.equal("query/invalid");
      for (const value of UNREADABLE) {
        expect(await codeOf(ask("RETURN $value AS value", { value })), JSON.stringify(value)).to.equal("query/invalid");
      }
      expect(await codeOf(ask("RETURN $day AS value", { day: { $type: "Date", value: "soon" } }))).to.equal(
        "query/invalid",
      );
    });

    it("is told when it divides by nothing", async () => {
      expect(await codeOf(ask("RETURN 1 / 0 AS value"))).to.equal("query/invalid");
    });

    it("is explained without being run, and profiled with its rows", async () => {
      const explained = await ask("EXPLAIN MATCH (p:Person) RETURN p.name AS name");
      expect(explained.rows).to.deep.equal([]);
      expect(explained.plan).to.match(/NodeByLabelScan/);
      const profiled = await ask("PROFILE MATCH (p:Person {id: 'trump'}) RETURN p.name AS name");
      expect(profiled.rows).to.deep.equal([["Donald Trump"]]);
      expect(profiled.plan).to.be.a("string").and.not.equal("");
    });
  });

  describe("many at once", () => {
    it("answers all of them", async () => {
      const asked = Array.from({ length: 40 }, (_, index) =>
        index % 2 === 0
          ? ask("RETURN $n AS n", { n: index }).then(({ rows }) => rows[0]?.[0])
          : store.read("read/entity", { story, id: "trump" }).then(() => index),
      );
      expect(await Promise.all(asked)).to.deep.equal(asked.map((_, index) => index));
    });
  });

  describe("once it is closed", () => {
    it("has waited for what was under way", async () => {
      const asked = codeOf(ask("UNWIND range(1, 400000) AS a WITH a WHERE a % 3 = 0 RETURN count(a) AS n"));
      const read = codeOf(store.read("read/labels", { stories }));
      await store.close();
      expect([await asked, await read]).to.deep.equal(["answered", "answered"]);
    });

    it("may be closed again, and answers nothing", async () => {
      await store.close();
      await store.close();
      expect(await codeOf(store.read("read/labels", { stories }))).to.equal("store/unavailable");
      expect(await codeOf(ask("RETURN 1 AS one"))).to.equal("store/unavailable");
      expect((await store.check()).ready).to.equal(false);
    });
  });
}

interface Tagged {
  readonly $type: string;
  readonly id?: string;
  readonly labels?: readonly string[];
  readonly nodes?: readonly Tagged[];
}

function byId<T extends { readonly id: string }>(records: readonly T[]): T[] {
  return records.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
