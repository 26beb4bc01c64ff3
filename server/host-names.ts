import { BlockList, isIP } from "node:net";

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

const PRIVATE = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  PRIVATE.addSubnet(network, bits, "ipv4");
PRIVATE.addAddress("::", "ipv6");
PRIVATE.addSubnet("fc00::", 7, "ipv6");
PRIVATE.addSubnet("fe80::", 10, "ipv6");

/** Top-level names that the public DNS does not resolve. */
const PRIVATE_ENDING = /\.(local|localhost|internal|intranet|lan|home|corp|private|test|home\.arpa)$/;

/**
 * The name in a Host header or in a URL's authority, in lower case, without port, brackets and trailing dot; null when
 * it is not valid by RFC 9110.
 */
export function hostName(authority: string): string | null {
  const [, bracketed, plain] = /^(?:\[([0-9a-f:.]+)\]|([^\s:/?#@[\]\\,]+))(?::\d*)?$/i.exec(authority) ?? [];
  if (bracketed !== undefined) return isIP(bracketed) === 6 ? bracketed.toLowerCase() : null;
  return plain === undefined ? null : canonical(plain);
}

/** Normalizes a name for comparison: HOST or PUBLIC_URL may have brackets or a trailing dot. */
export function canonical(name: string): string {
  return name
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "")
    .toLowerCase();
}

export function isAddress(name: string): boolean {
  return isIP(name) !== 0;
}

/**
 * Whether a name is `localhost` or a loopback address: any other name may come from a DNS that resolves it to
 * 127.0.0.1.
 */
export function isLoopback(name: string): boolean {
  return name === "localhost" || isIn(LOOPBACK, name);
}

/** Whether a name or address is reachable from the whole internet. */
export function isPublic(name: string): boolean {
  if (isAddress(name)) return !isLoopback(name) && !isIn(PRIVATE, name);
  return name.includes(".") && !PRIVATE_ENDING.test(name);
}

function isIn(list: BlockList, name: string): boolean {
  const version = isIP(name);
  return version !== 0 && list.check(name, version === 6 ? "ipv6" : "ipv4");
}
