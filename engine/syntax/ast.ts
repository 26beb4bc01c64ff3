/** The syntax tree: plain data, each node with a `type` and the half-open UTF-16 range `start`..`end` of its text. */

import type { BinaryOperator } from "./operators.ts";
import type { PathSelector, Quantifier } from "./path-selector.ts";
import type { ValueType } from "../values/value-type-tree.ts";

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Single queries joined by UNION; all UNIONs of one query are of one kind. */
export interface Query extends Span {
  readonly type: "Query";
  readonly parts: readonly SingleQuery[];
  readonly union: "all" | "distinct" | null;
  /** The offset of each UNION. */
  readonly joints: readonly number[];
}

export interface SingleQuery extends Span {
  readonly type: "SingleQuery";
  readonly clauses: readonly Clause[];
}

export type Clause =
  | MatchClause
  | UnwindClause
  | WithClause
  | ReturnClause
  | FinishClause
  | CreateClause
  | MergeClause
  | SetClause
  | RemoveClause
  | DeleteClause
  | ForeachClause
  | CallProcedureClause
  | CallSubqueryClause;

export interface MatchClause extends Span {
  readonly type: "Match";
  readonly optional: boolean;
  readonly patterns: readonly PatternPart[];
  /** Checked against the clause and otherwise without effect: a hint never changes a result. */
  readonly hints: readonly Hint[];
  readonly where: Expression | null;
}

/** A variable of USING INDEX n:L(k), USING SCAN n:L or USING JOIN ON n; the last has no label. */
export type Hint = Span & { readonly variable: Variable; readonly label: string | null; readonly keys: string[] };

export interface UnwindClause extends Span {
  readonly type: "Unwind";
  readonly list: Expression;
  readonly variable: Variable;
}

export interface Projection {
  readonly distinct: boolean;
  /** `*`: every variable in scope, by name, before the items. */
  readonly star: boolean;
  /** Offset of `*`, or of the first item. */
  readonly at: number;
  readonly items: readonly ProjectionItem[];
  readonly orderBy: readonly SortItem[];
  readonly skip: Expression | null;
  readonly limit: Expression | null;
}

export interface ProjectionItem extends Span {
  readonly type: "ProjectionItem";
  readonly expression: Expression;
  /** The column's name: the alias, else the expression's own text. */
  readonly name: string;
  readonly aliased: boolean;
  /** Offset of the name: the alias, else the expression. */
  readonly at: number;
}

export interface SortItem extends Span {
  readonly type: "SortItem";
  readonly expression: Expression;
  readonly descending: boolean;
}

export interface WithClause extends Span, Projection {
  readonly type: "With";
  /** ORDER BY, SKIP or LIMIT between clauses is a `WITH *` without its keyword. */
  readonly written: "WITH" | "ORDER BY" | "SKIP" | "LIMIT";
  readonly where: Expression | null;
}

export type ReturnClause = Span & Projection & { readonly type: "Return" };

export interface FinishClause extends Span {
  readonly type: "Finish";
}

export interface CreateClause extends Span {
  readonly type: "Create";
  readonly written: "CREATE" | "INSERT";
  readonly patterns: readonly PatternPart[];
}

export interface MergeClause extends Span {
  readonly type: "Merge";
  readonly pattern: PatternPart;
  /** One list per ON CREATE SET. */
  readonly onCreate: readonly (readonly SetItem[])[];
  readonly onMatch: readonly (readonly SetItem[])[];
}

export interface SetClause extends Span {
  readonly type: "Set";
  readonly items: readonly SetItem[];
}

export type SetItem = SetProperty | SetProperties | SetLabels;

/** `expr.key = value`, and `expr[key] = value` when `target` is an Index. */
export interface SetProperty extends Span {
  readonly type: "SetProperty";
  readonly target: PropertyExpression | IndexExpression;
  readonly value: Expression;
}

