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

/** Names of variables that hold anchored nodes and relationships alone. */
type Scope = ReadonlySet<string>;

const NOTHING: Scope = new Set();

/** What anchors a node pattern: `{key: $parameter, …}`. */
export interface Anchor {
  readonly key: string;
  readonly parameter: string;
}

/**
 * The first part of a statement whose pattern hangs on no anchored node; null when there is none. A pattern is anchored
 * when one of its nodes is written with the anchor or bound to one that is. Where relationships never join nodes of two
 * values of the key, such a statement reads nodes of one value alone. Procedures and writes count as not anchored.
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

/** Follows a statement clause by clause, so that a name that is used again for something else is not taken for the first. */
class AnchorCheck {
  private readonly anchor: Anchor;

  constructor(anchor: Anchor) {
    this.anchor = anchor;
  }

  /** Answers what is bound behind a query: its columns. */
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
        // Procedures answer from the whole graph, and a question does not write.
        throw new Unanchored(clause.start, clause.end);
    }
  }

  /** What a clause's patterns bind, beside what is bound already. @throws Unanchored */
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

  /** Whether a node of a path is written with the anchor, or bound to one that is anchored. */
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

  /** Looks for patterns and subqueries inside expressions. @throws Unanchored */
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

/** The variables of a pattern, those of what is repeated too. */
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

/** What a subquery sees of the variables outside. `CALL { }` sees them in a leading WITH alone. */
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
