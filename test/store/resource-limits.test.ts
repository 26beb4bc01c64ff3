import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { builtProgram } from "../built-program.ts";
import type { QueryOutcome } from "./resource-limits/query-process.ts";
import { COSTLY_QUERIES } from "./resource-limits/costly-queries.ts";

const QUERY_PROCESS = fileURLToPath(new URL("resource-limits/query-process.ts", import.meta.url));
const MAY_TAKE_MILLIS = 150;
/** What fills up needs a while to come to its limit. */
const FILLING_MILLIS = 700;
/** A thread that does not end what runs so long after its time is replaced: the engine itself must be quicker. */
const GRACE_MILLIS = 3_000;
const MAY_GROW_MB = 400;
const NAMED = ["answered", "query/limit", "query/timeout", "query/invalid", "query/refused"];

describe("Costly queries", function () {
  this.timeout(600_000);

  /** Asks them in a process of its own, so that what ends it or hangs it is seen. */
  async function askAll(
    kind: string,
    mayTake: number,
  ): Promise<{ readonly outcomes: readonly QueryOutcome[]; readonly code: unknown }> {
    const child = spawn(process.execPath, [await builtProgram(QUERY_PROCESS), String(mayTake), kind], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    const [code] = await once(child, "close");
    return {
      outcomes: text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as QueryOutcome),
      code,
    };
  }

  for (const [kind, statements] of Object.entries(COSTLY_QUERIES)) {
    it(`${kind} neither hang nor fill nor end the process: ${statements.length} of them`, async () => {
      const mayTake = kind === "more than there is room for" ? FILLING_MILLIS : MAY_TAKE_MILLIS;
      const { outcomes, code } = await askAll(kind, mayTake);
      expect({ asked: outcomes.map(({ why }) => why), code }).to.deep.equal({
        asked: statements.map(({ why }) => why),
        code: 0,
      });
      const violations = outcomes.filter(
        ({ outcome, millis, grownMb, next, replaced }) =>
          !NAMED.includes(outcome) ||
          millis > mayTake + GRACE_MILLIS ||
          grownMb > MAY_GROW_MB ||
          replaced > 0 ||
          JSON.stringify(next) !== '[["n7"]]',
      );
      expect(violations).to.deep.equal([]);
    });
  }
});