/** `v = map` (replace) or `v += map` (merge). */
export interface SetProperties extends Span {
  readonly type: "SetProperties";
  readonly variable: Variable;
  readonly replace: boolean;
  readonly value: Expression;
}

export interface SetLabels extends Span {
  readonly type: "SetLabels";
  readonly variable: Variable;
  readonly labels: readonly LabelName[];
}

export interface RemoveClause extends Span {
  readonly type: "Remove";
  readonly items: readonly RemoveItem[];
}

export type RemoveItem = RemoveProperty | RemoveLabels;

export interface RemoveProperty extends Span {
  readonly type: "RemoveProperty";
  readonly target: PropertyExpression | IndexExpression;
}

export interface RemoveLabels extends Span {
  readonly type: "RemoveLabels";
  readonly variable: Variable;
  readonly labels: readonly LabelName[];
}

export interface DeleteClause extends Span {
  readonly type: "Delete";
  readonly detach: boolean;
  readonly expressions: readonly Expression[];
}

export interface ForeachClause extends Span {
  readonly type: "Foreach";
  readonly variable: Variable;
  readonly list: Expression;
  /** Writing clauses only. */
  readonly clauses: readonly Clause[];
}

export interface CallProcedureClause extends Span {
  readonly type: "CallProcedure";
  /** As written, with its dots: `db.labels`. */
  readonly name: string;
  /** null: without parentheses; a standalone call then takes its arguments from the parameters with their names. */
  readonly args: readonly Expression[] | null;
  /** null: no YIELD. */
  readonly yields: readonly YieldItem[] | null;
  readonly yieldStar: boolean;
  readonly where: Expression | null;
  readonly optional: boolean;
  /** The whole statement is this one call. */
  readonly standalone: boolean;
}

export interface YieldItem extends Span {
  readonly type: "YieldItem";
  readonly field: string;
  readonly variable: Variable;
}

export interface CallSubqueryClause extends Span {
  readonly type: "CallSubquery";
  readonly query: Query;
  readonly optional: boolean;
  /** `CALL (a, b) { }`: the imported variables; "all" for `CALL (*)`; null for `CALL { }` with its importing WITH. */
  readonly imports: readonly Variable[] | "all" | null;
}

export interface PatternPart extends Span {
  readonly type: "PatternPart";
  /** `p = …` */
  readonly path: Variable | null;
  readonly selector: PathSelector | null;
  /** Node, relationship, node, …; a QuantifiedPath may replace a relationship or stand between nodes. */
  readonly elements: readonly PatternElement[];
  /** A WHERE inside a parenthesised whole path, as in `SHORTEST 1 ((a)-->(b) WHERE …)`. */
  readonly where: Expression | null;
}

export type PatternElement = NodePattern | RelationshipPattern | QuantifiedPath;

export interface NodePattern extends Span {
  readonly type: "NodePattern";
  readonly variable: Variable | null;
  readonly labels: LabelExpression | null;
  /** A MapLiteral or a Parameter. */
  readonly properties: Expression | null;
  readonly where: Expression | null;
}

export interface RelationshipPattern extends Span {
  readonly type: "RelationshipPattern";
  readonly variable: Variable | null;
  /** "right": (a)-->(b), "left": (a)<--(b), "both": (a)--(b) and (a)<-->(b) */
  readonly direction: "right" | "left" | "both";
  readonly types: LabelExpression | null;
  readonly properties: Expression | null;
  readonly where: Expression | null;
  /** null: exactly one. Otherwise the old `*` syntax; the variable is a list. */
  readonly range: { readonly min: number | null; readonly max: number | null; readonly at: number } | null;
  /** `-->+`, `-[:T]->{2,3}`: quantified, of Cypher 5; the variable is a list too. min is filled in; max null: no bound. */
  readonly quantifier: Quantifier | null;
  /** Set by plan/prune-variable-length.ts: each endpoint is needed once, and not the paths to it. */
  readonly endsOnly?: boolean;
}

