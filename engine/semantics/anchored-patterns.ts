import type {
  CallSubqueryClause,
  Clause,
  PatternElement,
  PatternPart,
  Projection,
  Query,
  Span,
} from "../syntax/ast.ts";
import type { Statement } from "../syntax/statement.ts";
import { walk } from "../syntax/walk.ts";

/** Variables that are bound to anchored nodes and relationships only. */
type Scope = ReadonlySet<string>;

const NOTHING: Scope = new Set();

/** What anchors a node pattern: `{key: $parameter, …}`. */
export interface Anchor {
  readonly key: string;
  readonly parameter: string;
}

/**
 * The first part of a statement whose pattern is not connected to an anchored node; null when there is none. A pattern
 * is anchored when one of its nodes has the anchor's property or is bound to a node that has. Where relationships never
 * join nodes with two values of the key, such a statement reads only nodes with one value. Procedures and writes count
 * as not anchored.
 */
export function unanchoredPart({ body }: Statement, anchor: Anchor): Span | null {
  if (body.type !== "Query") return { start: 0, end: Number.POSITIVE_INFINITY };
  try {
    new AnchorCheck(anchor).query(body, NOTHING);
    return null;
  } catch (error) {
    if (!(error instanceof Unanchored)) throw error;
    return { start: error.start, end: error.end };
  }
}

class Unanchored extends Error {
  readonly start: number;
  readonly end: number;

  constructor(start: number, end: number) {
    super("a part of the statement is not anchored");
    this.start = start;
    this.end = end;
  }
}

/** Follows a statement clause by clause, so that a reused variable name is not confused with its first use. */
class AnchorCheck {
  private readonly anchor: Anchor;

  constructor(anchor: Anchor) {
    this.anchor = anchor;
  }

  /** Returns the variables that are bound after a query: its columns. */
  query({ parts }: Query, outer: Scope): Scope {
    const results = parts.map(({ clauses }) => clauses.reduce((scope, clause) => this.clause(clause, scope), outer));
    const [first = NOTHING, ...others] = results;
    return new Set([...first].filter((name) => others.every((scope) => scope.has(name))));
  }

  private clause(clause: Clause, scope: Scope): Scope {
    switch (clause.type) {
      case "Match": {
        const inside = this.bound(clause.patterns, scope);
        this.expressions(clause.where, inside);
        return inside;
      }
      case "With":
      case "Return": {
        const projected = this.projected(clause, scope);
        this.expressions(clause.type === "With" ? clause.where : null, new Set([...scope, ...projected]));
        return projected;
      }
      case "Unwind":
        this.expressions(clause.list, scope);
        return without(scope, [clause.variable.name]);
      case "CallSubquery": {
        const { imports, query } = clause;
        return new Set([...scope, ...this.query(query, importedOf(imports, query, scope))]);
      }
      case "Finish":
        return scope;
      default:
        // A procedure can return nodes of the whole graph, and an anchored query must not write.
        throw new Unanchored(clause.start, clause.end);
    }
  }

  /** Adds what a clause's patterns bind to what is already bound. @throws Unanchored */
  private bound(patterns: readonly PatternPart[], scope: Scope): Scope {
    const inside = new Set(scope);
    let waiting = [...patterns];
    for (;;) {
      const still = waiting.filter((pattern) => !this.isAnchored(pattern.elements, inside));
      for (const pattern of waiting)
        if (!still.includes(pattern)) for (const name of namesIn(pattern)) inside.add(name);
      const [next] = still;
      if (next === undefined) break;
      if (still.length === waiting.length) throw new Unanchored(next.start, next.end);
      waiting = still;
    }
    for (const pattern of patterns) for (const element of pattern.elements) this.expressions(element, inside);
    return inside;
  }

  /** Whether a node of a path has the anchor's property or is bound to an anchored node. */
  private isAnchored(elements: readonly PatternElement[], scope: Scope): boolean {
    return elements.some((element) => {
      if (element.type === "QuantifiedPath") return this.isAnchored(element.pattern.elements, NOTHING);
      if (element.variable !== null && scope.has(element.variable.name)) return true;
      return (
        element.type === "NodePattern" &&
        element.properties?.type === "Map" &&
        element.properties.entries.some(
          ({ key, value }) =>
            key === this.anchor.key && value.type === "Parameter" && value.name === this.anchor.parameter,
        )
      );
    });
  }

  private projected(projection: Projection, scope: Scope): Scope {
    const { star, items, orderBy, skip, limit } = projection;
    this.expressions([items, skip, limit], scope);
    const named = items.flatMap(({ expression, name }) =>
      expression.type === "Variable" && scope.has(expression.name) ? [name] : [],
    );
    const hidden = items.filter(({ name }) => !named.includes(name)).map(({ name }) => name);
    const projected = new Set([...(star ? without(scope, hidden) : []), ...named]);
    this.expressions(orderBy, new Set([...without(scope, hidden), ...projected]));
    return projected;
  }

  /** Checks the patterns and subqueries inside expressions. @throws Unanchored */
  private expressions(node: unknown, scope: Scope): void {
    const shadowed: string[] = [];
    walk(node, (found) => {
      if (found.type === "ListComprehension" || found.type === "Quantifier" || found.type === "Reduce")
        shadowed.push(found.variable.name);
      if (found.type === "Reduce") shadowed.push(found.accumulator.name);
    });
    const inside = without(scope, shadowed);
    walk(node, (found) => {
      if (found.type === "Subquery") {
        this.query(found.query, inside);
        return false;
      }
      if (
        found.type === "PatternComprehension" ||
        found.type === "PatternExpression" ||
        found.type === "ShortestPath"
      ) {
        const within = this.bound([found.pattern], inside);
        if (found.type === "PatternComprehension") this.expressions([found.where, found.projection], within);
        return false;
      }
      return true;
    });
  }
}

/** The variables of a pattern, including those of repeated parts. */
function namesIn({ path, elements }: PatternPart): string[] {
  return [
    ...(path === null ? [] : [path.name]),
    ...elements.flatMap((element) =>
      element.type === "QuantifiedPath"
        ? namesIn(element.pattern)
        : element.variable === null
          ? []
          : [element.variable.name],
    ),
  ];
}

/** The outer variables that a subquery sees. `CALL { }` sees only those of its leading WITH. */
function importedOf(imports: CallSubqueryClause["imports"], { parts }: Query, scope: Scope): Scope {
  if (imports === "all") return scope;
  if (imports !== null)
    return only(
      scope,
      imports.map(({ name }) => name),
    );
  return parts.every(({ clauses }) => clauses[0]?.type === "With") ? scope : NOTHING;
}

function without(scope: Scope, names: readonly string[]): Scope {
  return new Set([...scope].filter((name) => !names.includes(name)));
}

function only(scope: Scope, names: readonly string[]): Scope {
  return new Set([...scope].filter((name) => names.includes(name)));
}
