/** A snapshot that cannot be read: truncated, corrupted, of another version, or not a snapshot. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";
}

/** The section kinds and their numbers in the file. */
export const SECTION = {
  names: 1,
  nodes: 2,
  label: 3,
  relationships: 4,
  nodeColumn: 5,
  relationshipColumn: 6,
  indexes: 7,
  end: 8,
} as const;

/** One part of a snapshot: packed integers, and JSON for everything else. */
export interface Section {
  readonly kind: number;
  /** 0 to 2^32 - 1. */
  readonly numbers: readonly number[];
  readonly json: unknown;
}

/** "WGRAPH", and the version of the format. */
const HEAD = Uint8Array.of(0x57, 0x47, 0x52, 0x41, 0x50, 0x48, 0, 1);
const FRAME_BYTES = 8;

/** The header of a snapshot. */
export function snapshotHead(): Uint8Array {
  return HEAD.slice();
}

/** Frames a section: length, checksum, content. Length and checksum are 32 bits, little-endian. */
export function writeSection({ kind, numbers, json }: Section): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(json));
  const room = new Uint8Array(FRAME_BYTES + 6 + numbers.length * 5 + text.length);
  let at = FRAME_BYTES;
  room[at++] = kind;
  const put = (number: number) => {
    let rest = number;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) room[at++] = (rest & 0x7f) | 0x80;
    room[at++] = rest;
  };
  put(numbers.length);
  for (const number of numbers) put(number);
  room.set(text, at);
  const whole = room.slice(0, at + text.length);
  const content = whole.subarray(FRAME_BYTES);
  const frame = new DataView(whole.buffer);
  frame.setUint32(0, content.length, true);
  frame.setUint32(4, checksum(content), true);
  return whole;
}

/**
 * Reads the sections of a snapshot; its bytes may be cut into chunks of any size.
 * @throws SnapshotError
 */
export function* readSections(chunks: Iterable<Uint8Array>): Generator<Section> {
  const bytes = new ByteReader(chunks);
  const head = bytes.take(HEAD.length);
  if (head === null || HEAD.some((byte, at) => at < 6 && head[at] !== byte))
    throw new SnapshotError("This is not a snapshot of a graph");
  const version = (head[6] ?? 0) * 256 + (head[7] ?? 0);
  if (version !== 1) throw new SnapshotError(`The snapshot has version ${version}; this program reads version 1`);
  for (let kind = 0; kind !== SECTION.end;) {
    const start = bytes.at;
    const frame = bytes.take(FRAME_BYTES);
    if (frame === null) throw new SnapshotError("The snapshot ends too early");
    const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
    const content = bytes.take(view.getUint32(0, true));
    if (content === null) throw new SnapshotError("The snapshot ends too early");
    if (checksum(content) !== view.getUint32(4, true))
      throw new SnapshotError(`The snapshot is damaged between bytes ${start} and ${bytes.at}`);
    const section = readContent(content);
    ({ kind } = section);
    yield section;
  }
  if (bytes.take(1) !== null) throw new SnapshotError("Something stands behind the end of the snapshot");
}

/** Reads bytes from a sequence of chunks and keeps no more of them than it needs. */
class ByteReader {
  /** The number of bytes read. */
  at = 0;
  private readonly chunks: Iterator<Uint8Array>;
  private rest: Uint8Array = new Uint8Array();

  constructor(chunks: Iterable<Uint8Array>) {
    this.chunks = chunks[Symbol.iterator]();
  }

  /** null when fewer bytes are left. */
  take(count: number): Uint8Array | null {
    const pieces = [this.rest];
    let length = this.rest.length;
    while (length < count) {
      const next = this.chunks.next();
      if (next.done === true) return null;
      pieces.push(next.value);
      length += next.value.length;
    }
    const bytes = join(pieces);
    this.rest = bytes.subarray(count);
    this.at += count;
    return bytes.subarray(0, count);
  }
}

function readContent(content: Uint8Array): Section {
  let at = 1;
  const take = () => {
    let number = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = content[at++] ?? 0;
      number += (byte & 0x7f) * scale;
      if (byte < 0x80) return number;
    }
  };
  const numbers = Array.from<number>({ length: take() });
  for (let index = 0; index < numbers.length; index += 1) numbers[index] = take();
  return { kind: content[0] ?? 0, numbers, json: JSON.parse(new TextDecoder().decode(content.subarray(at))) };
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = (rest & 1) === 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** CRC-32, as in zip. */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let at = 0; at < bytes.length; at += 1)
    crc = (CRC_TABLE[(crc ^ (bytes[at] as number)) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
