import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { makeClient } from "../../client/api/client.ts";
import type { Command } from "../../server/commands/command.ts";
import { correct } from "../../server/commands/correct.ts";
import { load } from "../../server/commands/load.ts";
import { query } from "../../server/commands/query.ts";
import { story } from "../../server/commands/story.ts";
import { unload } from "../../server/commands/unload.ts";
import { seedJson, seedQuestions, seedText } from "../model/seed.ts";
import { weekAfterFile } from "../model/week-after.ts";
import { generatedStory } from "../store/generated-story.ts";
import { runCommand, spawnCommand, type CommandRun } from "./command-run.ts";
import { serveApp, type ServedApp } from "./served-app.ts";

const SEED = "stories/us-strikes-iraq-2020/story.json";
const TOKEN = "a-secret-of-the-owner";

/** What a command says, but for what it tells as time passes. */
function told({ noted, ...rest }: CommandRun): CommandRun {
  return { ...rest, noted: noted.filter((line) => !/: checked record \d+ of \d+$/.test(line)) };
}

describe("a command beside a running app", function () {
  this.timeout(300_000);
  let folder: string;
  let app: ServedApp;
  let beside: Record<string, string>;
  let alone: Record<string, string>;
  const path = (...parts: string[]) => join(folder, ...parts);

  /** A story file in a folder of its own, with its texts and questions. */
  function storyFolder(name: string, json: string, texts: Readonly<Record<string, string>>): string {
    mkdirSync(path(name, "questions"), { recursive: true });
    for (const [file, text] of Object.entries(texts)) writeFileSync(path(name, file), text);
    for (const [file, text] of Object.entries(seedQuestions)) writeFileSync(path(name, "questions", file), text);
    writeFileSync(path(name, "story.json"), json);
    return path(name, "story.json");
  }

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "wiregraph-commands-"));
    const first = await runCommand(load, [SEED], { env: { DATA_DIR: path("alone") } });
    expect(first.code).to.equal(0);
    cpSync(path("alone"), path("beside"), { recursive: true });
    [alone, beside] = [{ DATA_DIR: path("alone") }, { DATA_DIR: path("beside") }];
    app = await serveApp(beside, "/readyz");
  });
  after(async () => {
    await app?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const second = () =>
    storyFolder("second", seedJson.replace('"id":"us-strikes-iraq-2020"', '"id":"second"'), {
      "article.txt": seedText,
    });
  const ofSecond = ["--story", "second", "--article", "article"];
  function textFile(name: string, text: string): string {
    writeFileSync(path(name), text);
    return path(name);
  }
  /** The seed's article without its last paragraphs, a line in front. */
  const shorter = () =>
    textFile("shorter.txt", `This report was shortened.\n\n${seedText.slice(0, seedText.indexOf("\n\n", 3_000))}\n`);
  const RUNS: readonly (readonly [what: string, Command, () => readonly string[]])[] = [
    ["a dry run of a load", load, () => ["--dry-run", second()]],
    ["a load", load, () => [second()]],
    ["a load that changes nothing, and one of another file", load, () => [second(), SEED]],
    [
      "a load of a file with records that are refused",
      load,
      () => [
        storyFolder(
          "broken",
          seedJson
            .replace(/"receipt":\[[^\]]*\]/, '"receipt":[]')
            .replace('"id":"us-strikes-iraq-2020"', '"id":"broken"'),
          { "article.txt": seedText },
        ),
      ],
    ],
    ["a load of a file that is no JSON", load, () => [storyFolder("no-json", '{"format": x', {})]],
    ["a load of a file of another shape", load, () => [storyFolder("no-shape", '{"format": "x"}', {})]],
    ["a load of a file that is not there", load, () => ["nowhere.json"]],
    [
      "a query of everything that was loaded",
      query,
      () => [
        `MATCH (a:Article) OPTIONAL MATCH (q:Question {story: a.story}) WITH a, count(q) AS questions
         RETURN a.story AS story, a.sha256 AS text, questions, COUNT { (a)-[:MENTIONS]->() } AS mentions ORDER BY story`,
      ],
    ],
    [
      "a query with parameters and with values of every kind",
      query,
      () => [
        "RETURN $n AS n, $list AS list, $text AS text, 2.0 AS float, date('2020-01-03') AS day, null AS nothing, {a: 1} AS map",
        "--param",
        "n=62",
        '--param=list=["a", "ü"]',
        "--param=text=a \u0001 b",
      ],
    ],
    ["a query with more rows than are answered", query, () => ["UNWIND range(1, 2000) AS n RETURN n"]],
    ["a plan", query, () => ["EXPLAIN MATCH (e:Entity {story: 'second'}) RETURN e.id"]],
    ["a query that is wrong", query, () => ["MATCH (p:Person\nRETURN p"]],
    ["a query that writes", query, () => ["CREATE (n) RETURN n"]],
    ["a query that is too long", query, () => [`RETURN ${"1+".repeat(60_000)}1`]],
    ["a story that is made public", story, () => ["second", "--public"]],
    ["a story that is kept on the desk", story, () => ["--desk", "second"]],
    ["a story that is not there", story, () => ["nowhere", "--desk"]],
    ["a story that cannot be one", story, () => ["../second", "--desk"]],
    ["a dry run of a correction", correct, () => [shorter(), ...ofSecond, "--dry-run"]],
    ["a correction", correct, () => [shorter(), ...ofSecond, "--kind", "correction", "--notice", "A quote was wrong."]],
    ["a correction that changes nothing", correct, () => [shorter(), ...ofSecond, "--kind", "correction"]],
    ["a report that is held back", correct, () => [...ofSecond, "--kind", "hold"]],
    ["a correction of an article that is not there", correct, () => [shorter(), "--story", "second", "--article", "x"]],
    ["a correction of a story that is not there", correct, () => [shorter(), "--story", "nowhere", "--article", "x"]],
    ["a correction by an empty text", correct, () => [textFile("empty.txt", "\n"), ...ofSecond]],
    ["a correction by a file that is not there", correct, () => [path("nowhere.txt"), ...ofSecond]],
    ["a correction of no story", correct, () => [shorter()]],
    ["a correction of a kind that there is not", correct, () => [shorter(), ...ofSecond, "--kind", "better"]],
    ["a correction with an option that there is not", correct, () => [shorter(), ...ofSecond, "--quiet"]],
    ["a load that says what another text did", load, () => [second()]],
    ["a load of what says who is who in another story", load, () => [weekAfterFile, "--judgements"]],
    ["the same load again", load, () => [weekAfterFile, "--judgements"]],
    ["a dry run of unloading", unload, () => ["second", "--dry-run"]],
    ["unloading", unload, () => ["second"]],
    ["unloading what is not there", unload, () => ["second"]],
    ["unloading what cannot be there", unload, () => ["a\u001b[31m/b"]],
  ];
  for (const [what, command, args] of RUNS) {
    it(`does, says and answers what it would alone: ${what}`, async () => {
      const given = args();
      const expected = await runCommand(command, given, { env: alone });
      expect(told(await runCommand(command, given, { env: beside }))).to.deep.equal(told(expected));
    });
  }

  it("is a process with the same output and exit code", async () => {
    const args = ["query", "MATCH (e:Entity:Person) RETURN e.name AS name ORDER BY name LIMIT 3"];
    const [expected, answered] = [await spawnCommand(args, alone), await spawnCommand(args, beside)];
    expect([answered, expected.output.split("\n").length]).to.deep.equal([expected, 4]);
  });

  describe("that loads a large story", () => {
    const generated = generatedStory({ id: "large", people: 300, relations: 8_000, edition: 1 });
    const visible = async () => (await makeClient(app.url)("stories", {})).stories.map(({ id }) => id).toSorted();
    let file: string;
    before(() => {
      file = storyFolder("large", generated.story, generated.articles);
      rmSync(path("large", "questions"), { recursive: true });
    });

    it("tells how far it is, as it would alone", async () => {
      const run = await runCommand(load, [file], { env: beside });
      expect(told(run)).to.deep.equal(told(await runCommand(load, [file], { env: alone })));
      expect(run.noted.filter((line) => /: batch \d+ of \d+$/.test(line)).length).to.be.greaterThan(10);
      expect(await visible()).to.include("large");
      expect((await runCommand(unload, ["large"], { env: beside })).code).to.equal(0);
    });

    it("is cancelled and leaves the stories as they were", async () => {
      const before = await visible();
      const stop = new AbortController();
      const { code, failure, printed } = await runCommand(load, [file], {
        env: beside,
        stop: stop.signal,
        onNote: (line) => {
          if (/batch \d/.test(line)) stop.abort();
        },
      });
      expect({ code, printed, failure: failure?.["code"] }).to.deep.equal({
        code: 1,
        printed: [],
        failure: "query/cancelled",
      });
      expect(await visible()).to.deep.equal(before);
    });

    it("is cancelled before anything is written, as by Ctrl-C", async () => {
      const before = await visible();
      const { code, output, notes } = await spawnCommand(["load", file], beside, (text, kill) => {
        if (text.includes(": reading")) kill("SIGINT");
      });
      expect({ code, output }).to.deep.equal({ code: 1, output: "" });
      expect(notes).to.match(/wiregraph: The load was cancelled; /);
      expect(await visible()).to.deep.equal(before);
    });

    it("is told what to do with a story that is too large for the API", async () => {
      writeFileSync(path("large", "a.txt"), "x".repeat(33 << 20));
      const { failure } = await runCommand(load, [file], { env: beside });
      expect(failure?.["code"]).to.equal("request/too-large");
      expect(failure?.["message"]).to.match(/^The story has \d+ bytes as it is sent with its texts; the running app/);
      expect(failure?.["remedy"]).to.equal("Stop the app and load it then, or load it as several stories");
    });
  });

  describe("whose app answers no more", () => {
    it("is told within seconds of an app that hangs", async () => {
      process.kill(app.pid, "SIGSTOP");
      try {
        const { failure } = await runCommand(query, ["RETURN 1"], { env: beside });
        expect(failure).to.deep.equal({
          code: "store/in-use",
          message: `The data folder is in use by process ${app.pid} at ${app.url} (the app), which does not answer`,
          place: undefined,
          remedy:
            "It starts, shuts down or hangs: try again in a moment; if it stays so, stop it and start the app again",
        });
      } finally {
        process.kill(app.pid, "SIGCONT");
      }
    });

    it("takes the folder of an app that was killed", async () => {
      await app.stop("SIGKILL");
      cpSync(path("beside"), path("killed"), { recursive: true });
      const { printed } = await runCommand(query, ["RETURN 1 AS one"], { env: { DATA_DIR: path("killed") } });
      expect(printed).to.deep.equal(['{"one":1}']);
    });
  });
});

