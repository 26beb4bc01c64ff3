import { Writable } from "node:stream";
import pino, { type Logger } from "pino";

export interface LogLines {
  readonly log: Logger;
  /** Of requests: those that have a path. */
  requests(): readonly { readonly path: string; readonly status: number; readonly id: string }[];
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

/** A log that a test can read. */
export function logLines(): LogLines {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  return {
    log: pino({ level: "info" }, stream),
    lines,
    requests: () => lines.filter(({ path }) => path !== undefined) as never,
  };
}
