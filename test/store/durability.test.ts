import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import pino from "pino";
import { openFolder } from "../../server/store/embedded/data-folder.ts";
import { commitRows } from "./folder-rows.ts";
import { openStore } from "../../server/store/open-store.ts";
import type { Store } from "../../server/store/store.ts";
import { builtProgram } from "../built-program.ts";
import { skipWhere } from "../skip.ts";
import { codeOf } from "./contract.ts";

const WRITER = fileURLToPath(new URL("writer.ts", import.meta.url));
const LIMITS = { maxRows: 100_000, timeoutMillis: 10_000 };

/** `npm run test:durability` has all 200. */
const KILLS = Number(process.env["WIREGRAPH_KILLS"] ?? 8);
const FOLDING_KILLS = Math.max(Math.round(KILLS / 4), 3);

/** Ways of having a full disk, each as what a shell does first. */
const DISKS = {
  "what a process may write to a file": "ulimit -f 64;",
  // The file system is there for these processes alone; what it holds is copied to the folder under it at the end.
  "a file system": `if [ -z "$WIREGRAPH_SMALL" ]; then
    exec env WIREGRAPH_SMALL=1 unshare -rm bash -c '
      exec 3<"$2"; mount -t tmpfs -o size=100k none "$2"; "$0" "$@"; cp "$2"/graph.journal /proc/self/fd/3/' "$0" "$@"
  fi;`,
};

/** A file system of its own is what the kernel, or the container, lets a process have; nothing can be installed for it, in CI neither. */
const skipWithoutMounts = skipWhere(() => {
  const { status } = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "none", "/mnt"]);
  return status === 0 ? null : "unshare -rm may not mount a file system here";
});

interface Heard {
  readonly lines: readonly string[];
  readonly code: number | null;
}