describe("a command beside an app with an owner's token", function () {
  this.timeout(120_000);
  let folder: string;
  let app: ServedApp;
  const ask = (
    env: Readonly<Record<string, string>>,
    command: Command = query,
    args: readonly string[] = ["RETURN 1 AS one"],
  ) => runCommand(command, args, { env: { DATA_DIR: folder, ...env } });

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "wiregraph-token-"));
    // Others reach it too.
    app = await serveApp({ DATA_DIR: folder, HOST: "0.0.0.0", OWNER_TOKEN: TOKEN, READ_ONLY: "1" }, "/readyz");
  });
  after(async () => {
    await app?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is the owner's by the same token", async () => {
    expect((await ask({ OWNER_TOKEN: TOKEN })).printed).to.deep.equal(['{"one":1}']);
  });

  it("is told to set it when it has none", async () => {
    expect((await ask({})).failure).to.deep.equal({
      code: "request/unauthorized",
      message: `The app that holds the data folder (process ${app.pid} at ${app.url}) has an owner's token, and this command has none`,
      place: undefined,
      remedy: "Set OWNER_TOKEN to the one the app was started with",
    });
  });

  it("is told that it has another", async () => {
    expect((await ask({ OWNER_TOKEN: `another-${TOKEN}` })).failure).to.deep.equal({
      code: "request/unauthorized",
      message: `OWNER_TOKEN is not that of the app that holds the data folder (process ${app.pid} at ${app.url})`,
      place: undefined,
      remedy: "Set it to the one the app was started with",
    });
  });

  for (const [what, command, args] of [
    ["load", load, [SEED]],
    ["remove", unload, ["us-strikes-iraq-2020"]],
    ["publish", story, ["us-strikes-iraq-2020", "--desk"]],
  ] as const) {
    it(`may not ${what} anything where the app is read-only`, async () => {
      const { failure } = await ask({ OWNER_TOKEN: TOKEN }, command, args);
      expect(failure).to.deep.equal({
        code: "request/read-only",
        message: `The app that holds the data folder (process ${app.pid} at ${app.url}) is read-only: READ_ONLY is set there, so nothing can be changed`,
        place: undefined,
        remedy: "Start it without READ_ONLY, or stop it and run the command again",
      });
    });
  }
});
