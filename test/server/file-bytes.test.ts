import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import * as fc from "fast-check";
import { byteSource } from "../../model/byte-source.ts";
import { openFileBytes } from "../../server/services/file-bytes.ts";

describe("a file that is read piece by piece", () => {
  const folder = mkdtempSync(join(tmpdir(), "wiregraph-file-bytes-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("gives the bytes and texts that stand in it, in whatever order they are asked for", () => {
    const path = join(folder, "large.txt");
    // Each character has four bytes, and none of the places where a piece ends is one where a character does.
    const bytes = new TextEncoder().encode(`a${"\u{1F5DE}".repeat(700_000)}`);
    writeFileSync(path, bytes);
    const [file, memory] = [openFileBytes(path), byteSource(bytes)];
    try {
      expect(file.length).to.equal(bytes.length);
      const place = fc.nat({ max: 700_000 }).map((character) => (character === 0 ? 0 : character * 4 - 3));
      fc.assert(
        fc.property(place, place, fc.nat({ max: bytes.length + 10 }), (a, b, index) => {
          const [start, end] = [Math.min(a, b), Math.max(a, b)];
          expect(file.at(index)).to.equal(memory.at(index));
          expect(file.text(start, end) === memory.text(start, end)).to.equal(true);
          expect(
            file.text(start, Math.min(end, start + 400)) === memory.text(start, Math.min(end, start + 400)),
          ).to.equal(true);
        }),
        { numRuns: 60 },
      );
    } finally {
      file.close();
    }
  });

  it("is nothing where it is empty", () => {
    const path = join(folder, "empty.txt");
    writeFileSync(path, "");
    const file = openFileBytes(path);
    expect([file.length, file.at(0), file.text(0, 0)]).to.deep.equal([0, undefined, ""]);
    file.close();
  });
});
