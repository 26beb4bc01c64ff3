/** Why bytes are no UTF-8 text, in words that follow the name of the file, and what to do. */
export interface EncodingMistake {
  readonly message: string;
  readonly remedy: string;
}

/** File signatures of formats other than UTF-8 text. */
const SIGNATURES: readonly (readonly [bytes: readonly number[], EncodingMistake])[] = [
  [[0x1f, 0x8b], { message: "is packed with gzip", remedy: "Unpack it first." }],
  [[0x50, 0x4b, 0x03, 0x04], { message: "is a zip archive", remedy: "Unpack it first." }],
  [[0xff, 0xfe], { message: "is UTF-16", remedy: "Save it as UTF-8." }],
  [[0xfe, 0xff], { message: "is UTF-16", remedy: "Save it as UTF-8." }],
];

/** null when the first bytes may be UTF-8. */
export function knownFormat(bytes: Uint8Array): EncodingMistake | null {
  for (const [signature, mistake] of SIGNATURES)
    if (signature.every((byte, index) => bytes[index] === byte)) return mistake;
  // In most languages every other byte of UTF-16 is 0, which is valid UTF-8 too.
  const isHalfZero = bytes.length > 1 && (bytes[0] === 0) !== (bytes[1] === 0);
  return isHalfZero ? { message: "is UTF-16", remedy: "Save it as UTF-8." } : null;
}
