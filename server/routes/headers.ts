import { createHash } from "node:crypto";
import type { RequestHandler } from "express";

/** What a route shows to whom; each kind of route has its one set of headers, and the test of this table compares them whole. */
export type Audience = "page" | "embed" | "api" | "asset";

const ALWAYS = { "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer" } as const;

interface Frames {
  /** Whose pages may frame this one. */
  readonly framedBy: "'none'" | "*";
  /** What this page may frame. */
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

/** The headers of a route. `style` lets a page's own style elements through: `nonce-…` that stands in them, or their `sha256-…`. */
export function headersFor(audience: Audience, style: string): Readonly<Record<string, string>> {
  switch (audience) {
    case "page":
      return {
        ...ALWAYS,
        "Content-Security-Policy": policy(style, { framedBy: "'none'", frames: "'self'" }),
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
      };
    case "embed":
      // A frame with an opaque origin (sandbox without allow-same-origin) loads 'self' by the address it came from.
      return {
        ...ALWAYS,
        "Content-Security-Policy": policy(style, { framedBy: "*", frames: "'none'" }),
        "Cross-Origin-Resource-Policy": "cross-origin",
      };
    case "asset":
      return { ...ALWAYS, "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" };
    case "api":
      return { ...ALWAYS, "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'" };
  }
}

/** The source expression of a nonce. */
export function nonceSource(nonce: string): string {
  return `nonce-${nonce}`;
}

/** The source expression of an inline style that is always the same. */
export function hashSource(style: string): string {
  return `sha256-${createHash("sha256").update(style).digest("base64")}`;
}

export function setHeaders(audience: Audience): RequestHandler {
  return (_request, response, next) => {
    response.set(headersFor(audience, ""));
    next();
  };
}
