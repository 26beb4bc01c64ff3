import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { builtProgram } from "../built-program.ts";
import type { Told } from "./endurance/asker.ts";
import { ENDURED } from "./endurance/statements.ts";

const ASKER = fileURLToPath(new URL("endurance/asker.ts", import.meta.url));
const MAY_TAKE_MILLIS = 150;
/** What fills up needs a while to come to its limit. */
const FILLING_MILLIS = 700;
/** A thread that does not end what runs so long after its time is replaced: the engine itself must be quicker. */
const GRACE_MILLIS = 3_000;
const MAY_GROW_MB = 400;
const NAMED = ["answered", "query/limit", "query/timeout", "query/invalid", "query/refused"];

describe("Of a stranger's statements", function () {
  this.timeout(600_000);

  /** Asks them in a process of its own, so that what ends it or hangs it is seen. */
  async function askAll(
    kind: string,
    mayTake: number,
  ): Promise<{ readonly told: readonly Told[]; readonly code: unknown }> {
    const child = spawn(process.execPath, [await builtProgram(ASKER), String(mayTake), kind], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    const [code] = await once(child, "close");
    return {
      told: text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Told),
      code,
    };
  }

  for (const [kind, statements] of Object.entries(ENDURED)) {
    it(`${kind} hangs nothing, fills nothing and ends nothing: ${statements.length} of them`, async () => {
      const mayTake = kind === "more than there is room for" ? FILLING_MILLIS : MAY_TAKE_MILLIS;
      const { told, code } = await askAll(kind, mayTake);
      expect({ asked: told.map(({ why }) => why), code }).to.deep.equal({
        asked: statements.map(({ why }) => why),
        code: 0,
      });
      const unruly = told.filter(
        ({ outcome, millis, grownMb, next, replaced }) =>
          !NAMED.includes(outcome) ||
          millis > mayTake + GRACE_MILLIS ||
          grownMb > MAY_GROW_MB ||
          replaced > 0 ||
          JSON.stringify(next) !== '[["n7"]]',
      );
      expect(unruly).to.deep.equal([]);
    });
  }
});
