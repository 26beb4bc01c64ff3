import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Command } from "../../server/commands/command.ts";
import { load } from "../../server/commands/load.ts";
import { query } from "../../server/commands/query.ts";
import { unload } from "../../server/commands/unload.ts";
import { programVersion } from "../../server/version.ts";
import { runCommand } from "./command-run.ts";

const INSTANCE = "0fc37eb7-2f4d-4c0e-b0a2-d54c64fc1df5";
const OTHER = "aac37eb7-2f4d-4c0e-b0a2-d54c64fc1df5";
const TOKEN = "a-secret-of-the-owner";
const SEED = "stories/us-strikes-iraq-2020/story.json";
/** No process has it. */
const DEAD = 4_194_999;

describe("a command that finds the data folder held", function () {
  this.timeout(240_000);
  let folder: string;
  let server: Server;
  let url: string;
  let answer: RequestListener;
  let asked: { readonly method: string; readonly path: string; readonly headers: IncomingHttpHeaders }[];

  before(async () => {
    server = createServer((request, response) => {
      const { method = "", url: path = "", headers } = request;
      asked.push({ method, path, headers });
      answer(request, response);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => void server.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "wiregraph-held-"));
    asked = [];
    answer = (_request, response) => void response.writeHead(404).end();
  });
  afterEach(() => {
    server.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The lock of a process that runs: this one, as if it were another. */
  const held = (behind: string) => writeFileSync(join(folder, "lock"), `${process.ppid} - ${behind}\n`);
  const ownPlace = async () => {
    const { lockFolder } = await import("../../server/store/embedded/lock.ts");
    const { readFileSync } = await import("node:fs");
    const lock = await lockFolder(join(folder, "lock"));
    const [, , place = ""] = readFileSync(join(folder, "lock"), "utf8").trim().split(" ");
    lock.release();
    return place;
  };
  const run = (command: Command = query, args: readonly string[] = ["RETURN 1 AS one"]) =>
    runCommand(command, args, { env: { DATA_DIR: folder, OWNER_TOKEN: TOKEN } });
  const heldByApp = async (address = url) => held(`${await ownPlace()} start ${address} ${INSTANCE}`);
  const instance = (more: object = {}): string =>
    JSON.stringify({
      name: "wiregraph",
      version: "9.9.9",
      instance: INSTANCE,
      owner: "token",
      readOnly: false,
      ...more,
    });

  it("sends nothing but a question to what is not the app of that folder", async () => {
    await heldByApp();
    for (const text of [instance({ instance: OTHER }), "{}", "no JSON", "x".repeat(100_000)]) {
      answer = (_request, response) => void response.end(text);
      const { failure } = await run();
      expect(failure).to.deep.equal({
        code: "store/in-use",
        message: `The data folder is in use by process ${process.ppid} at ${url} (the app), but something else answers there`,
        place: undefined,
        remedy:
          "Nothing was sent to it. Try again in a moment; if it stays so, stop the process and start the app again",
      });
    }
    expect(new Set(asked.map(({ method, path }) => `${method} ${path}`))).to.deep.equal(new Set(["GET /api/instance"]));
    expect(asked.filter(({ headers }) => headers.authorization !== undefined)).to.deep.equal([]);
  });

  for (const [what, behaves] of [
    ["takes a connection and says nothing", () => undefined],
    ["breaks the connection off", (response) => response.destroy()],
    ["begins an answer and says no more", (response) => response.writeHead(200).write("{")],
  ] as const satisfies readonly (readonly [string, (response: Parameters<RequestListener>[1]) => unknown])[]) {
    it(`is told of an app that ${what}`, async () => {
      await heldByApp();
      answer = (_request, response) =>
        void (behaves as (response: Parameters<RequestListener>[1]) => unknown)(response);
      const { failure } = await run();
      expect([failure?.["code"], failure?.["message"]]).to.deep.equal([
        "store/in-use",
        `The data folder is in use by process ${process.ppid} at ${url} (the app), which does not answer`,
      ]);
    });
  }

  it("is told of an app that listens no more", async () => {
    await heldByApp("http://127.0.0.1:1");
    const { failure } = await run();
    expect(failure?.["message"]).to.match(
      /^The data folder is in use by process \d+ at http:\/\/127.0.0.1:1 \(the app\), which does not/,
    );
  });

  for (const address of [
    "http://192.0.2.1:3000",
    "http://localhost:3000",
    "http://127.0.0.1.evil.example:3000",
    "http://127.0.0.1@evil.example:3000",
    "http://127.0.0.1:3000@evil.example",
    "http://127.0.0.999:3000",
    "https://127.0.0.1:3000",
    "http://127.0.0.1:3000/path",
    "http://0.0.0.0:3000",
    "http://[::ffff:192.0.2.1]:3000",
  ]) {
    it(`goes to no address but a loopback one: ${address}`, async () => {
      await heldByApp(address);
      const { failure } = await run();
      expect(failure).to.deep.equal({
        code: "store/in-use",
        message: `The data folder is in use by process ${process.ppid} (the app)`,
        place: undefined,
        remedy:
          "It takes no requests at a loopback address: it starts, shuts down, or HOST is another address. Try again in a moment, or stop it",
      });
    });
  }

  it("does not believe half a line", async () => {
    const place = await ownPlace();
    writeFileSync(join(folder, "lock"), `${process.ppid} - ${place} start ${url} ${INSTANCE}`);
    expect((await run()).failure?.["message"]).to.equal(
      `The data folder is in use by process ${process.ppid} (the app)`,
    );
    expect(asked).to.deep.equal([]);
  });

  for (const [what, behind, message, remedy] of [
    ["another command", " load", "(npm run load)", "Wait until it has ended"],
    ["a process of an earlier version", "", "", "Stop it, or choose another folder with DATA_DIR"],
  ] as const) {
    it(`is told of ${what}`, async () => {
      held(`${await ownPlace()}${behind}`);
      expect((await run()).failure).to.deep.equal({
        code: "store/in-use",
        message: `The data folder is in use by process ${process.ppid} ${message}`.trim(),
        place: undefined,
        remedy,
      });
    });
  }

  it("takes the folder of an app that is gone, whatever its lock says", async () => {
    writeFileSync(join(folder, "lock"), `${DEAD} 1 ${await ownPlace()} start ${url} ${INSTANCE}\n`);
    expect([(await run()).printed, asked]).to.deep.equal([['{"one":1}'], []]);
  });

  it("is told of an app that does not know this", async () => {
    const otherVersion = (version: string) => ({
      code: "store/in-use",
      message: `The app that holds the data folder (process ${process.ppid} at ${url}) is ${version} and does not do this over HTTP; this command is version ${programVersion()}`,
      place: undefined,
      remedy: "Run the command of the app's own version, or stop the app and run the command again",
    });
    await heldByApp();
    const problem = JSON.stringify({
      type: "urn:wiregraph:problem:request:not-found",
      title: "There is nothing at this address",
      status: 404,
      detail: "There is nothing at /api/instance",
      instance: "1",
      code: "request/not-found",
    });
    answer = (_request, response) => void response.writeHead(404).end(problem);
    expect((await run()).failure).to.deep.equal(otherVersion("of another version"));
    answer = ({ url: path }, response) =>
      void (path === "/api/instance" ? response.end(instance()) : response.writeHead(404).end(problem));
    for (const [command, args] of [
      [unload, ["a-story"]],
      [load, [SEED]],
    ] as const)
      expect((await run(command, args)).failure).to.deep.equal(otherVersion("version 9.9.9"));
    answer = ({ url: path }, response) => void response.end(path === "/api/instance" ? instance() : '{"other": 1}');
    expect((await run(unload, ["a-story"])).failure).to.deep.equal(otherVersion("version 9.9.9"));
  });

  it("reads the answer of an app that knows more, and of one that tells no progress", async () => {
    await heldByApp();
    const report = {
      story: "us-strikes-iraq-2020",
      nodes: 95,
      relations: 200,
      mentions: 217,
      created: 0,
      changed: 0,
      unchanged: 512,
      removed: 0,
      dryRun: false,
      refused: [],
      refusedCount: 0,
      fallenCount: 0,
      change: null,
      corrections: [],
      titleKept: null,
      judgements: null,
      lost: [],
      later: true,
    };
    answer = (request, response) => {
      request.resume();
      request.on("end", () =>
        response.end(request.url === "/api/instance" ? instance({ later: 1 }) : JSON.stringify(report)),
      );
    };
    expect((await run(load, [SEED])).printed).to.deep.equal([
      `${SEED}: loaded 95 nodes, 200 relations; 0 refused (nothing changes)`,
    ]);
    expect(asked.at(-1)?.headers.authorization).to.equal(`Bearer ${TOKEN}`);
  });

  it("is told when the app ends during a load", async () => {
    await heldByApp();
    answer = (request, response) => {
      if (request.url === "/api/instance") return void response.end(instance());
      request.resume();
      response.writeHead(200, { "Content-Type": "application/x-ndjson" });
      response.write(`{"load":"${INSTANCE}"}\n{"progress":{"what":"batch","done":1,"total":2}}\n`);
      setTimeout(() => response.destroy(), 100);
    };
    const { failure, noted } = await run(load, [SEED]);
    expect(noted).to.include(`${SEED}: batch 1 of 2`);
    expect(failure).to.deep.equal({
      code: "store/unavailable",
      message: `The app that holds the data folder (process ${process.ppid} at ${url}) stopped answering: what was asked of it is done whole or not at all`,
      place: undefined,
      remedy: "Run the command again: it tells what there is, and does nothing twice",
    });
  });
});
