import { crc32 } from "node:zlib";

/** Encodes a record as one line of a file in the data folder: `checksum json`. */
export function writeLine(record: unknown): Buffer {
  const json = Buffer.from(JSON.stringify(record));
  return Buffer.concat([Buffer.from(`${checksum(json)} `), json, Buffer.from("\n")]);
}

/** Decodes a line without its newline; undefined when the checksum does not match. */
export function readLine(line: Buffer): unknown {
  const space = line.indexOf(32);
  if (space === -1) return undefined;
  const json = line.subarray(space + 1);
  if (line.subarray(0, space).toString("latin1") !== checksum(json)) return undefined;
  return JSON.parse(json.toString("utf8")) as unknown;
}

function checksum(bytes: Buffer): string {
  return crc32(bytes).toString(16).padStart(8, "0");
}
