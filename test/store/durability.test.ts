import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, chmod, mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import pino from "pino";
import { openFolder } from "../../server/store/embedded/data-folder.ts";
import { openStore } from "../../server/store/open-store.ts";
import type { Store } from "../../server/store/store.ts";
import { codeOf } from "./contract.ts";

const WRITER = fileURLToPath(new URL("writer.ts", import.meta.url));
const LIMITS = { maxRows: 100_000, timeoutMillis: 10_000 };

interface Heard {
  readonly lines: readonly string[];
  readonly code: number | null;
}

describe("what the embedded store has acknowledged", function () {
  this.timeout(120_000);
  let dataDir: string;
  const open = () => openStore({ neo4j: null, dataDir }, pino({ level: "silent" }));
  const journal = () => join(dataDir, "graph.journal");

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "wiregraph-durable-"));
  });
  afterEach(async () => rm(dataDir, { recursive: true, force: true }));

  /** Runs the writer in a process of its own; `killAfter` ends it hard once so many writes were acknowledged. */
  async function runWriter(
    first: number,
    most: number,
    { killAfter = Infinity, limitKb = "unlimited" } = {},
  ): Promise<Heard> {
    const command = `ulimit -f ${limitKb}; exec "$0" --import=tsx "$@"`;
    const child = spawn("bash", ["-c", command, process.execPath, WRITER, dataDir, String(first), String(most)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      if (text.split("\n").length - 2 >= killAfter) child.kill("SIGKILL");
    });
    const [code] = (await once(child, "close")) as [number | null];
    return { lines: text.split("\n").slice(0, -1), code };
  }

  async function people(store: Store): Promise<string[]> {
    const { rows } = await store.query("MATCH (p:Person) RETURN p.id AS id ORDER BY p.name, id", {}, LIMITS);
    return rows.map(([id]) => String(id));
  }

  async function peopleAfterwards(): Promise<string[]> {
    const store = await open();
    try {
      return await people(store);
    } finally {
      await store.close();
    }
  }

  /** Without a thread: what opening the folder finds. */
  function peopleInFolder(): string[] {
    const { graph, journal: opened } = openFolder(dataDir);
    opened.close();
    const ids: string[] = [];
    graph.forEachNodeWithLabel(graph.labels.find("Person"), (node) => {
      ids.push(String(graph.nodeColumn(graph.keys.find("id")).get(node)));
      return true;
    });
    return ids;
  }

  it("outlives ten kills in the middle of writing, and nothing is kept by half", async () => {
    const acknowledged: number[] = [];
    for (let kill = 0; kill < 10; kill += 1) {
      const { lines } = await runWriter(kill * 1_000, 1_000, { killAfter: 3 + 7 * kill });
      expect(lines[0]).to.equal("open");
      acknowledged.push(...lines.slice(1).map(Number));
    }
    const kept = new Set(await peopleAfterwards());
    const lost = acknowledged.filter((number) => !kept.has(`p${number}a`) || !kept.has(`p${number}b`));
    const halves = [...kept].filter((id) => !kept.has(`${id.slice(0, -1)}${id.endsWith("a") ? "b" : "a"}`));
    expect({ lost, halves }).to.deep.equal({ lost: [], halves: [] });
    expect(acknowledged.length).to.be.greaterThan(300);
  });

  it("stands when the end of the journal is torn off, at whatever place, and what was unfinished is gone", async () => {
    await runWriter(0, 3);
    const whole = await readFile(journal());
    const lines = whole.toString("latin1").split("\n");
    const lastStart = whole.length - (lines.at(-2)?.length ?? 0) - 1;
    for (const size of [
      lastStart + 1,
      lastStart + 8,
      lastStart + 9,
      lastStart + 200,
      whole.length - 2,
      whole.length - 1,
    ]) {
      await writeFile(journal(), whole.subarray(0, size));
      expect(peopleInFolder()).to.deep.equal(["p0a", "p0b", "p1a", "p1b"]);
      expect((await stat(journal())).size).to.equal(lastStart);
    }
    await writeFile(journal(), whole.subarray(0, lastStart));
    await appendFile(journal(), Buffer.alloc(4_096));
    expect(peopleInFolder()).to.deep.equal(["p0a", "p0b", "p1a", "p1b"]);
  });

  it("is not read when a bit of it is no longer what it was, and nothing is thrown away", async () => {
    await runWriter(0, 3);
    const whole = await readFile(journal());
    const places = [
      3,
      12,
      Math.floor(whole.length / 2),
      whole.lastIndexOf(10, whole.length - 2),
      whole.length - 30,
      whole.length - 1,
    ];
    for (const place of places) {
      const flipped = Buffer.from(whole);
      flipped[place] = (flipped[place] ?? 0) ^ 0b100;
      await writeFile(journal(), flipped);
      expect(() => openFolder(dataDir), `bit at ${place} of ${whole.length}`).to.throw("damaged at line");
      expect((await readFile(journal())).equals(flipped)).to.equal(true);
    }
    expect(await codeOf(open())).to.equal("store/damaged");
    await writeFile(journal(), whole);
    expect(peopleInFolder()).to.have.length(6);
  });

  it("is kept when the disk is full, and the write that did not fit is refused whole", async () => {
    const { lines } = await runWriter(0, 1_000, { limitKb: "64" });
    const acknowledged = lines.slice(1, -1).map(Number);
    expect(lines.at(-1)).to.match(/^failed store\/full: The disk took no more/);
    expect(acknowledged.length).to.be.greaterThan(5);
    const kept = await peopleAfterwards();
    expect(kept.toSorted()).to.deep.equal(acknowledged.flatMap((number) => [`p${number}a`, `p${number}b`]).toSorted());
    expect((await runWriter(5_000, 1)).lines).to.deep.equal(["open", "5000", "closed"]);
  });

  it("belongs to one process at a time, which the other is told by its number", async () => {
    const store = await open();
    expect((await runWriter(0, 1)).lines).to.deep.equal([
      `failed store/in-use: The data folder is in use by process ${process.pid}`,
    ]);
    expect(await codeOf(open())).to.equal("store/in-use");
    await store.close();
    expect((await runWriter(0, 1)).lines).to.deep.equal(["open", "0", "closed"]);
  });

  it("is taken over from a process that is gone, also when another has its number now", async () => {
    await writeFile(join(dataDir, "lock"), "4194999 1\n");
    expect(await peopleAfterwards()).to.deep.equal([]);
    await writeFile(join(dataDir, "lock"), `${process.pid} 1\n`);
    expect(await peopleAfterwards()).to.deep.equal([]);
    await writeFile(join(dataDir, "lock"), "");
    expect(await peopleAfterwards()).to.deep.equal([]);
  });

  it("is the same after the journal was folded into a snapshot", async () => {
    let store = await open();
    const properties = (id: string) => ({ id, name: id, description: "y".repeat(100_000) });
    for (let number = 0; number < 100; number += 1) {
      const id = `big${number}`;
      await store.write([
        {
          name: "write/merge-entities",
          parameters: { rows: [{ id, label: "Person", otherLabels: [], properties: properties(id) }] },
        },
      ]);
    }
    const [version, before] = [await store.version(), await people(store)];
    await store.close();
    expect((await stat(join(dataDir, "graph.snapshot"))).size).to.be.greaterThan(100);
    store = await open();
    expect([await store.version(), await people(store)]).to.deep.equal([version, before]);
    expect((await stat(journal())).size).to.be.lessThan(1_000);
    await store.close();
    await truncate(join(dataDir, "graph.snapshot"), 500_000);
    expect(await codeOf(open())).to.equal("store/damaged");
  });

  it("may lie in a folder that cannot be read, and then the setting is named", async function () {
    if (process.getuid?.() === 0) {
      await writeFile(join(dataDir, "file"), "");
      expect(
        await codeOf(openStore({ neo4j: null, dataDir: join(dataDir, "file") }, pino({ level: "silent" }))),
      ).to.equal("config/invalid");
      return;
    }
    await chmod(dataDir, 0o000);
    expect(await codeOf(open())).to.equal("config/invalid");
    await chmod(dataDir, 0o700);
  });

  it("is seen at once by strangers, who have a thread of their own", async () => {
    const store = await open();
    expect(await people(store)).to.deep.equal([]);
    await store.write([
      {
        name: "write/merge-entities",
        parameters: { rows: [{ id: "new", label: "Person", otherLabels: [], properties: { id: "new", name: "New" } }] },
      },
    ]);
    expect(await people(store)).to.deep.equal(["new"]);
    await store.close();
  });
});
