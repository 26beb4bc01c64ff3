import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openFolder, readFolder, type OpenedFolder } from "../../server/store/embedded/data-folder.ts";
import { commitRows, numbersIn } from "./folder-rows.ts";
import { readLine, writeLine } from "../../server/store/embedded/journal-line.ts";

const COMMITS = 4;
/** npm run test:durability tries every bit; 7 comes to each bit of a byte, and to each byte but every eighth. */
const BIT_STEP = process.env["WIREGRAPH_KILLS"] === undefined ? 7 : 1;

describe("The journal of a data folder", function () {
  this.timeout(120_000);
  let folder: string;
  let whole: Buffer;
  /** Where each line ends, its newline included. */
  let ends: number[];
  const journal = () => join(folder, "graph.journal");
  const cutFiles = () => readdirSync(folder).filter((name) => name.includes(".cut-"));

  /** One commit: a node with its number. */
  const commit = (open: OpenedFolder, i: number) => commitRows(open, [{ i }]);

  /** Opens the folder, says what is there, adds a commit, and opens it once more. */
  function opened(): {
    numbers: unknown[];
    cut: string | null;
    commits: number;
    again: unknown[];
    cutAgain: string | null;
  } {
    const first = openFolder(folder);
    const { commits } = first.journal;
    const numbers = numbersIn(first);
    commit(first, 99);
    first.journal.close();
    const second = openFolder(folder);
    second.journal.close();
    expect(numbersIn(readFolder(folder))).to.deep.equal(numbersIn(second));
    return { numbers, cut: first.cut, commits, again: numbersIn(second), cutAgain: second.cut };
  }

  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  /** What must be found where the first so many commits are whole. */
  const found = (count: number) => ({
    numbers: upTo(count),
    again: [...upTo(count), 99],
    commits: count,
    cutAgain: null,
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "wiregraph-journal-"));
    const fresh = openFolder(folder);
    for (const number of upTo(COMMITS)) commit(fresh, number);
    fresh.journal.close();
    whole = readFileSync(journal());
    ends = [...whole].flatMap((byte, at) => (byte === 10 ? [at + 1] : []));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function startWith(bytes: Buffer): void {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    writeFileSync(journal(), bytes);
  }

  it("opens to the last whole commit wherever it was torn off, and says how much was unfinished", () => {
    for (let size = 0; size < whole.length; size += 1) {
      startWith(whole.subarray(0, size));
      const count = Math.max(ends.filter((end) => end <= size).length - 1, 0);
      const rest = size - (ends.findLast((end) => end <= size) ?? 0);
      const { cut, ...told } = opened();
      expect(told, `cut at ${size}`).to.deep.equal(found(count));
      expect(cut).to.equal(rest === 0 ? null : `${rest} bytes behind commit ${count} were unfinished and were cut`);
      expect(cutFiles()).to.deep.equal([]);
    }
  });

  it("opens to the last whole commit whichever bit is another, says what was cut, and keeps it beside", () => {
    for (let bit = 0; bit < whole.length * 8; bit += BIT_STEP) {
      const flipped = Buffer.from(whole);
      const at = bit >> 3;
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (bit & 7));
      startWith(flipped);
      const line = ends.findIndex((end) => at < end);
      const isEnd = at === (ends[line] ?? 0) - 1;
      // The first line can be written anew; the end of the last can be put back. All else is put aside from there on.
      const count = line === 0 ? (isEnd ? 0 : COMMITS) : isEnd && line === COMMITS ? COMMITS : line - 1;
      const { cut, ...told } = opened();
      expect(told, `bit ${bit & 7} of byte ${at}`).to.deep.equal(found(count));
      if (line === COMMITS && isEnd) {
        expect([cut, cutFiles()]).to.deep.equal([`the end of commit ${COMMITS} was written anew`, []]);
        continue;
      }
      const [kept = "", ...more] = cutFiles();
      expect(more).to.deep.equal([]);
      expect(readFileSync(join(folder, kept)).equals(flipped)).to.equal(true);
      expect(cut).to.contain(`the journal as it was is kept as ${kept}`);
      if (count < COMMITS) expect(cut).to.match(/^[1-5] commits \(\d+ bytes\) behind commit \d/);
      else
        expect(cut).to.match(
          /^the first line of the journal was damaged and was written anew; its commits up to 4 are all/,
        );
    }
  });

  /** Where zeros may stand after a power failure, and how many commits are whole before them. */
  const zeros: Readonly<Record<string, () => { bytes: Buffer; count: number }>> = {
    "behind the end": () => ({ bytes: Buffer.concat([whole, Buffer.alloc(4_096)]), count: COMMITS }),
    "behind a line that was being written": () => ({
      bytes: Buffer.concat([whole.subarray(0, (ends[3] ?? 0) + 30), Buffer.alloc(100)]),
      count: 3,
    }),
    "in the place of the last commits": () => ({
      bytes: Buffer.concat([whole.subarray(0, ends[2]), Buffer.alloc(whole.length - (ends[2] ?? 0))]),
      count: 2,
    }),
    "in the middle of a commit": () => {
      const bytes = Buffer.from(whole);
      return { bytes: bytes.fill(0, (ends[1] ?? 0) + 12, (ends[1] ?? 0) + 20), count: 1 };
    },
    "over the end of a commit": () => {
      const bytes = Buffer.from(whole);
      return { bytes: bytes.fill(0, (ends[2] ?? 0) - 5, (ends[2] ?? 0) + 5), count: 1 };
    },
    everywhere: () => ({ bytes: Buffer.alloc(whole.length), count: 0 }),
  };
  for (const [where, make] of Object.entries(zeros)) {
    it(`opens to the last whole commit with zeros ${where}, and keeps a copy of what it cuts`, () => {
      const { bytes, count } = make();
      startWith(bytes);
      const { cut, ...told } = opened();
      expect(told).to.deep.equal(found(count));
      const [kept = "", ...more] = cutFiles();
      expect(more).to.deep.equal([]);
      expect(readFileSync(join(folder, kept)).equals(bytes)).to.equal(true);
      expect(cut).to.match(/damaged/);
      expect(cut).to.contain(`the journal as it was is kept as ${kept}`);
    });
  }

  it("keeps a copy of a tail that is no line that was being written", () => {
    for (const tail of ["garbage", "12345678 [5,\u0001", "\u00ff\u00fe", " ", "12345678x[", "0".repeat(9)]) {
      const bytes = Buffer.concat([whole, Buffer.from(tail)]);
      startWith(bytes);
      const { cut, ...told } = opened();
      expect(told, tail).to.deep.equal(found(COMMITS));
      const [kept = ""] = cutFiles();
      expect(readFileSync(join(folder, kept)).equals(bytes), tail).to.equal(true);
      expect(cut).to.match(/^\d+ bytes behind commit 4 are damaged and were cut/);
    }
  });

  it("cuts where a commit is missing", () => {
    startWith(Buffer.concat([whole.subarray(0, ends[1]), whole.subarray(ends[2])]));
    const { cut, ...told } = opened();
    expect(told).to.deep.equal(found(1));
    expect(cut).to.match(/^2 commits \(\d+ bytes\) behind commit 1 are damaged, or stand on one that is, and were cut/);
  });

  it("has another id once acknowledged commits were cut, so that no version comes twice", () => {
    const before = openFolder(folder);
    before.journal.close();
    const flipped = Buffer.from(whole);
    flipped[(ends[2] ?? 0) + 20] = 0;
    startWith(flipped);
    const after = openFolder(folder);
    after.journal.close();
    expect(after.journal.id).to.not.equal(before.journal.id);
  });

  it("reads what was written before commits had numbers", () => {
    const lines = ends.map((end, index) => whole.subarray(ends[index - 1] ?? 0, end - 1));
    const old = lines.slice(1).map((line) => writeLine((readLine(line) as [number, unknown])[1]));
    startWith(Buffer.concat([whole.subarray(0, ends[0]), ...old]));
    const { cut, ...told } = opened();
    expect([told, cut]).to.deep.equal([found(COMMITS), null]);
  });

  describe("beside a snapshot", () => {
    /** Commits until the journal is large enough to be folded when the folder is opened. */
    function grow(): { readonly before: Buffer; readonly numbers: unknown[] } {
      const large = openFolder(folder);
      for (let i = COMMITS + 1; large.journal.bytes <= 8 << 20; i += 1)
        commitRows(large, [{ i, text: "x".repeat(1 << 20) }]);
      const numbers = numbersIn(large);
      large.journal.close();
      return { before: readFileSync(journal()), numbers };
    }

    it("is folded into it and goes on behind it", () => {
      const { numbers } = grow();
      const { numbers: first, again, cut } = opened();
      expect([first, again, cut]).to.deep.equal([numbers, [...numbers, 99], null]);
      expect(statSync(journal()).size).to.be.lessThan(1_000);
    });

    it("tells all of it when the snapshot is damaged before the journal was let go", () => {
      const { before, numbers } = grow();
      openFolder(folder).journal.close();
      writeFileSync(journal(), before);
      const snapshot = join(folder, "graph.snapshot");
      const damaged = readFileSync(snapshot);
      damaged[5_000] = (damaged[5_000] ?? 0) ^ 1;
      writeFileSync(snapshot, damaged);
      const { cut, again, numbers: first } = opened();
      const [kept = ""] = cutFiles();
      expect(cut).to.equal(`the snapshot is damaged, and the journal tells all of it; it is kept as ${kept}`);
      expect([first, again]).to.deep.equal([numbers, [...numbers, 99]]);
      expect(readFileSync(join(folder, kept)).equals(damaged)).to.equal(true);
    });

    it("may be damaged itself: what the snapshot holds is not lost, nor are later commits", () => {
      const { before, numbers } = grow();
      openFolder(folder).journal.close();
      for (const place of [5, (ends[1] ?? 0) + 12, before.length - 100]) {
        const flipped = Buffer.from(before);
        flipped[place] = (flipped[place] ?? 0) ^ 1;
        writeFileSync(journal(), flipped);
        copyFileSync(join(folder, "graph.snapshot"), join(folder, "copy"));
        const { numbers: first, again, cut } = opened();
        expect([first, again]).to.deep.equal([numbers, [...numbers, 99]]);
        expect(cut).to.contain("the journal as it was is kept as graph.journal.cut-");
        copyFileSync(join(folder, "copy"), join(folder, "graph.snapshot"));
      }
    });

    it("is not opened without it, nor with one that is older or damaged: half a graph is not told as the whole", () => {
      const { numbers } = grow();
      const folded = openFolder(folder);
      commit(folded, 98);
      folded.journal.close();
      const snapshot = join(folder, "graph.snapshot");
      const bytes = readFileSync(snapshot);
      for (const place of [3, 60, Math.floor(bytes.length / 2), bytes.length - 2]) {
        const damaged = Buffer.from(bytes);
        damaged[place] = (damaged[place] ?? 0) ^ 8;
        writeFileSync(snapshot, damaged);
        expect(() => openFolder(folder), `byte ${place}`).to.throw(
          "The snapshot is damaged, and the journal does not go back",
        );
        expect(readFileSync(snapshot).equals(damaged)).to.equal(true);
      }
      for (const size of [0, 20, 100, bytes.length - 1]) {
        writeFileSync(snapshot, bytes.subarray(0, size));
        expect(() => openFolder(folder), `${size} bytes`).to.throw("The snapshot is damaged");
      }
      rmSync(snapshot);
      expect(() => openFolder(folder)).to.throw(
        `The journal begins behind commit ${numbers.length}, and there is no snapshot`,
      );
      writeFileSync(snapshot, bytes);
      expect(opened().numbers).to.deep.equal([...numbers, 98]);
    });
  });
});
