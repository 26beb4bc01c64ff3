import { crc32 } from "node:zlib";

/** A record as the files of this folder keep it: `checksum json`, one a line. */
export function writeLine(record: unknown): Buffer {
  const json = Buffer.from(JSON.stringify(record));
  return Buffer.concat([Buffer.from(`${checksum(json)} `), json, Buffer.from("\n")]);
}

/** The record of a line without its end; undefined when the checksum does not fit. */
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
