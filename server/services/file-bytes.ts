import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { ByteSource } from "../../model/byte-source.ts";

const PAGE_BYTES = 1 << 20;

/** A file that is read in chunks. The caller must close it. */
export interface FileBytes extends ByteSource {
  close(): void;
}

/** @throws NodeJS.ErrnoException when it cannot be read, also on later reads */
export function openFileBytes(path: string): FileBytes {
  const file = openSync(path, "r");
  const { size: length } = fstatSync(file);
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let from = 0;
  let page: Uint8Array = new Uint8Array();

  const bytesBetween = (start: number, end: number): Uint8Array => {
    const bytes = new Uint8Array(end - start);
    for (let read = 0; read < bytes.length;) {
      const got = readSync(file, bytes, read, bytes.length - read, start + read);
      // The file was truncated meanwhile; the rest is no valid story and is reported as such.
      if (got === 0) return bytes.subarray(0, read);
      read += got;
    }
    return bytes;
  };
  const turn = (index: number): number | undefined => {
    if (index < 0 || index >= length) return undefined;
    from = index;
    page = bytesBetween(index, Math.min(length, index + PAGE_BYTES));
    return page[0];
  };
  return {
    length,
    at: (index) => {
      const place = index - from;
      return place >= 0 && place < page.length ? page[place] : turn(index);
    },
    text: (start, end) => {
      if (start < from || end > from + page.length) {
        if (end - start > PAGE_BYTES) return decoder.decode(bytesBetween(start, end));
        turn(start);
      }
      return decoder.decode(page.subarray(start - from, end - from));
    },
    close: () => closeSync(file),
  };
}
