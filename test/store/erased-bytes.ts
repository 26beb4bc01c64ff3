import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** Every way in which words may stand in a file: by its name. */
function formsOf(words: string): Map<string, Buffer> {
  const forms = new Map<string, Buffer>();
  for (const unicode of ["NFC", "NFD"] as const)
    for (const [kind, text] of [
      ["as written", words],
      ["in capitals", words.toUpperCase()],
      ["in small letters", words.toLowerCase()],
    ] as const) {
      const normal = text.normalize(unicode);
      const utf16 = Buffer.from(normal, "utf16le");
      forms.set(`UTF-8 ${kind} ${unicode}`, Buffer.from(normal));
      forms.set(`UTF-16LE ${kind} ${unicode}`, utf16);
      forms.set(`UTF-16BE ${kind} ${unicode}`, Buffer.from(utf16).swap16());
      const escaped = normal.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
      forms.set(`JSON ${kind} ${unicode}`, Buffer.from(escaped));
      forms.set(
        `JSON with capital digits ${kind} ${unicode}`,
        Buffer.from(escaped.replaceAll(/\\u[0-9a-f]{4}/g, (unit) => `\\u${unit.slice(2).toUpperCase()}`)),
      );
    }
  return forms;
}

/** Where words stand in the bytes of any file under a folder, and how. */
export function bytesOfWords(folder: string, words: string): string[] {
  const forms = [...formsOf(words)];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((path) => {
      const bytes = readFileSync(path);
      const found = forms.filter(([, form]) => bytes.includes(form)).map(([name]) => name);
      return found.map((name) => `${relative(folder, path)}: ${name}`);
    });
}
