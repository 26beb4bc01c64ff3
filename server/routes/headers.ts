import { createHash } from "node:crypto";
import type { RequestHandler } from "express";

/**
 * What a route shows, and to whom. Each kind has one set of headers; test/server/headers.test.ts compares the whole
 * sets for every route.
 *
 * - page, embed: HTML pages that nobody or anybody may frame
 * - picture: an SVG file, which a browser opens as a document of this origin
 * - text: plain text for anybody
 * - asset: a built file; a worker's script has the policy of its worker
 * - api: JSON for this app's pages
 * - public-api: JSON for any page
 */
export type Audience = "page" | "embed" | "picture" | "text" | "asset" | "api" | "public-api";

type Headers = Readonly<Record<string, string>>;

const ALWAYS = { "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer" } as const;
const OWN = { ...ALWAYS, "Cross-Origin-Resource-Policy": "same-origin" } as const;
/** Scripts of any page may read it, even of a frame with an opaque origin. */
const OPEN = {
  ...ALWAYS,
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "ETag, Retry-After, X-Request-Id",
} as const;
const NOTHING_LOADS = "default-src 'none'; frame-ancestors 'none'";

interface Frames {
  /** Pages that may frame this one. */
  readonly framedBy: "'none'" | "*";
  /** Frames that this page may contain. */
  readonly frames: "'none'" | "'self'";
}

function policy(style: string, { framedBy, frames }: Frames): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' '${style}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    `frame-src ${frames}`,
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${framedBy}`,
  ].join("; ");
}

/** The headers of a route. `style` allows a page's own style elements: their `nonce-…` or `sha256-…`. */
export function headersFor(audience: Audience, style = ""): Headers {
  switch (audience) {
    case "page":
      return {
        ...OWN,
        "Content-Security-Policy": policy(style, { framedBy: "'none'", frames: "'self'" }),
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
      };
    case "embed":
      // A frame with an opaque origin (sandbox without allow-same-origin) resolves 'self' to the address it was loaded
      // from.
      return { ...OPEN, "Content-Security-Policy": policy(style, { framedBy: "*", frames: "'none'" }) };
    case "picture":
      return {
        ...OPEN,
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors *",
      };
    case "text":
      return { ...OPEN, "Content-Security-Policy": "default-src 'none'; frame-ancestors *" };
    case "asset":
      return {
        ...OPEN,
        "Content-Security-Policy":
          "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; frame-ancestors 'none'",
      };
    case "api":
      return { ...OWN, "Content-Security-Policy": NOTHING_LOADS };
    case "public-api":
      return { ...OPEN, "Content-Security-Policy": NOTHING_LOADS };
  }
}

/** The CSP source expression of a nonce. */
export function nonceSource(nonce: string): string {
  return `nonce-${nonce}`;
}

/** The CSP source expression of a constant inline style. */
export function hashSource(style: string): string {
  return `sha256-${createHash("sha256").update(style).digest("base64")}`;
}

export function setHeaders(audience: Audience): RequestHandler {
  return (_request, response, next) => {
    response.set(headersFor(audience));
    next();
  };
}
