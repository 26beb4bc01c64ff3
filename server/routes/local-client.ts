import type { IncomingMessage } from "node:http";
import { hostName, isLoopback } from "../host-names.ts";

/** What browsers and command-line clients send by themselves; a proxy tells of itself in others, of which each has its own. */
const CLIENT_HEADERS = new Set([
  "accept",
  "authorization",
  "cache-control",
  "connection",
  "content-encoding",
  "content-language",
  "content-length",
  "content-type",
  "cookie",
  "date",
  "dnt",
  "expect",
  "from",
  "host",
  "http2-settings",
  "keep-alive",
  "origin",
  "postman-token",
  "pragma",
  "priority",
  "range",
  "referer",
  "save-data",
  "te",
  "traceparent",
  "tracestate",
  "transfer-encoding",
  "upgrade",
  "upgrade-insecure-requests",
  "user-agent",
  "x-prometheus-scrape-timeout-seconds",
  "x-requested-with",
]);
const CLIENT_HEADER_GROUPS = /^(accept|if|sec|access-control-request)-/;

/**
 * Why a request may come from another machine, in words; null when it comes from a program on this one. A forwarder
 * that copies bytes (an SSH tunnel, HAProxy in TCP mode) leaves no trace: docs/deploy.md says what to do then.
 */
export function foreignTrace(request: IncomingMessage): string | null {
  if (!isLoopback(request.socket.remoteAddress ?? "")) return "the connection comes from another machine";
  if (!isLoopback(hostName(request.headers.host ?? "") ?? "")) return "the Host is not this machine's own name";
  if (request.httpVersion === "1.0" || request.httpVersion === "0.9")
    return `HTTP/${request.httpVersion} is what a reverse proxy speaks`;
  const header = Object.keys(request.headersDistinct).find(
    (name) => !CLIENT_HEADERS.has(name) && !CLIENT_HEADER_GROUPS.test(name),
  );
  if (header !== undefined) return `the header ${header.slice(0, 80)} is a proxy's`;
  return writtenByNginx(request) ? "the order of the headers is a reverse proxy's" : foreignPage(request);
}

/**
 * nginx writes the headers of its own before those it hands on. With proxy_http_version 1.1 and no header that names
 * it, that order is the only trace it leaves: Host, Connection and Content-Length stand before all that the client sent.
 * Of what runs on a reader's machine only Chromium begins alike, with keep-alive and with Sec-Fetch-Site further on.
 */
function writtenByNginx({ rawHeaders, headers }: IncomingMessage): boolean {
  const leading = new Map<string, string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? "").toLowerCase();
    if (name !== "host" && name !== "connection" && name !== "content-length") break;
    leading.set(name, (rawHeaders[index + 1] ?? "").toLowerCase());
  }
  if (!leading.has("host")) return false;
  const connection = leading.get("connection");
  if (connection === "close" || connection === "upgrade") return true;
  if (!leading.has("content-length")) return false;
  return connection === undefined || (connection === "keep-alive" && headers["sec-fetch-site"] === undefined);
}

/** A browser says which page asks; only a page of this very origin may. */
function foreignPage(request: IncomingMessage): string | null {
  const own = `http://${request.headers.host}`;
  const { origin, referer, "sec-fetch-site": sites } = request.headersDistinct;
  if (sites?.some((site) => site !== "same-origin" && site !== "none")) return "another site's page asks";
  if (origin?.some((one) => !isSameOrigin(one, own))) return "another site's page asks";
  if (referer?.some((one) => !isSameOrigin(one, own))) return "a link of another site's page was followed";
  return null;
}

/** Compares as a browser does: names in lower case, the usual port left out. */
export function isSameOrigin(address: string, own: string): boolean {
  if (!URL.canParse(address) || !URL.canParse(own)) return false;
  const { origin } = new URL(address);
  return origin !== "null" && origin === new URL(own).origin;
}
