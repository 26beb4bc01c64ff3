import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import pino from "pino";
import { Failure } from "../../contract/errors.ts";
import { openFolder } from "../../server/store/embedded/data-folder.ts";
import { lockFolder, type FolderLock } from "../../server/store/embedded/lock.ts";
import { openStore } from "../../server/store/open-store.ts";

const log = pino({ level: "silent" });

/** What opening such a folder says, on one line. */
const FAULTS: readonly (readonly [what: string, make: (folder: string) => Promise<unknown>, told: RegExp])[] = [
  [
    "a journal that is a folder",
    (folder) => mkdir(join(folder, "graph.journal")),
    /^store\/damaged: graph\.journal in DATA_DIR is a folder, not a file\. Move it away/,
  ],
  [
    "a snapshot that is a folder",
    (folder) => mkdir(join(folder, "graph.snapshot")),
    /^store\/damaged: graph\.snapshot in DATA_DIR is a folder, not a file\. Move it away/,
  ],
  [
    "a lock that is a folder",
    (folder) => mkdir(join(folder, "lock")),
    /^store\/damaged: lock in DATA_DIR is a folder, not a file\. Move it away/,
  ],
  [
    "a lock that is a folder with something in it",
    (folder) => mkdir(join(folder, "lock", "deep"), { recursive: true }),
    /^store\/damaged: lock in DATA_DIR is a folder/,
  ],
  [
    "a journal that is a link to itself",
    (folder) => symlink("graph.journal", join(folder, "graph.journal")),
    /^store\/damaged: graph\.journal in DATA_DIR is a symbolic link that leads to itself/,
  ],
  [
    "a snapshot that is a link to itself",
    (folder) => symlink("graph.snapshot", join(folder, "graph.snapshot")),
    /^store\/damaged: graph\.snapshot in DATA_DIR is a symbolic link that leads to itself/,
  ],
  [
    "a lock that is a link to itself",
    (folder) => symlink("lock", join(folder, "lock")),
    /^store\/damaged: lock in DATA_DIR is a symbolic link that leads to itself/,
  ],
  [
    "a journal that is a link to nothing",
    (folder) => symlink("/absent/journal", join(folder, "graph.journal")),
    /^store\/damaged: graph\.journal in DATA_DIR is a symbolic link to nothing/,
  ],
  [
    "a journal that is a pipe",
    async (folder) => execFileSync("mkfifo", [join(folder, "graph.journal")]),
    /^store\/damaged: graph\.journal in DATA_DIR is a device, a pipe or a socket/,
  ],
  [
    "a journal that is a device",
    (folder) => symlink("/dev/zero", join(folder, "graph.journal")),
    /^store\/damaged: graph\.journal in DATA_DIR is a device, a pipe or a socket/,
  ],
  [
    "an empty snapshot and no journal",
    (folder) => writeFile(join(folder, "graph.snapshot"), ""),
    /^store\/damaged: The snapshot is damaged, and the journal does not go back to the beginning\. Put back a copy/,
  ],
];

describe("a data folder with", function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "wiregraph-fault-"));
  });
  afterEach(async () => rm(folder, { recursive: true, force: true }));

  /** Locks and opens the folder as the store does, without a thread of its own. */
  async function told(): Promise<string> {
    let lock: FolderLock | undefined;
    try {
      lock = await lockFolder(join(folder, "lock"));
      openFolder(folder).journal.close();
      return "opened";
    } catch (error) {
      return words(error);
    } finally {
      lock?.release();
    }
  }

  function words(error: unknown): string {
    if (!(error instanceof Failure)) return `no failure of ours: ${String(error)}`;
    return `${error.code}: ${error.message}. ${error.remedy}`;
  }

  for (const [what, make, wanted] of FAULTS) {
    it(`${what} is refused by a sentence that names it and what to do`, async () => {
      await make(folder);
      const before = (await readdir(folder)).toSorted();
      const said = await told();
      expect(said).to.match(wanted);
      expect(said).to.not.contain(folder);
      // Nothing was taken away, and no lock was left.
      expect((await readdir(folder)).toSorted()).to.deep.equal(before);
      expect(await told()).to.equal(said);
    });
  }

  for (const file of ["graph.journal", "graph.snapshot", "lock"]) {
    it(`a ${file} that this user may not read is refused, and not taken for none`, async function () {
      const path = join(folder, file);
      await writeFile(path, "1 1\n");
      await chmod(path, 0o000);
      if (process.getuid?.() === 0) {
        // The administrator may read everything: another user tries.
        await chmod(folder, 0o777);
        const script = `
          const { lockFolder } = await import("./server/store/embedded/lock.ts");
          const { openFolder } = await import("./server/store/embedded/data-folder.ts");
          process.setuid(65534);
          try {
            await lockFolder(${JSON.stringify(join(folder, "lock"))});
            openFolder(${JSON.stringify(folder)});
            console.log("opened");
          } catch (error) {
            console.log(error.code + ": " + error.message);
          }
          process.exit();`;
        const out = execFileSync(process.execPath, ["--import=tsx", "--input-type=module", "-e", script], {
          encoding: "utf8",
        });
        expect(out.trim()).to.equal(`store/unavailable: This user may not read and write ${file} in DATA_DIR (EACCES)`);
        return;
      }
      expect(await told()).to.match(
        new RegExp(`^store/unavailable: This user may not read and write ${file} in DATA_DIR`),
      );
    });
  }

  it("an empty journal and what a killed process left half written opens, and clears it", async () => {
    await writeFile(join(folder, "graph.journal"), "");
    await writeFile(join(folder, "graph.journal.part"), "half");
    await writeFile(join(folder, "graph.snapshot.part"), "half");
    await writeFile(join(folder, "graph.journal.cut-2026-01-03T00-47-00-000Z.part"), "half");
    await writeFile(join(folder, "mine.part"), "another's");
    expect(await told()).to.equal("opened");
    expect((await readdir(folder)).toSorted()).to.deep.equal(["graph.journal", "mine.part"]);
  });

  it("a name that is a file, or lies below one, is refused and the setting is named", async () => {
    await writeFile(join(folder, "file"), "");
    for (const dataDir of [join(folder, "file"), join(folder, "file", "below")]) {
      const said = await openStore({ neo4j: null, dataDir }, log).then(() => "opened", words);
      expect(said).to.match(
        /^config\/invalid: The data folder cannot be read and written \(E[A-Z]+\)\. Check the folder that DATA_DIR names/,
      );
      expect(said).to.not.contain(folder);
    }
  });

  it("a fault is told by the store as it is by the folder, and leaves no lock", async () => {
    await mkdir(join(folder, "graph.journal"));
    const said = await openStore({ neo4j: null, dataDir: folder }, log).then(() => "opened", words);
    expect(said).to.equal(await told());
    expect(await readdir(folder)).to.deep.equal(["graph.journal"]);
  });
});
