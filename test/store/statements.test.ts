import { expect } from "chai";
import neo4j, { Neo4jError, type Driver } from "neo4j-driver";
import { Database } from "../engine/database.ts";
import { RIGHT, SETUP, WRONG } from "../engine/semantics/statements.ts";
import { emptyNeo4j, skipWithoutNeo4j } from "./real-neo4j.ts";

/** Holds what test/engine/plan expects of the engine against a real Neo4j, so that it stays what Neo4j says. */
describe("what Neo4j says of wrong and odd statements", function () {
  this.timeout(120_000);
  before(skipWithoutNeo4j);
  let driver: Driver;
  let stop: () => Promise<void>;

  before(async () => {
    const { config, stop: end } = await emptyNeo4j();
    stop = end;
    driver = neo4j.driver(config.uri, neo4j.auth.basic(config.user, config.password), {
      disableLosslessIntegers: true,
    });
    for (const statement of SETUP) await driver.executeQuery(statement);
  });
  after(async () => {
    await driver?.close();
    await stop?.();
  });

  for (const shown of ["INDEXES", "CONSTRAINTS", "FUNCTIONS", "PROCEDURES"]) {
    for (const more of ["", " YIELD *"]) {
      it(`has the columns the engine gives for SHOW ${shown}${more}`, async () => {
        const { keys } = await driver.executeQuery(`SHOW ${shown}${more}`);
        expect(new Database().result(`SHOW ${shown}${more}`).columns).to.deep.equal(keys);
      });
    }
  }

  for (const { text, parameters, code, place } of WRONG) {
    it(`is as the engine's test expects: ${text.replaceAll("\n", "⏎")}`, async () => {
      const session = driver.session();
      try {
        await session.run(text, parameters);
        expect.fail("not refused");
      } catch (error) {
        if (!(error instanceof Neo4jError)) throw error;
        const [, line, column] = /\(line (\d+), column (\d+) \(offset/.exec(error.message) ?? [];
        const where = line === undefined ? "" : `${line}:${column}`;
        expect([error.code.replace("Neo.", ""), where]).to.deep.equal([code, place]);
      } finally {
        await session.close();
      }
    });
  }

  for (const { text, parameters, answer } of RIGHT) {
    it(`is as the engine's test expects: ${text.replaceAll("\n", "⏎")}`, async () => {
      const session = driver.session();
      const transaction = session.beginTransaction();
      try {
        const { records } = await transaction.run(text, parameters);
        expect(JSON.stringify(records.map((record) => [...record.values()]))).to.equal(answer);
      } finally {
        await transaction.close();
        await session.close();
      }
    });
  }
});
