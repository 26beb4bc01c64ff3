/** The bytes of a file that need not all be in memory. */
export interface ByteSource {
  readonly length: number;
  /** undefined beyond the end. */
  at(index: number): number | undefined;
  /** Decodes the bytes from one offset to another as UTF-8. */
  text(start: number, end: number): string;
}

// A byte order mark counts as a character, so that offsets after it include it.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export function byteSource(bytes: Uint8Array): ByteSource {
  return {
    length: bytes.length,
    at: (index) => bytes[index],
    text: (start, end) => decoder.decode(bytes.subarray(start, end)),
  };
}