describe("what the embedded store has acknowledged", function () {
  this.timeout(300_000);
  let dataDir: string;
  let writer: string;
  const open = () => openStore({ neo4j: null, dataDir }, pino({ level: "silent" }));
  const journal = () => join(dataDir, "graph.journal");

  before(async () => {
    writer = await builtProgram(WRITER);
  });
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "wiregraph-durable-"));
  });
  afterEach(async () => rm(dataDir, { recursive: true, force: true }));

  /** Runs the writer in a process of its own; `killWhen` is asked at each line it tells, and ends it hard so many ms later. */
  async function runWriter(
    first: number,
    most: number,
    {
      killWhen = () => null,
      before = "",
      length = 500,
    }: { killWhen?(lines: number): number | null; before?: string; length?: number } = {},
  ): Promise<Heard> {
    const child = spawn(
      "bash",
      ["-c", `${before} exec "$0" "$@"`, process.execPath, writer, dataDir, ...[first, most, length].map(String)],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    let text = "";
    let timer: NodeJS.Timeout | undefined;
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const delay = killWhen(text.split("\n").length - 1);
      if (delay !== null) timer ??= setTimeout(() => child.kill("SIGKILL"), delay);
    });
    const [code] = (await once(child, "close")) as [number | null];
    clearTimeout(timer);
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

  /** What is missing of what was acknowledged, and what is there without its twin. */
  async function lostOf(acknowledged: readonly number[]): Promise<{ lost: number[]; halves: string[] }> {
    const kept = new Set(await peopleAfterwards());
    return {
      lost: acknowledged.filter((number) => !kept.has(`p${number}a`) || !kept.has(`p${number}b`)),
      halves: [...kept].filter((id) => !kept.has(`${id.slice(0, -1)}${id.endsWith("a") ? "b" : "a"}`)),
    };
  }

  it(`outlives ${KILLS} kills in the middle of writing, and nothing is kept by half`, async function () {
    this.timeout(60_000 + KILLS * 60_000);
    const acknowledged: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      // At another line and another moment each time: before, in and behind a commit.
      const { lines, code } = await runWriter(kill * 1_000, 1_000, {
        killWhen: (told) => (told >= 3 + (kill % 11) ? (kill * 0.7) % 5 : null),
      });
      expect([lines.slice(0, 2), code]).to.deep.equal([["opening", "open"], null]);
      acknowledged.push(...lines.slice(2).map(Number));
    }
    expect(await lostOf(acknowledged)).to.deep.equal({ lost: [], halves: [] });
    expect(acknowledged.length).to.be.greaterThan(2 * KILLS);
  });

  /** Some 9 MB of commits: opening the folder folds them into a snapshot. */
  function growJournal(): number {
    const open = openFolder(dataDir);
    const description = "x".repeat(50_000);
    let number = 0;
    for (; open.journal.bytes <= 9 << 20; number += 1)
      commitRows(
        open,
        ["a", "b"].map((twin) => ({ id: `p${number}${twin}`, description })),
        "Person",
      );
    open.journal.close();
    return number;
  }

  it(`outlives ${FOLDING_KILLS} kills while it is opened and a snapshot is written`, async function () {
    this.timeout(FOLDING_KILLS * 60_000);
    const acknowledged = Array.from({ length: growJournal() }, (_, number) => number);
    const grown = await readFile(journal());
    for (let kill = 0; kill < FOLDING_KILLS; kill += 1) {
      await rm(join(dataDir, "graph.snapshot"), { force: true });
      await writeFile(journal(), grown);
      const delay = 150 + (kill * 600) / FOLDING_KILLS;
      await runWriter(1_000_000, 1, { killWhen: (told) => (told >= 1 ? delay : null) });
      const { lost, halves } = await lostOf(acknowledged);
      expect({ kill, lost, halves }).to.deep.equal({ kill, lost: [], halves: [] });
    }
  });

  it(`outlives ${FOLDING_KILLS} kills while it is closed and a snapshot is written`, async function () {
    this.timeout(FOLDING_KILLS * 60_000);
    const most = 5;
    for (let kill = 0; kill < FOLDING_KILLS; kill += 1) {
      await rm(dataDir, { recursive: true });
      await mkdir(dataDir);
      const { lines } = await runWriter(0, most, {
        length: 1_000_000,
        killWhen: (told) => (told >= 2 + most ? (kill * 200) / FOLDING_KILLS : null),
      });
      const acknowledged = lines.filter((line) => /^\d+$/.test(line)).map(Number);
      const { lost, halves } = await lostOf(acknowledged);
      expect({ kill, count: acknowledged.length, lost, halves }).to.deep.equal({
        kill,
        count: most,
        lost: [],
        halves: [],
      });
      expect((await readdir(dataDir)).filter((name) => name.endsWith(".part"))).to.deep.equal([]);
    }
  });

  it("outlives kills while a damaged journal is repaired, and keeps what it cuts", async function () {
    this.timeout(600_000);
    const acknowledged = Array.from({ length: growJournal() }, (_, number) => number);
    const damaged = await readFile(journal());
    const at = Math.floor(damaged.length * 0.7);
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    const whole = damaged.subarray(0, at).toString("latin1").split("\n").length - 2;
    for (let kill = 0; kill < 6; kill += 1) {
      await rm(dataDir, { recursive: true });
      await mkdir(dataDir);
      await writeFile(journal(), damaged);
      await runWriter(1_000_000, 1, { killWhen: (told) => (told >= 1 ? 150 + kill * 80 : null) });
      const { lost, halves } = await lostOf(acknowledged.slice(0, whole));
      expect({ kill, lost, halves }).to.deep.equal({ kill, lost: [], halves: [] });
      const kept = (await readdir(dataDir)).filter((name) => /\.cut-[^.]*$/.test(name));
      expect(kept).to.not.deep.equal([]);
      for (const name of kept) expect((await readFile(join(dataDir, name))).equals(damaged)).to.equal(true);
    }
  });

  for (const [disk, before] of Object.entries(DISKS)) {
    it(`is kept when ${disk} is full, and the write that did not fit is refused whole`, async function () {
      if (disk === "a file system") await skipWithoutMounts.call(this);
      const { lines } = await runWriter(0, 1_000, { before });
      const acknowledged = lines.slice(2, -1).map(Number);
      expect(lines.at(-1)).to.match(/^failed store\/full: The disk took no more/);
      expect(acknowledged.length).to.be.greaterThan(5);
      const kept = await peopleAfterwards();
      expect(kept.toSorted()).to.deep.equal(
        acknowledged.flatMap((number) => [`p${number}a`, `p${number}b`]).toSorted(),
      );
      expect((await runWriter(5_000, 1)).lines).to.deep.equal(["opening", "open", "5000", "closed"]);
    });
  }

  it("is noticed to be gone when its volume is unmounted, and nothing more is acknowledged", async function () {
    await skipWithoutMounts.call(this);
    // The volume is there for these processes alone, and let go while the writer has its files open.
    const mounted = `if [ -z "$WIREGRAPH_MOUNTED" ]; then
      exec env WIREGRAPH_MOUNTED=1 unshare -rm bash -c '
        mount -t tmpfs none "$2"
        (sleep 1; while [ ! -s "$2"/graph.journal ]; do sleep 0.1; done; sleep 1; umount -l "$2"; echo unmounted) &
        "$0" "$@"' "$0" "$@"
    fi;`;
    const { lines } = await runWriter(0, 1_000_000, { before: mounted });
    // The shell tells of the unmounting beside the writer: which of the two comes last is chance.
    expect(lines.findLast((line) => line !== "unmounted")).to.match(
      /^failed store\/damaged: (graph\.journal|lock) is no longer in DATA_DIR: the file, the folder or its volume was removed/,
    );
    expect(lines).to.contain("unmounted");
    // One write may have been on its way to the disk of before.
    expect(lines.length - lines.indexOf("unmounted")).to.be.at.most(3);
  });

  it("is kept when there is no room for a snapshot", async () => {
    await (await open()).close();
    const acknowledged = Array.from({ length: growJournal() }, (_, number) => number);
    const { lines } = await runWriter(1_000_000, 1, { before: "ulimit -f 2000;" });
    expect(lines).to.deep.equal([
      "opening",
      "open",
      "failed store/full: The disk took no more; nothing of this change was kept",
    ]);
    expect((await readdir(dataDir)).toSorted()).to.deep.equal(["graph.journal", "lock"]);
    expect(await lostOf(acknowledged)).to.deep.equal({ lost: [], halves: [] });
  });

  it("belongs to one process at a time, which the other is told by its number", async () => {
    const store = await open();
    expect((await runWriter(0, 1)).lines).to.deep.equal([
      "opening",
      `failed store/in-use: The data folder is in use by process ${process.pid}`,
    ]);
    expect(await codeOf(open())).to.equal("store/in-use");
    await store.close();
    expect((await runWriter(0, 1)).lines).to.deep.equal(["opening", "open", "0", "closed"]);
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
    const properties = (id: string) => ({ story: "s", id, name: id, description: "y".repeat(100_000) });
    for (let number = 0; number < 100; number += 1) {
      const id = `big${number}`;
      await store.write([
        {
          name: "write/merge-entities",
          parameters: { story: "s", rows: [{ id, label: "Person", otherLabels: [], properties: properties(id) }] },
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
        parameters: {
          story: "s",
          rows: [{ id: "new", label: "Person", otherLabels: [], properties: { story: "s", id: "new", name: "New" } }],
        },
      },
    ]);
    expect(await people(store)).to.deep.equal(["new"]);
    await store.close();
  });
});
