import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";

const TRACEPARENT = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?$/;

/** The id of the request's trace (W3C Trace Context); a request without a valid one starts a new trace. */
export function traceIdOf({ headersDistinct }: IncomingMessage): string {
  const [sent = "", ...more] = headersDistinct["traceparent"] ?? [];
  const [, version, traceId, rest] = TRACEPARENT.exec(sent) ?? [];
  // Version 00 has four parts; a later one may have more.
  const valid = traceId !== undefined && more.length === 0 && (version !== "00" || rest === undefined);
  return valid ? traceId : randomBytes(16).toString("hex");
}
