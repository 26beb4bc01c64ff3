import { expect } from "chai";
import pino from "pino";
import { MAX_BODY_BYTES, MAX_BODY_DEPTH, MAX_PARAMETER_DEPTH } from "../../contract/limits.ts";
import { query } from "../../server/commands/query.ts";
import { readConfig } from "../../server/config.ts";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startApp, type RunningApp } from "./running-app.ts";
import { send } from "./send.ts";

/** A value inside `depth` of something, as `opened` and `closed` write it. */
const nested = (depth: number, opened: string, closed: string) => opened.repeat(depth) + "1" + closed.repeat(depth);
const LISTS = ["[", "]"] as const;
const MAPS = ['{"a":', "}"] as const;

describe("the body of a request", () => {
  let app: RunningApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  const post = (path: string, body: string) =>
    send(`${app.url}${path}`, { method: "POST", headers: { "Content-Type": "application/json" }, body });
  const withParameter = (value: string) => `{"statement": "RETURN $x AS x", "parameters": {"x": ${value}}}`;

  for (const [opened, closed] of [LISTS, MAPS]) {
    it(`may have parameters ${MAX_PARAMETER_DEPTH} deep in ${opened}`, async () => {
      const value = nested(MAX_PARAMETER_DEPTH - 1, opened, closed);
      const { status, body } = await post("/api/query", withParameter(value));
      expect([status, JSON.stringify(body["rows"])]).to.deep.equal([200, `[[${value}]]`]);
    });

    for (const depth of [MAX_PARAMETER_DEPTH, MAX_BODY_DEPTH - 1, MAX_BODY_DEPTH, 1_000, 5_000, 9_000]) {
      it(`may not have parameters ${depth + 1} deep in ${opened}`, async () => {
        const { status, body } = await post("/api/query", withParameter(nested(depth, opened, closed)));
        expect(status).to.equal(400);
        expect(body["detail"]).to.match(/^The (parameters are|body is) nested more than \d+ deep$/);
      });
    }

    it(`may not be millions deep in ${opened}`, async () => {
      const { status, body } = await post("/api/load", nested(3_000_000, opened, closed));
      expect(status).to.equal(400);
      expect(body["detail"]).to.match(/^The body nests more than 64 deep/);
    });
  }

  it("may not be deep in a field that nobody asked for", async () => {
    const { status } = await post("/api/query", `{"statement": "RETURN 1", "more": ${nested(20_000, ...LISTS)}}`);
    expect(status).to.equal(400);
  });

  it("is told to be too large above its limit, and taken below", async () => {
    const padded = (bytes: number) => {
      const body = '{"statement": "RETURN 1"}';
      return body + " ".repeat(bytes - body.length);
    };
    const [whole, more] = await Promise.all(
      [MAX_BODY_BYTES, MAX_BODY_BYTES + 1].map((bytes) => post("/api/query", padded(bytes))),
    );
    expect([whole?.status, more?.status, more?.body["code"]]).to.deep.equal([200, 413, "request/too-large"]);
  });

  it("may name a parameter as JavaScript's objects name things of their own", async () => {
    const { status, body } = await post(
      "/api/query",
      '{"statement": "RETURN $`__proto__` AS `__proto__`, $constructor AS c, {`__proto__`: $`__proto__`} AS map", "parameters": {"__proto__": {"a": 1}, "constructor": 2}}',
    );
    expect([status, body["columns"], JSON.stringify(body["rows"])]).to.deep.equal([
      200,
      ["__proto__", "c", "map"],
      '[[{"a":1},2,{"__proto__":{"a":1}}]]',
    ]);
  });

  it("may not give the answer's shape by its prototype", async () => {
    const { status, body } = await post("/api/query", '{"statement": "RETURN 1", "__proto__": {"limit": 1}}');
    expect([status, body["code"]]).to.deep.equal([400, "request/invalid"]);
  });
});

describe("the query command", () => {
  it("takes a parameter of any name, and prints a column of any name", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "wiregraph-"));
    const printed: string[] = [];
    await query({
      config: readConfig({ DATA_DIR: dataDir }),
      args: [
        "RETURN $`__proto__` AS `__proto__`, $constructor AS c",
        "--param",
        "__proto__=1",
        "--param=constructor=[2]",
      ],
      terminal: { print: (line) => printed.push(line), note: () => {}, stop: new AbortController().signal },
      log: pino({ level: "silent" }),
    });
    await rm(dataDir, { recursive: true });
    expect(printed).to.deep.equal(['{"__proto__":1,"c":[2]}']);
  });
});
