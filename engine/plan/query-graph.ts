import type {
  Expression,
  LabelExpression,
  NodePattern,
  PatternPart,
  QuantifiedPath,
  RelationshipPattern,
  Variable,
} from "../syntax/ast.ts";
import { generatedName } from "../syntax/generated-names.ts";
import type { PathSelector } from "../syntax/path-selector.ts";
import { isSingleRelationship } from "../syntax/pattern-shape.ts";
import { variableNames } from "../syntax/walk.ts";

/** A node of the query graph; a name that occurs twice is one node. */
export interface PatternNode {
  readonly name: string;
  readonly anonymous: boolean;
}

/** An edge of the query graph: a relationship or a quantified path. */
export interface PatternEdge {
  readonly index: number;
  readonly from: string;
  readonly to: string;
  readonly shape: RelationshipPattern | QuantifiedPath;
  /** The relationship's variable, or a generated name. */
  readonly name: string;
}

/** A predicate, and the variables that it needs. */
export interface PatternFilter {
  readonly needs: ReadonlySet<string>;
  readonly condition: PatternCondition;
}

export type PatternCondition =
  | { readonly kind: "expression"; readonly expression: Expression }
  | { readonly kind: "labels"; readonly name: string; readonly labels: LabelExpression }
  | {
      readonly kind: "properties";
      readonly name: string;
      readonly entity: "node" | "relationship";
      readonly properties: Expression;
    };

/** A path of the pattern in the order written, with alternating nodes and edges. */
export interface PatternPath {
  readonly variable: Variable | null;
  readonly selector: PathSelector | null;
  readonly nodes: readonly string[];
  readonly edges: readonly number[];
}

/** The patterns of one MATCH without an order: nodes, edges, predicates and paths. */
export interface QueryGraph {
  readonly nodes: ReadonlyMap<string, PatternNode>;
  readonly edges: readonly PatternEdge[];
  readonly filters: readonly PatternFilter[];
  readonly paths: readonly PatternPath[];
}

/** Builds the query graph: one node per name, one edge per relationship, the WHERE split at its ANDs. */
export function queryGraph(parts: readonly PatternPart[], where: Expression | null): QueryGraph {
  const nodes = new Map<string, PatternNode>();
  const edges: PatternEdge[] = [];
  const filters: PatternFilter[] = [];
  const paths: PatternPath[] = [];
  // A pattern inside a predicate sees the names of the pattern around it, so a generated name includes the position in
  // the text.
  const nameless = (what: string, place: number) => generatedName(`${what} ${place}`);

  const addExpression = (expression: Expression | null) => {
    for (const conjunct of conjuncts(expression))
      filters.push({ needs: variableNames(conjunct), condition: { kind: "expression", expression: conjunct } });
  };
  const addNode = (pattern: NodePattern | null, place: number): string => {
    const name = pattern?.variable?.name ?? nameless("node", place);
    if (!nodes.has(name)) nodes.set(name, { name, anonymous: pattern?.variable === null || pattern === null });
    if (pattern === null) return name;
    if (pattern.labels !== null)
      filters.push({
        needs: new Set([name, ...variableNames(pattern.labels)]),
        condition: { kind: "labels", name, labels: pattern.labels },
      });
    if (pattern.properties !== null) {
      filters.push({
        needs: new Set([name, ...variableNames(pattern.properties)]),
        condition: { kind: "properties", name, entity: "node", properties: pattern.properties },
      });
    }
    addExpression(pattern.where);
    return name;
  };
  const addEdge = (shape: RelationshipPattern | QuantifiedPath, from: string, to: string): number => {
    const name =
      (shape.type === "RelationshipPattern" ? shape.variable?.name : undefined) ??
      nameless("relationship", shape.start);
    const isSingle = isSingleRelationship(shape);
    edges.push({ index: edges.length, from, to, shape, name });
    if (isSingle) {
      if (shape.properties !== null) {
        filters.push({
          needs: new Set([name, ...variableNames(shape.properties)]),
          condition: { kind: "properties", name, entity: "relationship", properties: shape.properties },
        });
      }
      addExpression(shape.where);
    }
    return edges.length - 1;
  };

  for (const part of parts) {
    const pathNodes: string[] = [];
    const pathEdges: number[] = [];
    let pending: RelationshipPattern | QuantifiedPath | null = null;
    let last = part.start;
    const arrive = (name: string) => {
      const from = pathNodes.at(-1);
      if (pending !== null && from !== undefined) pathEdges.push(addEdge(pending, from, name));
      pathNodes.push(name);
      pending = null;
    };
    for (const element of part.elements) {
      last = element.end;
      if (element.type === "NodePattern") {
        arrive(addNode(element, element.start));
        continue;
      }
      // Between two quantified paths, and at the ends, there is an implicit anonymous node.
      if (pathNodes.length === 0 || pending !== null) arrive(addNode(null, element.start));
      pending = element;
    }
    if (pending !== null) arrive(addNode(null, last));
    addExpression(part.where);
    paths.push({ variable: part.path, selector: part.selector, nodes: pathNodes, edges: pathEdges });
  }
  addExpression(where);
  return { nodes, edges, filters, paths };
}

/** All variables of the pattern, including those inside repeated parts. */
export function ownNames({ nodes, edges, paths }: QueryGraph): Set<string> {
  return new Set([
    ...nodes.keys(),
    ...edges.flatMap(namesOf),
    ...paths.flatMap(({ variable }) => variable?.name ?? []),
  ]);
}

/** Whether the pattern binds this variable. */
export function isNamed(name: string, { nodes, edges, paths }: QueryGraph): boolean {
  return (
    nodes.has(name) ||
    edges.some((edge) => namesOf(edge).includes(name)) ||
    paths.some(({ variable }) => variable?.name === name)
  );
}

export function namesOf({ from, to, name, shape }: PatternEdge): string[] {
  return [from, to, name, ...(shape.type === "QuantifiedPath" ? namesInside(shape) : [])];
}

export function namesInside({ pattern }: QuantifiedPath): string[] {
  return pattern.elements.flatMap((element) =>
    element.type === "QuantifiedPath" || element.variable === null ? [] : [element.variable.name],
  );
}

/** Splits `a AND b AND c` into its conjuncts. */
export function conjuncts(expression: Expression | null): Expression[] {
  if (expression === null) return [];
  const parts: Expression[] = [];
  let left: Expression = expression;
  while (left.type === "Binary" && left.operator === "AND") {
    parts.push(
      ...(left.right.type === "Binary" && left.right.operator === "AND" ? conjuncts(left.right) : [left.right]),
    );
    left = left.left;
  }
  parts.push(left);
  return parts.reverse();
}
