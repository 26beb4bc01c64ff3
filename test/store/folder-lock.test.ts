import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Failure } from "../../contract/errors.ts";
import { FolderInUse } from "../../server/store/folder-holder.ts";
import { lockFolder } from "../../server/store/embedded/lock.ts";

describe("the lock of a data folder", function () {
  this.timeout(60_000);
  let folder: string;
  const path = () => join(folder, "lock");
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "wiregraph-lock-"));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  });

  async function refusal(watchMillis: number): Promise<string> {
    const watched: string[] = [];
    try {
      (await lockFolder(path(), { watchMillis, onWatch: (holder) => watched.push(holder) })).release();
      return `taken, watched ${watched.join()}`;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return `${error.code}: ${error.message}, watched ${watched.join()}`;
    }
  }

  it("names the process, when it began and where its number is its", async () => {
    const lock = await lockFolder(path());
    const [pid, began, place = ""] = (await readFile(path(), "utf8")).trim().split(" ");
    expect(pid).to.equal(String(process.pid));
    expect(began).to.match(/^(\d+|-)$/);
    expect(place.startsWith(`${hostname()}/`)).to.equal(true);
    lock.release();
    lock.release();
    expect(await refusal(0)).to.equal("taken, watched ");
  });

  it("tells where the app answers for as long as it does, and stays the same file", async () => {
    const lock = await lockFolder(path(), { command: "start" });
    const head = (await readFile(path(), "utf8")).trim();
    expect(head).to.match(/ start$/);
    const before = await stat(path());
    const app = { url: "http://127.0.0.1:3000", instance: "0fc37eb7-2f4d-4c0e-b0a2-d54c64fc1df5" };
    lock.announce(app);
    expect(await readFile(path(), "utf8")).to.equal(`${head} ${app.url} ${app.instance}\n`);
    const error = await lockFolder(path()).catch((error: unknown) => error);
    expect(error).to.be.instanceOf(FolderInUse);
    expect((error as FolderInUse).holder).to.deep.equal({
      pid: process.pid,
      command: "start",
      isElsewhere: false,
      app,
    });
    lock.announce(null);
    expect(await readFile(path(), "utf8")).to.equal(`${head}\n`);
    expect((await stat(path())).ino).to.equal(before.ino);
    lock.release();
    lock.announce(app);
  });

  it("of a process of another host is respected while that one touches it, whatever runs here", async () => {
    await writeFile(path(), `${process.pid} 1 elsewhere/pid:[1]\n`);
    let beats = 0;
    const heart = setInterval(() => void utimes(path(), new Date(), new Date(1_000_000 + (beats += 1_000))), 100);
    try {
      expect(await refusal(20_000)).to.equal(
        `store/in-use: The data folder is in use by process ${process.pid} of another host or container, watched process ${process.pid} of elsewhere/pid:[1]`,
      );
    } finally {
      clearInterval(heart);
    }
  });

  it("of a process of another host that touches it no more is taken over", async () => {
    await writeFile(path(), "7 1 elsewhere/pid:[1]\n");
    expect(await refusal(1_000)).to.equal("taken, watched process 7 of elsewhere/pid:[1]");
  });

  it("is touched by its holder, which another host sees", async () => {
    const script = `const { lockFolder } = await import("./server/store/embedded/lock.ts");
      await lockFolder(${JSON.stringify(path())}, { heartbeatMillis: 100 }); console.log("held"); setInterval(() => {}, 1_000);`;
    const child = spawn(process.execPath, ["--import=tsx", "--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(child);
    await once(child.stdout, "data");
    expect(await refusal(0)).to.equal(`store/in-use: The data folder is in use by process ${child.pid}, watched `);
    // The same inode, as a process on another host would read it.
    const [pid, began] = (await readFile(path(), "utf8")).split(" ");
    await writeFile(path(), `${pid} ${began} elsewhere/pid:[1]\n`);
    expect(await refusal(20_000)).to.contain(`in use by process ${child.pid} of another host or container`);
    child.kill("SIGKILL");
    await once(child, "close");
    expect(await refusal(1_000)).to.contain("taken");
  });

  it("is given to one of many that take over a dead one's at the same time", async () => {
    await writeFile(path(), "4194999 1\n");
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(path())));
    const taken = all.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(taken).to.have.length(1);
    for (const lock of taken) lock.release();
  });

  it("is left alone by a holder that has lost it", async () => {
    const lock = await lockFolder(path());
    await rm(path());
    await writeFile(path(), "1 1\n");
    lock.release();
    expect(await readFile(path(), "utf8")).to.equal("1 1\n");
  });
});