/** `((a)-[r]->(b) WHERE …){1,3}`: its variables are lists outside of it. */
export interface QuantifiedPath extends Span {
  readonly type: "QuantifiedPath";
  readonly pattern: PatternPart;
  readonly where: Expression | null;
  readonly quantifier: Quantifier;
}

/** `:A`, `:A|B`, `:A&!B`, `:%`, `:$(expr)`. Also the types of a relationship (`:A|:B` is parsed as A|B). */
export type LabelExpression =
  | LabelName
  | (Span & { readonly type: "LabelWildcard" })
  | (Span & { readonly type: "LabelNot"; readonly expression: LabelExpression })
  | (Span & {
      readonly type: "LabelAnd" | "LabelOr";
      /** Offset of the operator. */
      readonly at: number;
      readonly left: LabelExpression;
      readonly right: LabelExpression;
    });

/** A label or type by name, or dynamic: `$(expression)`, a string or a list; `all` or (`$any(…)`) `any` of them. */
export type LabelName =
  | (Span & { readonly type: "LabelName"; readonly name: string })
  | (Span & { readonly type: "DynamicLabel"; readonly expression: Expression; readonly quantifier: "all" | "any" });

export type Expression =
  | Literal
  | Parameter
  | Variable
  | PropertyExpression
  | IndexExpression
  | SliceExpression
  | UnaryExpression
  | BinaryExpression
  | ComparisonChain
  | IsNullExpression
  | TypeTest
  | NormalizedTest
  | LabelTest
  | ListLiteral
  | MapLiteral
  | FunctionCall
  | CountStar
  | CaseExpression
  | ListComprehension
  | PatternComprehension
  | PatternExpression
  | MapProjection
  | ReduceExpression
  | QuantifierExpression
  | SubqueryExpression
  | ShortestPathExpression;

/** Integers are numbers while safe, else bigints; floats are `float`. */
export type Literal = Span &
  (
    | { readonly type: "Null" }
    | { readonly type: "Boolean"; readonly value: boolean }
    | { readonly type: "Integer"; readonly value: number | bigint }
    | { readonly type: "Float"; readonly value: number }
    | { readonly type: "String"; readonly value: string }
  );

export interface Parameter extends Span {
  readonly type: "Parameter";
  readonly name: string;
}

export interface Variable extends Span {
  readonly type: "Variable";
  readonly name: string;
}

export interface PropertyExpression extends Span {
  readonly type: "Property";
  readonly object: Expression;
  readonly key: string;
}

export interface IndexExpression extends Span {
  readonly type: "Index";
  readonly object: Expression;
  readonly index: Expression;
}

export interface SliceExpression extends Span {
  readonly type: "Slice";
  /** Offset of the bracket. */
  readonly at: number;
  readonly object: Expression;
  readonly from: Expression | null;
  readonly to: Expression | null;
}

export interface UnaryExpression extends Span {
  readonly type: "Unary";
  readonly operator: "NOT" | "+" | "-";
  readonly operand: Expression;
}

