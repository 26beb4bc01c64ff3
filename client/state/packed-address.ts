/** So long an address is passed on whole by mail and chat programs, and taken by every server. */
const LONGEST = 2000;
/** What a packed address begins its fragment with: the version of the address. */
const PACKED = "#v2.";
/** A query that unpacks to more than this was not made here. */
const MOST_CHARACTERS = 1_000_000;

/**
 * An address as it is linked. The query of a long one is deflated into the fragment, which no server is sent; the story
 * stays in the query. Packing is asynchronous, for `CompressionStream` is part of every browser and costs no byte of the
 * page: whoever writes the address writes it as it is first.
 */
export async function packAddress(address: string): Promise<string> {
  if (address.length <= LONGEST) return address;
  const [path = "", search = ""] = address.split("?");
  const parts = search.split("&");
  const story = parts.filter((part) => part.startsWith("story="));
  const rest = parts.filter((part) => !part.startsWith("story=")).join("&");
  const packed = await piped(new TextEncoder().encode(rest), new CompressionStream("deflate-raw"));
  const base64 = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""));
  const url = base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `${path}${story.length === 0 ? "" : `?${story.join("&")}`}${PACKED}${url}`;
}

/** The query of an address that may be packed; that of a damaged one holds what is not packed. */
export async function unpackSearch({
  search,
  hash,
}: {
  readonly search: string;
  readonly hash: string;
}): Promise<string> {
  if (!hash.startsWith(PACKED)) return search;
  try {
    const base64 = hash.slice(PACKED.length).replaceAll("-", "+").replaceAll("_", "/");
    const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const unpacked = new TextDecoder().decode(await piped(packed, new DecompressionStream("deflate-raw")));
    return search === "" ? `?${unpacked}` : `${search}&${unpacked}`;
  } catch {
    return search;
  }
}

async function piped(
  bytes: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(transform).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    if (value === undefined) continue;
    chunks.push(value);
    length += value.length;
    if (length > MOST_CHARACTERS) {
      await reader.cancel();
      throw new RangeError("Too long for an address");
    }
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
