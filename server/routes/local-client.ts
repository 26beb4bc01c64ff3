import type { IncomingMessage } from "node:http";
import { hostName, isLoopback } from "../host-names.ts";

/** Headers that browsers and command-line clients send; a proxy adds others, and each proxy different ones. */
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
 * Why a request may come from another machine, in words; null when it comes from a program on this one. A forwarder of
 * raw bytes (an SSH tunnel, HAProxy in TCP mode) leaves no trace: docs/deploy.md explains what to do then.
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
 * nginx writes its own headers before the forwarded ones. With proxy_http_version 1.1 and no header that names it, that
 * order is its only trace: Host, Connection and Content-Length come before all headers of the client. Of the programs
 * on a reader's machine only Chromium starts the same way, but with keep-alive and with Sec-Fetch-Site later.
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

/** A browser reports which page sends the request; only a page of this origin is accepted. */
function foreignPage(request: IncomingMessage): string | null {
  const own = `http://${request.headers.host}`;
  const { origin, referer, "sec-fetch-site": sites } = request.headersDistinct;
  if (sites?.some((site) => site !== "same-origin" && site !== "none")) return "another site's page asks";
  if (origin?.some((one) => !isSameOrigin(one, own))) return "another site's page asks";
  if (referer?.some((one) => !isSameOrigin(one, own))) return "a link of another site's page was followed";
  return null;
}

/** Compares origins like a browser: host names in lower case, the default port left out. */
export function isSameOrigin(address: string, own: string): boolean {
  if (!URL.canParse(address) || !URL.canParse(own)) return false;
  const { origin } = new URL(address);
  return origin !== "null" && origin === new URL(own).origin;
}
