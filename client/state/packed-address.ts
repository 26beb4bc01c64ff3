/** The longest address that mail and chat programs forward unchanged, and that every server accepts. */
const LONGEST = 2000;
/** The start of a packed address's fragment: the version of the address. */
const PACKED = "#v2.";
/** The longest query that the page creates. */
const MOST_CHARACTERS = 1_000_000;

/**
 * Shortens an address for a link. The query of a long one is deflated into the fragment, which is not sent to servers;
 * the story stays in the query. Packing is asynchronous, because it uses `CompressionStream`, which costs no code;
 * callers write the unpacked address first.
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

/** The query of an address that may be packed; for a damaged one only the unpacked part. */
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
