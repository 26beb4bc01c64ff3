import { expect } from "chai";
import { describeError } from "../../../engine/run-statement.ts";
import { CypherError } from "../../../engine/errors.ts";
import { Database } from "../database.ts";

/** The hint of a refusal. */
function hint(text: string): string | null {
  try {
    new Database().result(text);
  } catch (error) {
    if (error instanceof CypherError) return describeError(error, text).hint;
    throw error;
  }
  throw new Error(`Not refused: ${text}`);
}

const NEAR: Readonly<Record<string, string | null>> = {
  "RETRUN 1": "did you mean RETURN?",
  "MTCH (n) RETURN n": "did you mean MATCH?",
  "MATCH (n) WEHRE n.x = 1 RETURN n": "did you mean WHERE?",
  "MATCH (n) RETURN n LIMT 1": "did you mean LIMIT?",
  "MATCH (n) RETURN n ODER BY n.x": "did you mean ORDER?",
  "MATCH (n) DETATCH DELETE n": "did you mean DETACH?",
  "INSRT (n)": "did you mean INSERT?",
  "CRATE (n)": "did you mean CREATE?",
  "SELECT 1": null,
  "MATCH (person) RETURN persn.name": "did you mean person?",
  "MATCH (person) RETURN Person.name": "did you mean person?",
  "MATCH (a)-->(b) RETURN c": null,
  "WITH 1 AS total RETURN totla": "did you mean total?",
  "RETURN toUper('a')": "did you mean toUpper()?",
  "RETURN touper('a')": "did you mean toUpper()?",
  "RETURN colect(1)": "did you mean collect()?",
  "RETURN date.trunacte('year', date())": "did you mean date.truncate()?",
  "RETURN apoc.text.join([], '')": null,
  "CALL db.label()": "did you mean db.labels?",
  "CALL db.propertykey() YIELD propertyKey RETURN propertyKey": "did you mean db.propertyKeys?",
  "CALL apoc.help('x')": null,
};

describe("A name that is close to another", () => {
  for (const [text, near] of Object.entries(NEAR)) {
    it(`is met with ${near === null ? "no guess" : `"${near}"`}: ${text}`, () => {
      expect(hint(text)).to.equal(near);
    });
  }
});
