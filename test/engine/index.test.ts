import { expect } from "chai";
import {
  CypherError,
  DateValue,
  Float,
  GraphNode,
  GraphPath,
  GraphRelationship,
  openDatabase,
  SnapshotError,
  temporalOf,
  textOf,
  type Change,
  type Database,
  type TemporalKind,
} from "../../engine/index.ts";
import { NodeValue } from "../../engine/values/value.ts";

const PEOPLE = "CREATE (:Person {name: 'Ann', age: 30})-[:KNOWS {since: 2010}]->(:Person {name: 'Bob'})";
const NAMES = "MATCH (p:Person) RETURN p.name AS name ORDER BY name";

async function rowsOf(database: Database, text: string): Promise<unknown[]> {
  return [...(await database.run(text))];
}

describe("The engine's door", () => {
  it("answers rows as records, as often as they are iterated", async () => {
    const database = openDatabase();
    const made = await database.run(PEOPLE);
    expect({ ...made.counters }).to.include({ nodesCreated: 2, relationshipsCreated: 1, propertiesSet: 4 });
    const result = await database.run(NAMES);
    expect([result.columns, result.size, result.truncated, result.plan]).to.deep.equal([["name"], 2, false, null]);
    for (let time = 0; time < 2; time += 1) expect([...result]).to.deep.equal([{ name: "Ann" }, { name: "Bob" }]);
  });

  it("gives nodes, relationships, paths, dates and numbers as JavaScript's", async () => {
    const database = openDatabase();
    await database.run(PEOPLE);
    const [row] = await rowsOf(
      database,
      "MATCH p = (a {name: 'Ann'})-[r]->(b) RETURN a, r, p, date('2020-01-03') AS day, 1.0 AS float, 9007199254740993 AS long, {x: [1, null]} AS map",
    );
    const ann = new GraphNode(0, ["Person"], { name: "Ann", age: 30 });
    const bob = new GraphNode(1, ["Person"], { name: "Bob" });
    const knows = new GraphRelationship(0, "KNOWS", [0, 1], { since: 2010 });
    expect(row).to.deep.equal({
      a: ann,
      r: knows,
      p: new GraphPath([ann, bob], [knows]),
      day: new DateValue(18_264),
      float: 1,
      long: 9_007_199_254_740_993n,
      map: { x: [1, null] },
    });
  });

  it("takes parameters with their types", async () => {
    const database = openDatabase();
    const given = { int: 1, float: new Float(1), half: 0.5, long: 2n ** 60n, list: [1, "a", null], map: { a: true } };
    const types = "RETURN [x IN [$int, $float, $half, $long, $list, $map, $missing] | valueType(x)] AS types";
    const result = await database.run(types, { ...given, missing: undefined });
    expect([...result]).to.deep.equal([
      {
        types: [
          "INTEGER NOT NULL",
          "FLOAT NOT NULL",
          "FLOAT NOT NULL",
          "INTEGER NOT NULL",
          "LIST<STRING | INTEGER> NOT NULL",
          "MAP NOT NULL",
          "NULL",
        ],
      },
    ]);
    for (const wrong of [new Date(), () => 1, Symbol("s"), new Map()])
      await database.run("RETURN $x AS x", { x: wrong as never }).then(
        () => expect.fail("not refused"),
        (error: unknown) => expect(error).to.be.instanceOf(TypeError),
      );
  });

  it("tells a mistake with its place, and changes nothing when a write fails", async () => {
    const database = openDatabase();
    const mistake = await database.run("RETURN 1 +").catch((error: unknown) => error);
    expect(mistake).to.be.instanceOf(CypherError);
    const failed = await database.run("CREATE (:A) WITH 1 AS one RETURN one / 0 AS x").catch((error: unknown) => error);
    expect((failed as CypherError).kind).to.equal("ArithmeticError");
    expect(await rowsOf(database, "MATCH (n) RETURN count(n) AS n")).to.deep.equal([{ n: 0 }]);
  });

  it("prepares a statement once for the same text", async () => {
    const database = openDatabase();
    const first = await database.prepare("RETURN $x AS x");
    expect(await database.prepare("RETURN $x AS x")).to.equal(first);
    expect([...(await database.run(first, { x: 7 }))]).to.deep.equal([{ x: 7 }]);
    for (let other = 0; other < 500; other += 1) await database.prepare(`RETURN ${other} AS n`);
    expect(await database.prepare("RETURN $x AS x")).to.not.equal(first);
  });

  it("runs several statements as one transaction, or none of them", async () => {
    const database = openDatabase();
    const create = await database.prepare("CREATE (:A {n: $n})");
    const count = await database.prepare("MATCH (a:A) RETURN count(a) AS n");
    const seen = database.transaction((transaction) => {
      transaction.run(create, { n: 1 });
      transaction.run(create, { n: 2 });
      return [...transaction.run(count)];
    });
    expect(seen).to.deep.equal([{ n: 2 }]);
    const fail = () =>
      database.transaction((transaction) => {
        transaction.run(create, { n: 3 });
        throw new Error("changed my mind");
      });
    expect(fail).to.throw("changed my mind");
    const nested = () => database.transaction(() => database.transaction(() => null));
    expect(nested).to.throw("A transaction is open");
    expect([...(await database.run(count))]).to.deep.equal([{ n: 2 }]);
  });

  it("hands the changes to a journal before the commit, and keeps nothing that the journal refused", async () => {
    const database = openDatabase();
    const create = await database.prepare("CREATE (:A)");
    const journal: (readonly Change[])[] = [];
    database.transaction((open) => open.run(create), { beforeCommit: (changes) => journal.push(changes) });
    expect(journal).to.have.length(1);
    const full = () =>
      database.transaction((open) => open.run(create), {
        beforeCommit: () => {
          throw new Error("disk full");
        },
      });
    expect(full).to.throw("disk full");
    expect(await rowsOf(database, "MATCH (n) RETURN count(n) AS n")).to.deep.equal([{ n: 1 }]);
  });

  it("feeds a replica with its commits", async () => {
    const [primary, replica] = [openDatabase(), openDatabase()];
    const end = primary.subscribe((changes) => replica.apply(JSON.parse(JSON.stringify(changes)) as Change[]));
    await primary.run(PEOPLE);
    await primary.run("MATCH (p {name: 'Bob'}) SET p:Retired, p.age = 65");
    await primary.run("MATCH (p {name: 'Ann'}) DETACH DELETE p");
    const all = "MATCH (n) RETURN n, COUNT { (n)--() } AS degree";
    expect(await rowsOf(replica, all)).to.deep.equal(await rowsOf(primary, all));
    end();
    await primary.run("CREATE (:Late)");
    expect(await rowsOf(replica, "MATCH (n:Late) RETURN n")).to.deep.equal([]);
  });

  it("opens again from its snapshot, whole or cut anywhere, and refuses a damaged one", async () => {
    const database = openDatabase();
    await database.run(PEOPLE);
    await database.run("CREATE INDEX person_name FOR (p:Person) ON (p.name)");
    const bytes = Buffer.concat([...database.snapshot()]);
    const cut = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, part) =>
      bytes.subarray(part * 7, part * 7 + 7),
    );
    for (const snapshot of [new Uint8Array(bytes), cut]) {
      const copy = openDatabase({ snapshot });
      expect(await rowsOf(copy, NAMES)).to.deep.equal([{ name: "Ann" }, { name: "Bob" }]);
      expect(copy.schema().indexes.map(({ name }) => name)).to.include("person_name");
    }
    expect(() => openDatabase({ snapshot: bytes.subarray(0, bytes.length - 9) })).to.throw(SnapshotError);
  });

  it("lets a statement do no more than it is allowed, and no longer than it may", async () => {
    const database = openDatabase({ limits: { rows: 2 } });
    const refused = await database.run("CREATE ()", {}, { allow: "read" }).catch((error: unknown) => error);
    expect((refused as CypherError).kind).to.equal("Forbidden");
    const many = await database.run("UNWIND range(1, 5) AS n RETURN n");
    expect([many.size, many.truncated]).to.deep.equal([2, true]);
    const long = "UNWIND range(1, 3000000) AS a UNWIND range(1, 3000000) AS b RETURN count(*) AS n";
    const steps = await database.run(long, {}, { limits: { steps: 10_000 } }).catch((error: unknown) => error);
    expect((steps as CypherError).kind).to.equal("LimitExceeded");
    const cancel = new Int32Array(new SharedArrayBuffer(4)).fill(1);
    const cancelled = await database.run(long, {}, { cancel }).catch((error: unknown) => error);
    expect((cancelled as CypherError).kind).to.equal("Cancelled");
    const aborted = await database.run("RETURN 1 AS x", {}, { signal: AbortSignal.abort("left") }).catch((why) => why);
    expect(aborted).to.equal("left");
  });

  it("reads the clock and the dice that it is given", async () => {
    const database = openDatabase({ now: () => ({ epochMillis: 0, nanoOfMilli: 0 }), random: () => 0.25 });
    expect(await rowsOf(database, "RETURN toString(date()) AS day, rand() AS dice")).to.deep.equal([
      { day: "1970-01-01", dice: 0.25 },
    ]);
  });

  it("gives a result raw, and as JSON that loses nothing", async () => {
    const database = openDatabase();
    await database.run(PEOPLE);
    const day = temporalOf("Date", "2020-01-03");
    const read = await database.prepare(
      "MATCH (n {name: 'Bob'}) RETURN n.name AS name, 1.0 AS float, 9007199254740993 AS long, $day AS day, n",
    );
    const result = database.runRaw(read, { day });
    expect([result.columns, result.size, result.truncated]).to.deep.equal([
      ["name", "float", "long", "day", "n"],
      1,
      false,
    ]);
    expect(result.rows).to.deep.equal([
      ["Bob", new Float(1), 9_007_199_254_740_993n, new DateValue(18_264), new NodeValue(1)],
    ]);
    expect(result.encode()).to.deep.equal([
      [
        "Bob",
        { $type: "Float", value: 1 },
        { $type: "Integer", value: "9007199254740993" },
        { $type: "Date", value: "2020-01-03" },
        { $type: "Node", labels: ["Person"], properties: { name: "Bob" } },
      ],
    ]);
    const write = await database.prepare("MATCH (n {name: $name}) DETACH DELETE n RETURN count(*) AS count");
    const made: Change[] = [];
    const deleted = database.transaction((transaction) => transaction.runRaw(write, { name: "Bob" }), {
      beforeCommit: (changes) => made.push(...changes),
    });
    expect([deleted.rows, deleted.counters.nodesDeleted, made.length > 0]).to.deep.equal([[[1]], 1, true]);
    expect(database.runRaw(write, { name: "Ann" }).rows).to.deep.equal([[1]]);
    expect(database.size()).to.deep.equal({ nodes: 0, relationships: 0 });
  });

  it("reads temporal values from their texts and writes them back", () => {
    const texts: Record<TemporalKind, string> = {
      Date: "2020-01-03",
      LocalTime: "00:47:00",
      Time: "00:47:00+03:00",
      LocalDateTime: "2020-01-03T00:47:00",
      DateTime: "2020-01-03T00:47:00+03:00[Asia/Baghdad]",
      Duration: "P1M2DT3H",
    };
    for (const [kind, text] of Object.entries(texts) as [TemporalKind, string][])
      expect(textOf(temporalOf(kind, text)), kind).to.equal(text);
    expect(() => temporalOf("Date", "soon")).to.throw(CypherError, "soon");
  });

  it("answers nothing once it is closed", async () => {
    const database = openDatabase();
    database.close();
    database.close();
    const refused = await database.run("RETURN 1 AS x").catch((error: unknown) => error);
    expect((refused as Error).message).to.equal("The database is closed");
    expect(() => database.transaction(() => null)).to.throw("The database is closed");
    expect(() => [...database.snapshot()]).to.throw("The database is closed");
  });
});
