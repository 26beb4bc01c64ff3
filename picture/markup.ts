const NOT_IN_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Escapes text for XML and HTML, between tags or in an attribute. Characters that XML forbids are removed. */
export function escapeMarkup(text: string): string {
  return text.replaceAll(NOT_IN_XML, "").replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}

/** Formats attributes, each with a leading space; those without a value are left out. */
export function attributes(values: Readonly<Record<string, string | number | null | undefined>>): string {
  return Object.entries(values)
    .flatMap(([name, value]) => (value === null || value === undefined ? [] : ` ${name}="${written(value)}"`))
    .join("");
}

function written(value: string | number): string {
  return typeof value === "number" ? String(Math.round(value * 100) / 100) : escapeMarkup(value);
}

/** An element; `content` is already markup. */
export function tag(
  name: string,
  values: Readonly<Record<string, string | number | null | undefined>>,
  content = "",
): string {
  return content === "" ? `<${name}${attributes(values)}/>` : `<${name}${attributes(values)}>${content}</${name}>`;
}
