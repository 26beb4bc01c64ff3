import { expect } from "chai";
import { describeError } from "../../../engine/run-statement.ts";
import { CypherError } from "../../../engine/errors.ts";
import { Database } from "../database.ts";
import { RIGHT, SETUP, WRONG } from "./statements.ts";

/** The code and place of the refusal. */
function refusal(text: string, parameters: Readonly<Record<string, string | boolean | null>>): [string, string] {
  try {
    new Database(...SETUP).result(text, parameters);
  } catch (error) {
    if (!(error instanceof CypherError)) throw error;
    const { code, line, column } = describeError(error, text);
    return [code.replace("Neo.", ""), `${line}:${column}`];
  }
  return ["not refused", ""];
}

describe("A statement with a mistake", () => {
  for (const { text, parameters, code, place } of WRONG) {
    it(`is refused as Neo4j does: ${text.replaceAll("\n", "⏎")}`, () => {
      const [ours, where] = refusal(text, parameters);
      // Neo4j tells no place of what goes wrong while it runs; the engine mostly does.
      expect([ours, place === "" ? "" : where]).to.deep.equal([code, place]);
    });
  }
});

describe("A statement that looks odd", () => {
  for (const { text, parameters, answer } of RIGHT) {
    it(`is answered as by Neo4j: ${text.replaceAll("\n", "⏎")}`, () => {
      expect(JSON.stringify(new Database(...SETUP).rows(text, parameters))).to.equal(answer);
    });
  }
});