export interface BinaryExpression extends Span {
  readonly type: "Binary";
  /** Offset of the operator, where Neo4j locates an error in it. */
  readonly at: number;
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `a < b <= c`: all comparisons must hold; each operand is evaluated once. A single comparison has two operands. */
export interface ComparisonChain extends Span {
  readonly type: "Comparison";
  /** Offset of the first operator. */
  readonly at: number;
  readonly operands: readonly Expression[];
  readonly operators: readonly ("=" | "<>" | "<" | "<=" | ">" | ">=")[];
}

export interface IsNullExpression extends Span {
  readonly type: "IsNull";
  readonly at: number;
  readonly operand: Expression;
  readonly negated: boolean;
}

/** `x IS :: INTEGER NOT NULL`, `x IS NOT TYPED LIST<STRING>` */
export interface TypeTest extends Span {
  readonly type: "TypeTest";
  readonly operand: Expression;
  readonly negated: boolean;
  readonly valueType: ValueType;
}

/** `x IS NFC NORMALIZED` */
export interface NormalizedTest extends Span {
  readonly type: "NormalizedTest";
  readonly at: number;
  readonly operand: Expression;
  readonly negated: boolean;
  readonly form: "NFC" | "NFD" | "NFKC" | "NFKD";
}

/** `n:A|B`, also of a relationship. */
export interface LabelTest extends Span {
  readonly type: "LabelTest";
  readonly operand: Expression;
  readonly labels: LabelExpression;
}

export interface ListLiteral extends Span {
  readonly type: "List";
  readonly items: readonly Expression[];
}

export interface MapLiteral extends Span {
  readonly type: "Map";
  readonly entries: readonly { readonly key: string; readonly value: Expression }[];
}

/** The name as written, dots included; functions are looked up by the lowercase name. */
export interface FunctionCall extends Span {
  readonly type: "Function";
  readonly name: string;
  readonly distinct: boolean;
  readonly args: readonly Expression[];
}

export interface CountStar extends Span {
  readonly type: "CountStar";
}

export interface CaseExpression extends Span {
  readonly type: "Case";
  /** `CASE x WHEN …`; null for `CASE WHEN …` */
  readonly subject: Expression | null;
  /** With a subject each `when` has one or more tests: `WHEN < 3, IS NULL, 5 THEN`. */
  readonly branches: readonly { readonly tests: readonly CaseTest[]; readonly then: Expression }[];
  readonly otherwise: Expression | null;
}

/** A value to compare by `=`, or an operator with its operand; `condition` reads the subject as `CASE_SUBJECT`. */
export type CaseTest =
  | { readonly kind: "value"; readonly value: Expression }
  | { readonly kind: "condition"; readonly condition: Expression };

export interface ListComprehension extends Span {
  readonly type: "ListComprehension";
  readonly variable: Variable;
  readonly list: Expression;
  readonly where: Expression | null;
  readonly projection: Expression | null;
}

export interface PatternComprehension extends Span {
  readonly type: "PatternComprehension";
  readonly pattern: PatternPart;
  readonly where: Expression | null;
  readonly projection: Expression;
}

/** `(a)-->(b)` as a predicate: whether such a path exists. */
export interface PatternExpression extends Span {
  readonly type: "PatternExpression";
  readonly pattern: PatternPart;
}

export interface MapProjection extends Span {
  readonly type: "MapProjection";
  /** Offset of the brace. */
  readonly at: number;
  readonly object: Variable;
  readonly items: readonly MapProjectionItem[];
}

export type MapProjectionItem =
  | { readonly kind: "property"; readonly key: string }
  | { readonly kind: "all" }
  | { readonly kind: "variable"; readonly variable: Variable }
  | { readonly kind: "entry"; readonly key: string; readonly value: Expression };

export interface ReduceExpression extends Span {
  readonly type: "Reduce";
  readonly accumulator: Variable;
  readonly initial: Expression;
  readonly variable: Variable;
  readonly list: Expression;
  readonly body: Expression;
}

export interface QuantifierExpression extends Span {
  readonly type: "Quantifier";
  readonly quantifier: "all" | "any" | "none" | "single";
  readonly variable: Variable;
  readonly list: Expression;
  readonly where: Expression;
}

/** EXISTS { }, COUNT { }, COLLECT { }. A bare pattern inside is a query of one MATCH without RETURN. */
export interface SubqueryExpression extends Span {
  readonly type: "Subquery";
  readonly kind: "exists" | "count" | "collect";
  readonly query: Query;
}

/** `shortestPath((a)-[*]-(b))` as an expression; its end nodes are bound. */
export interface ShortestPathExpression extends Span {
  readonly type: "ShortestPath";
  readonly all: boolean;
  readonly pattern: PatternPart;
}
