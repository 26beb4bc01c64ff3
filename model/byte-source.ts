/** The bytes of a file, which need not all be in memory. */
export interface ByteSource {
  readonly length: number;
  /** undefined behind the end. */
  at(index: number): number | undefined;
  /** The bytes from one place up to another, which are UTF-8. */
  text(start: number, end: number): string;
}

// A byte order mark is a character like others: what stands behind it is counted from it.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export function byteSource(bytes: Uint8Array): ByteSource {
  return {
    length: bytes.length,
    at: (index) => bytes[index],
    text: (start, end) => decoder.decode(bytes.subarray(start, end)),
  };
}
