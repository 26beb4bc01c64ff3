import type {
  Clause,
  Expression,
  LabelExpression,
  PatternElement,
  PatternPart,
  ProjectionItem,
  Query,
  RemoveItem,
  SetItem,
  SingleQuery,
  SortItem,
  YieldItem,
} from "./ast.ts";

/** Any node of the syntax tree; `type` tells which one. */
export type SyntaxNode =
  | Clause
  | Expression
  | LabelExpression
  | PatternElement
  | PatternPart
  | ProjectionItem
  | Query
  | RemoveItem
  | SetItem
  | SingleQuery
  | SortItem
  | YieldItem;

function isSyntaxNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** Visits a node and everything below it; a `visit` that returns false skips what is below. */
export function walk(node: unknown, visit: (node: SyntaxNode) => boolean | void): void {
  const pending: unknown[] = [node];
  while (pending.length > 0) {
    const next = pending.pop();
    if (Array.isArray(next)) {
      for (let index = next.length - 1; index >= 0; index -= 1) pending.push(next[index]);
    } else if (typeof next === "object" && next !== null) {
      if (isSyntaxNode(next) && visit(next) === false) continue;
      const values = Object.values(next);
      for (let index = values.length - 1; index >= 0; index -= 1)
        if (typeof values[index] === "object") pending.push(values[index]);
    }
  }
}

/** Copies a tree; `replace` returns a replacement for a node, or null to keep it and go on below. */
export function transform<T>(node: T, replace: (node: SyntaxNode) => unknown): T {
  if (Array.isArray(node)) return node.map((item: unknown) => transform(item, replace)) as T;
  if (typeof node !== "object" || node === null) return node;
  if (isSyntaxNode(node)) {
    const other = replace(node);
    if (other !== null) return other as T;
  }
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, transform(value as unknown, replace)]),
  ) as T;
}

/** A text that is equal for trees that differ only in their offsets and in the case of function names. */
export function shapeOf(node: unknown): string {
  return JSON.stringify(node, function (this: unknown, key, value: unknown) {
    if (PLACES.has(key)) return undefined;
    if (typeof value === "bigint") return `${value}n`;
    return key === "name" ? nameIn(this, value) : value;
  });
}

const PLACES: ReadonlySet<string> = new Set(["start", "end", "at"]);

/**
 * Normalizes a function name for comparison: `COUNT` and `count` are one function, but to Neo4j the namespaces of
 * `date.truncate` and `Date.truncate` differ.
 */
function nameIn(node: unknown, name: unknown): unknown {
  if (typeof name !== "string" || !isSyntaxNode(node) || node.type !== "Function") return name;
  const last = name.lastIndexOf(".") + 1;
  return name.slice(0, last) + name.slice(last).toLowerCase();
}

/**
 * Whether two trees differ only in their offsets and in the case of function names. Iterative, so that long chains need
 * no deep stack.
 */
export function isSameShape(one: unknown, other: unknown): boolean {
  const pending: (readonly [unknown, unknown])[] = [[one, other]];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [left, right] = pair;
    if (typeof left !== "object" || left === null || typeof right !== "object" || right === null) {
      if (!Object.is(left, right)) return false;
      continue;
    }
    const [mine, theirs] = [left, right].map((node) =>
      Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
        PLACES.has(key) ? [] : [[key, key === "name" ? nameIn(node, value) : value] as const],
      ),
    );
    if (mine === undefined || theirs === undefined || mine.length !== theirs.length) return false;
    for (let index = mine.length - 1; index >= 0; index -= 1) {
      const [[key, value], [otherKey, otherValue]] = [mine[index], theirs[index]] as [
        readonly [string, unknown],
        readonly [string, unknown],
      ];
      if (key !== otherKey) return false;
      pending.push([value, otherValue]);
    }
  }
  return true;
}

/** All variable names in a tree, including those that it binds itself. */
export function variableNames(node: unknown): Set<string> {
  const names = new Set<string>();
  walk(node, (next) => {
    if (next.type === "Variable") names.add(next.name);
  });
  return names;
}
