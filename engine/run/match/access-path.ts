import type { Bound } from "../../graph/graph.ts";
import type { IndexAccessPath, SeekBound, AccessPath } from "../../plan/access-path.ts";
import type { Scope } from "../../plan/scope.ts";
import { asList, isNumber, toDouble } from "../../values/kind.ts";
import type { Value } from "../../values/value.ts";
import type { Evaluate, Execution } from "../execution.ts";

const BATCH = 1_000;

type Visit = (element: number) => boolean;
/**
 * Visits the elements of an access path for the current row. A visitor that returns false ends the scan, and false is
 * returned.
 */
export type Scan = (visit: Visit) => boolean;

/** Scans the elements of an access path: by id, from an index, by label or type, or all. The caller handles "given". */
export function compileAccessPath(
  source: Exclude<AccessPath, { kind: "given" }>,
  entity: "node" | "relationship",
  scope: Scope,
  execution: Execution,
): Scan {
  const { graph, budget } = execution;
  switch (source.kind) {
    case "id": {
      const wanted = execution.expression(source.value, scope);
      const exists = (element: number) =>
        entity === "node" ? graph.nodeExists(element) : graph.relationshipExists(element);
      const prefix = entity === "node" ? "n:" : "r:";
      return (visit) => {
        const value = wanted();
        const found = new Set<number>();
        for (const one of source.many ? listed(value) : [value]) {
          const element = source.isText ? numberIn(one, prefix) : isNumber(one) ? toDouble(one) : -1;
          if (Number.isSafeInteger(element) && element >= 0 && exists(element)) found.add(element);
        }
        budget.spend(1 + found.size);
        return [...found].every(visit);
      };
    }
    case "index": {
      const found = compileSeek(source, scope, execution);
      if (!source.rest) return found;
      const column = (entity === "node" ? graph.nodeColumn : graph.relationshipColumn).bind(graph);
      const key = graph.keys.find(source.properties[0] ?? "");
      const rest: Scan = (visit) => {
        const values = key < 0 ? null : column(key);
        return metered(execution, visit, (look) =>
          eachOf(
            [source.label],
            entity,
            execution,
          )((element) => look(element, values === null || values.get(element) === null)),
        );
      };
      return source.descending === true
        ? (visit) => rest(visit) && found(visit)
        : (visit) => found(visit) && rest(visit);
    }
    default: {
      const each = eachOf(source.kind === "all" ? null : source.names, entity, execution);
      return (visit) => metered(execution, visit, (look) => each((element) => look(element, true)));
    }
  }
}

/** Charges the budget for every element visited, a thousand at a time. */
function metered(
  { budget }: Execution,
  visit: Visit,
  run: (look: (element: number, isWanted: boolean) => boolean) => boolean,
): boolean {
  let looked = 0;
  const goesOn = run((element, isWanted) => {
    looked += 1;
    if (looked === BATCH) {
      budget.spend(BATCH);
      looked = 0;
    }
    return !isWanted || visit(element);
  });
  budget.spend(1 + looked);
  return goesOn;
}

/** All elements, or those with one of these labels or types. */
function eachOf(names: readonly string[] | null, entity: "node" | "relationship", { graph }: Execution): Scan {
  if (entity === "node") {
    const [label] = names ?? [];
    if (label === undefined) return (visit) => graph.forEachNode(visit);
    return (visit) => graph.forEachNodeWithLabel(graph.labels.find(label), visit);
  }
  if (names !== null)
    return (visit) => names.every((type) => graph.forEachRelationshipOfType(graph.types.find(type), visit));
  return (visit) => {
    for (let one = 0; one < graph.relationshipBound; one += 1)
      if (graph.relationshipExists(one) && !visit(one)) return false;
    return true;
  };
}

function compileSeek({ index, seek, descending }: IndexAccessPath, scope: Scope, execution: Execution): Scan {
  const { budget } = execution;
  const through = (found: Iterable<number>, visit: Visit): boolean => {
    for (const element of found) {
      budget.spend(1);
      if (!visit(element)) return false;
    }
    return true;
  };
  switch (seek.kind) {
    case "equal": {
      const values = seek.values.map((value) => execution.expression(value, scope));
      return (visit) => {
        budget.spend(1);
        return through(index.equal(values.map((value) => value())), visit);
      };
    }
    case "in": {
      const list = execution.expression(seek.list, scope);
      return (visit) => {
        const values = listed(list());
        budget.spend(values.length);
        return through(new Set(values.flatMap((value) => index.equal([value]))), visit);
      };
    }
    case "range": {
      const [lower, upper] = [seek.lower, seek.upper].map((bound) => compileBound(bound, scope, execution));
      return (visit) => {
        const [from, to] = [lower?.() ?? null, upper?.() ?? null];
        // A comparison with null is never true.
        if (from?.value === null || to?.value === null) return true;
        return through(index.range(from, to, descending === true, budget), visit);
      };
    }
    case "prefix": {
      const text = execution.expression(seek.text, scope);
      return (visit) => {
        const wanted = text();
        return typeof wanted !== "string" || through(index.prefix(wanted, descending === true, budget), visit);
      };
    }
    case "scan":
      return (visit) => through(index.range(null, null, descending === true, budget), visit);
  }
}

function compileBound(bound: SeekBound | null, scope: Scope, execution: Execution): (() => Bound) | null {
  if (bound === null) return null;
  const value: Evaluate = execution.expression(bound.value, scope);
  const { inclusive } = bound;
  return () => ({ value: value(), inclusive });
}

/** The items of the list after IN. */
function listed(value: Value): readonly Value[] {
  return value === null ? [] : asList(value);
}

/** The id in an elementId(); -1 when it is invalid. */
function numberIn(value: Value, prefix: string): number {
  const number = typeof value === "string" ? Number(value.slice(prefix.length)) : -1;
  return value === `${prefix}${number}` ? number : -1;
}
