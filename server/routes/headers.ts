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

function policy(nonce: string, { framedBy, frames }: Frames): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
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

/** The headers of a route. `nonce` is for pages: it stands in the policy and in the page's own style elements. */
export function headersFor(audience: Audience, nonce: string): Readonly<Record<string, string>> {
  switch (audience) {
    case "page":
      return {
        ...ALWAYS,
        "Content-Security-Policy": policy(nonce, { framedBy: "'none'", frames: "'self'" }),
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
      };
    case "embed":
      // A frame with an opaque origin (sandbox without allow-same-origin) loads 'self' by the address it came from.
      return {
        ...ALWAYS,
        "Content-Security-Policy": policy(nonce, { framedBy: "*", frames: "'none'" }),
        "Cross-Origin-Resource-Policy": "cross-origin",
      };
    case "asset":
      return { ...ALWAYS, "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" };
    case "api":
      return { ...ALWAYS, "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'" };
  }
}

export function setHeaders(audience: Audience): RequestHandler {
  return (_request, response, next) => {
    response.set(headersFor(audience, ""));
    next();
  };
}
