import type { Graph } from "../../engine/graph/graph.ts";
import { isList, isMap } from "../../engine/values/kind.ts";
import { floatText, toCypherText } from "../../engine/values/operations/to-string.ts";
import { Float, NodeValue, PathValue, RelationshipValue, type Value } from "../../engine/values/value.ts";

/*
 * The kit's own notation of values. Both sides are written in one normal form (labels and keys sorted) and compared as
 * text.
 */

/** A value of the engine in the normal form. `loose` sorts the items of lists. */
export function writeValue(value: Value, graph: Graph, loose: boolean): string {
  const write = (item: Value) => writeValue(item, graph, loose);
  if (value === null) return "null";
  if (typeof value === "string") return quote(value);
  // The kit holds 0.0 and -0.0 for the same.
  if (value instanceof Float) return floatText(value.value + 0);
  if (isList(value)) return list(value.map(write), loose);
  if (isMap(value)) return map([...value].map(([key, item]) => [key, write(item)]));
  if (value instanceof NodeValue) return node(value.id, graph, write);
  if (value instanceof RelationshipValue) return relationship(value.id, graph, write);
  if (value instanceof PathValue) return path(value, graph, write);
  const text = toCypherText(value);
  return typeof value === "object" ? quote(withoutSeconds(text)) : text;
}

/** The kit writes a time whose seconds are nothing without them; toString() writes them, as Neo4j's does. */
function withoutSeconds(text: string): string {
  return text.replace(/(^|T)(\d\d:\d\d):00(?=$|Z|\[|[+-]\d)/, "$1$2");
}

function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

function list(items: readonly string[], loose: boolean): string {
  return `[${(loose ? items.toSorted() : items).join(", ")}]`;
}

function map(entries: readonly (readonly [string, string])[]): string {
  return `{${entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}: ${value}`)
    .join(", ")}}`;
}

function element(names: readonly string[], entries: readonly (readonly [string, string])[]): string {
  const labels = names
    .toSorted()
    .map((name) => `:${name}`)
    .join("");
  return [labels, entries.length === 0 ? "" : map(entries)].filter((part) => part !== "").join(" ");
}

function node(id: number, graph: Graph, write: (value: Value) => string): string {
  const entries = graph
    .nodeKeys(id)
    .map((key) => [graph.keys.name(key), write(graph.nodeColumn(key).get(id))] as const);
  return `(${element(
    graph.labelsOf(id).map((label) => graph.labels.name(label)),
    entries,
  )})`;
}

function relationship(id: number, graph: Graph, write: (value: Value) => string): string {
  const entries = graph
    .relationshipKeys(id)
    .map((key) => [graph.keys.name(key), write(graph.relationshipColumn(key).get(id))] as const);
  return `[${element([graph.types.name(graph.typeOf(id))], entries)}]`;
}

function path({ nodes, relationships }: PathValue, graph: Graph, write: (value: Value) => string): string {
  let text = node(nodes[0] ?? 0, graph, write);
  relationships.forEach((id, index) => {
    const forward = graph.startOf(id) === nodes[index];
    text += `${forward ? "-" : "<-"}${relationship(id, graph, write)}${forward ? "->" : "-"}${node(nodes[index + 1] ?? 0, graph, write)}`;
  });
  return `<${text}>`;
}

/** What a table of the kit says, in the normal form. */
export function normalise(text: string, loose: boolean): string {
  const reader = new Reader(text.trim(), loose);
  return reader.value();
}

class Reader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly loose: boolean,
  ) {}

  value(): string {
    this.space();
    switch (this.text[this.at]) {
      case "'":
        return this.string();
      case "[":
        return this.looking(/^\[\s*:/) ? this.bracketed("[", "]") : this.list();
      case "{":
        return map(this.entries());
      case "(":
        return this.bracketed("(", ")");
      case "<":
        return this.path();
      default: {
        const word = /^[^,\]})>|]+/.exec(this.text.slice(this.at))?.[0] ?? "";
        this.at += word.length;
        return this.number(word.trim());
      }
    }
  }

  private number(word: string): string {
    return /^-?\d*\.\d+(e[+-]?\d+)?$|^-?\d+(\.\d+)?e[+-]?\d+$/i.test(word) ? floatText(Number(word)) : word;
  }

  private space(): void {
    while (/\s/.test(this.text[this.at] ?? "")) this.at += 1;
  }

  private looking(pattern: RegExp): boolean {
    return pattern.test(this.text.slice(this.at));
  }

  private take(character: string): boolean {
    this.space();
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private string(): string {
    const start = this.at;
    this.at += 1;
    while (this.at < this.text.length && this.text[this.at] !== "'") this.at += this.text[this.at] === "\\" ? 2 : 1;
    this.at += 1;
    return quote(
      this.text
        .slice(start + 1, this.at - 1)
        .replaceAll("\\'", "'")
        .replaceAll("\\\\", "\\"),
    );
  }

  private list(): string {
    this.take("[");
    const items: string[] = [];
    while (!this.take("]")) {
      items.push(this.value());
      this.take(",");
    }
    return list(items, this.loose);
  }

  private entries(): [string, string][] {
    this.take("{");
    const entries: [string, string][] = [];
    while (!this.take("}")) {
      this.space();
      const key = /^[^:]+/.exec(this.text.slice(this.at))?.[0] ?? "";
      this.at += key.length + 1;
      entries.push([key.trim(), this.value()]);
      this.take(",");
    }
    return entries;
  }

  private bracketed(open: string, close: string): string {
    this.take(open);
    const names: string[] = [];
    while (this.take(":")) {
      const name = /^[^:{)\]\s]+/.exec(this.text.slice(this.at))?.[0] ?? "";
      this.at += name.length;
      names.push(name);
    }
    this.space();
    const entries = this.text[this.at] === "{" ? this.entries() : [];
    this.take(close);
    return `${open}${element(names, entries)}${close}`;
  }

  private path(): string {
    this.take("<");
    let text = this.bracketed("(", ")");
    while (!this.take(">")) {
      const back = this.take("<");
      this.take("-");
      const between = this.bracketed("[", "]");
      this.take("-");
      if (!back) this.take(">");
      text += `${back ? "<-" : "-"}${between}${back ? "-" : "->"}${this.bracketed("(", ")")}`;
    }
    return `<${text}>`;
  }
}
