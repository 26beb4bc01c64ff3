import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import type { z } from "zod";
import type { StoryList } from "../../contract/browse.ts";
import { serveApp } from "./served-app.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const execute = promisify(execFile);

describe("the package, installed from its tarball into an empty folder", function () {
  this.timeout(300_000);
  let folder: string;
  let packed: readonly string[];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "wiregraph-package-"));
    const { stdout } = await execute("npm", ["pack", "--json", "--silent", "--pack-destination", folder], {
      cwd: ROOT,
      maxBuffer: 1 << 24,
    });
    // The build, which comes first, may have something to say.
    const [{ filename, files }] = JSON.parse(stdout.slice(stdout.indexOf("[\n"))) as [
      { readonly filename: string; readonly files: readonly { readonly path: string }[] },
    ];
    packed = files.map(({ path }) => path);
    await execute("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", join(folder, filename)], {
      cwd: folder,
    });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const installed = () => join(folder, "node_modules/wiregraph");

  /** Runs the program's command as npm links it. */
  async function wiregraph(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    const { PATH = "", HOME = "" } = process.env;
    const options = { cwd: folder, env: { PATH, HOME } };
    try {
      const { stdout, stderr } = await execute(join(folder, "node_modules/.bin/wiregraph"), args, options);
      return { code: 0, out: stdout, err: stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, out: stdout, err: stderr };
    }
  }

  it("holds the built program and its docs, no sources and no tests", () => {
    expect([...new Set(packed.map((path) => path.split("/")[0]))]).to.have.members([
      "LICENSE",
      "README.md",
      "bin",
      "cypher",
      "dist",
      "docs",
      "neo4j",
      "package.json",
      "stories",
    ]);
    const sources = packed.filter((path) => /\.tsx?$|\.built$/.test(path) && !path.endsWith(".d.ts"));
    expect(sources).to.deep.equal([]);
    expect(packed).to.include("dist/engine/README.md");
    for (const bundle of ["client", "server"]) expect(packed).to.include(`dist/${bundle}/licences.md`);
  });

  it("brings what the server needs at run time, and nothing that is built into it", () => {
    const packages = readdirSync(join(folder, "node_modules"));
    expect(packages).to.include.members(["express", "neo4j-driver"]);
    expect(packages).to.not.include.members(["react"]);
    expect(packages.filter((name) => ["react", "vite", "zod", "tsx"].includes(name))).to.deep.equal([]);
  });

  it("gives the engine to a program, with its types", async () => {
    const program = [
      'import { GraphNode, openDatabase, type Database } from "wiregraph/engine";',
      "const database: Database = openDatabase();",
      `await database.run("CREATE (:P {name: 'Ann'})");`,
      `const [row] = await database.run("MATCH (p:P) WHERE p.name =~ 'A.*' RETURN p");`,
      'const node = row?.["p"];',
      'export const name = node instanceof GraphNode ? String(node.properties["name"]) : null;',
      "console.log(name);",
    ];
    writeFileSync(join(folder, "program.mts"), program.join("\n"));
    const compiled = await execute(
      process.execPath,
      [
        join(ROOT, "node_modules/typescript/bin/tsc"),
        ..."--strict --module nodenext --target es2023 --types node --typeRoots".split(" "),
        join(ROOT, "node_modules/@types"),
        "program.mts",
      ],
      { cwd: folder },
    ).catch((error: { readonly stdout: string }) => error);
    expect(compiled.stdout).to.equal("");
    expect((await execute(process.execPath, ["program.mjs"], { cwd: folder })).stdout).to.equal("Ann\n");
  });

  it("opens the app on the seed story, and keeps the graph in the folder it was started in", async () => {
    const program = { file: join(installed(), "bin/wiregraph.mjs"), args: ["start"], cwd: folder };
    const app = await serveApp({ DATA_DIR: "data" }, "/readyz", program);
    const page = await fetch(app.url).then((reply) => reply.text());
    const script = /src="([^"]+\.js)"/.exec(page)?.[1] ?? "";
    expect((await fetch(new URL(script, app.url))).status).to.equal(200);
    const { stories } = (await fetch(`${app.url}/api/stories`).then((reply) => reply.json())) as z.infer<
      typeof StoryList
    >;
    expect(stories.map(({ id }) => id)).to.deep.equal(["us-strikes-iraq-2020"]);
    expect((await fetch(`${app.url}/e/us-strikes-iraq-2020/`)).status).to.equal(200);
    expect(await app.stop()).to.equal(0);
    expect(existsSync(join(folder, "data/graph.journal"))).to.equal(true);
  });

  it("loads a story, asks for it and removes it", async () => {
    const loaded = await wiregraph("load", join(installed(), "stories/iraq-week-after-2020/story.json"));
    expect(loaded.code, loaded.err).to.equal(0);
    const ask = "MATCH (s:Story) RETURN s.id AS id ORDER BY id";
    const asked = await wiregraph("query", ask);
    expect(asked.out.trim().split("\n")).to.deep.equal([
      '{"id":"iraq-week-after-2020"}',
      '{"id":"us-strikes-iraq-2020"}',
    ]);
    expect((await wiregraph("unload", "iraq-week-after-2020")).code).to.equal(0);
    expect((await wiregraph("query", ask)).out.trim()).to.equal('{"id":"us-strikes-iraq-2020"}');
  });

  it("says which commands there are, which version it is, and how a command is typed", async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
    expect((await wiregraph("--version")).out).to.equal(`${version}\n`);
    const { out } = await wiregraph("--help");
    for (const name of ["start", "load", "unload", "story", "correct", "erase", "query", "neo4j"])
      expect(out).to.include(`wiregraph ${name === "start" ? "[start]" : name}`);
    expect(await wiregraph("load")).to.deep.equal({
      code: 1,
      out: "",
      err: "wiregraph: Name the story files to load: wiregraph load stories/NAME/story.json … [--dry-run] [--discard-edits] [--judgements]\n",
    });
    const unknown = await wiregraph("lod");
    expect([unknown.code, unknown.err.split("\n").length]).to.deep.equal([1, 2]);
    expect(unknown.err).to.include("There is no command “lod”: use start, load,");
  });
});
