/** One text for one value, whichever side it is from. Integers and floats stay apart, and so do 0.0 and -0.0. */

export function floatText(value: number): string {
  if (Object.is(value, -0)) return "-0.0";
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : String(value);
}

export function stringText(value: string): string {
  return JSON.stringify(value);
}

export function listText(items: readonly string[]): string {
  return `[${items.join("; ")}]`;
}

export function mapText(entries: readonly (readonly [key: string, value: string])[]): string {
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, value]) => `${key}: ${value}`).join("; ")}}`;
}

export function nodeText(labels: readonly string[], properties: readonly (readonly [string, string])[]): string {
  return `(:${labels.toSorted().join(":")} ${mapText(properties)})`;
}

export function relationshipText(type: string, properties: readonly (readonly [string, string])[]): string {
  return `-[:${type} ${mapText(properties)}]-`;
}

/** Steps are told by whether they go along the relationship. */
export function pathText(
  nodes: readonly string[],
  steps: readonly (readonly [text: string, along: boolean])[],
): string {
  const tail = steps.map(
    ([text, along], index) => `${along ? text.replace(/-$/, "->") : `<${text}`}${nodes[index + 1]}`,
  );
  return `<${nodes[0]}${tail.join("")}>`;
}

const two = (part: number) => String(part).padStart(2, "0");

export function dateText(year: number, month: number, day: number): string {
  return `${year}-${two(month)}-${two(day)}`;
}

export function clockText(hour: number, minute: number, second: number, nano: number): string {
  return `${two(hour)}:${two(minute)}:${two(second)}.${String(nano).padStart(9, "0")}`;
}

export function durationText(months: string, days: string, seconds: string, nanoseconds: string): string {
  return `duration ${months}/${days}/${seconds}/${nanoseconds}`;
}

export function pointText(srid: number, coordinates: readonly number[]): string {
  return `point ${srid} ${coordinates.map(floatText).join(" ")}`;
}
