import type { Draw } from "./draw.ts";

/** A call with its function's name in small letters, in capitals or as it is. */
export function inSomeCase(call: string, draw: Draw): string {
  const [name = "", ...rest] = call.split("(");
  const written = draw.one([name, name.toUpperCase(), name.toLowerCase()]);
  if (written !== name) draw.feature("a function's name in another case");
  return [written, ...rest].join("(");
}
