import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { spawnSync } from "node:child_process";
import { expect } from "chai";

const ENGINE = resolve(import.meta.dirname, "../../engine");
const EXAMPLES = [...readFileSync(join(ENGINE, "README.md"), "utf8").matchAll(/```js\n(.*?)```\n+```text\n(.*?)```/gs)];

describe("The engine's README", function () {
  this.timeout(60_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "wiregraph-readme-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("has five examples", () => {
    expect(EXAMPLES).to.have.length(5);
  });

  EXAMPLES.forEach(([, code = "", output = ""], index) => {
    it(`prints what it says: example ${index + 1}`, () => {
      const file = join(folder, `example-${index}.mjs`);
      writeFileSync(file, code.replace('"wiregraph/engine"', JSON.stringify(pathToFileURL(join(ENGINE, "index.ts")))));
      const { stdout, stderr } = spawnSync(process.execPath, ["--import=tsx", file], {
        cwd: resolve(ENGINE, ".."),
        encoding: "utf8",
      });
      expect({ stdout, stderr }).to.deep.equal({ stdout: output, stderr: "" });
    });
  });
});
