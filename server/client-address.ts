import type { IncomingMessage } from "node:http";
import { isIP, isIPv6 } from "node:net";

/**
 * The network of an address. The holder of an IPv6 address controls its /64; an IPv4-mapped IPv6 address is its IPv4
 * address.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = "", tail] = (address.split("%")[0] ?? "").toLowerCase().split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const width = right.some((group) => group.includes(".")) ? 7 : 8;
  const zeros = tail === undefined ? 0 : Math.max(0, width - left.length - right.length);
  const groups = [...left, ...Array.from({ length: zeros }, () => "0"), ...right].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, "")).join(":")}::/64`;
}

/**
 * The client's network. Each proxy appends the address of its peer to X-Forwarded-For, so that the first of the last
 * `trustedProxies` addresses is the reader's. The reader may have forged all before it.
 */
export function clientOf(request: IncomingMessage, trustedProxies: number): string {
  const peer = request.socket.remoteAddress ?? "";
  if (trustedProxies === 0) return networkOf(peer);
  const forwarded = [request.headers["x-forwarded-for"] ?? []]
    .flat()
    .join(",")
    .split(",")
    .map((address) => address.trim());
  const address = forwarded.at(-trustedProxies) ?? forwarded[0] ?? "";
  return networkOf(isIP(address) === 0 ? peer : address);
}
