import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { written } from "../model/written-story.ts";
import { bytesOfWords } from "../store/erased-bytes.ts";
import { spawnCommand } from "./command-run.ts";
import { serveApp, type ServedApp } from "./served-app.ts";

const NAME = "Élodie 🙂 نورا";

describe("npm run erase", function () {
  this.timeout(300_000);
  let folder: string;
  let file: string;
  let env: { DATA_DIR: string };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "wiregraph-erase-"));
    const { story, articles } = written({
      id: "ministries",
      articles: [{ sentences: [`${NAME} leads the Alpha ministry.`, "It was founded long ago."] }],
      entities: [
        ["person", "Person", NAME],
        ["alpha", "Organization", "Alpha ministry"],
      ],
      claims: [
        { key: "leads", subject: "person", type: "LEADS", object: "alpha", quote: `${NAME} leads the Alpha ministry` },
      ],
      mentions: [["person", NAME]],
    });
    mkdirSync(join(folder, "story"));
    file = join(folder, "story", "story.json");
    writeFileSync(file, story);
    for (const [name, text] of Object.entries(articles)) writeFileSync(join(folder, "story", name), text);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  beforeEach(async () => {
    env = { DATA_DIR: mkdtempSync(join(folder, "data-")) };
    expect((await spawnCommand(["load", file], env)).code).to.equal(0);
    expect(bytesOfWords(env.DATA_DIR, NAME)).to.not.deep.equal([]);
  });
  const erase = (...args: string[]) => spawnCommand(["erase", "--story", "ministries", ...args], env);
  const byWords = ["--words", NAME, "--reason", "Asked for"];

  it("tells what would go, and then leaves no byte of it under DATA_DIR", async () => {
    const told = await erase(...byWords, "--dry-run");
    const places = "1 place in the texts of articles, 1 article, 1 entity, 1 mention, 1 relation";
    expect(told).to.deep.equal({ code: 0, output: `ministries: would erase ${places}\n`, notes: "" });
    expect(bytesOfWords(env.DATA_DIR, NAME)).to.not.deep.equal([]);
    const done = await erase(...byWords);
    expect(done.output.split("\n").slice(0, 2)).to.deep.equal([
      `ministries: erased ${places}`,
      "ministries: change 2 of its ledger says when and why",
    ]);
    expect({ ...done, output: "" }).to.deep.equal({ code: 0, output: "", notes: "" });
    expect(bytesOfWords(env.DATA_DIR, NAME)).to.deep.equal([]);
    expect(readdirSync(env.DATA_DIR).toSorted()).to.deep.equal(["graph.journal", "graph.snapshot"]);
  });

  it("does the same through an app that runs", async () => {
    const app: ServedApp = await serveApp(env, "/readyz");
    try {
      const done = await erase("--entity", "person");
      expect({ code: done.code, notes: done.notes }).to.deep.equal({ code: 0, notes: "" });
      expect(bytesOfWords(env.DATA_DIR, NAME)).to.deep.equal([]);
      const again = await erase("--entity", "person");
      expect([again.code, again.notes]).to.deep.equal([
        1,
        "wiregraph: There is no entity with the id person in the story ministries\n",
      ]);
      const loaded = await spawnCommand(["load", file], env);
      expect(loaded.code).to.equal(0);
    } finally {
      await app.stop();
    }
  });

  it("is finished by whoever opens the folder next, where it was ended before the files were written anew", async () => {
    // What is owed is on disk before anything is taken out of the graph.
    writeFileSync(join(env.DATA_DIR, "graph.compact"), "");
    expect((await spawnCommand(["unload", "ministries"], env)).code).to.equal(0);
    writeFileSync(join(env.DATA_DIR, "graph.compact"), "");
    expect(bytesOfWords(env.DATA_DIR, NAME)).to.not.deep.equal([]);
    expect((await spawnCommand(["query", "RETURN 1 AS one"], env)).code).to.equal(0);
    expect(bytesOfWords(env.DATA_DIR, NAME)).to.deep.equal([]);
    expect(readdirSync(env.DATA_DIR).toSorted()).to.deep.equal(["graph.journal", "graph.snapshot"]);
  });

  it("says what is wrong and never the words", async () => {
    for (const [args, notes] of [
      [["--words", "x"], /--words has fewer than 2 characters/],
      [["--words", NAME, "--entity", "person"], /What is to go names one of words, article and entity/],
      [["--word", NAME], /Name a story and what is to go from it/],
      [["--article", "nowhere"], /There is no article with the id nowhere/],
    ] as const) {
      const { code, notes: said } = await erase(...args);
      expect(code).to.equal(1);
      expect(said).to.match(notes).and.not.include(NAME);
    }
  });
});
