import { CypherError } from "../../errors.ts";
import type { Scope } from "../../plan/scope.ts";
import type { MergeClause, PatternPart } from "../../syntax/ast.ts";
import { lastOfEach } from "../../syntax/map-entries.ts";
import type { Execution } from "../execution.ts";
import { compilePart, Names } from "./create.ts";
import type { Writer } from "./precompute-reads.ts";
import { compileSetItems } from "./set.ts";

/** MERGE: emits every match of the pattern, or creates it when there is none. */
export function compileMerge(
  { pattern: written, onCreate, onMatch }: MergeClause,
  scope: Scope,
  execution: Execution,
): Writer {
  const { frame } = execution;
  const pattern = withEachKeyOnce(written);
  const match = execution.match({ patterns: [pattern], where: null }, scope);
  execution.nested.push(match.step);
  const names = new Names(scope);
  const create = compilePart(directed(pattern), names, execution);
  const isNew = (name: string) => scope.find(name) === null;
  // Match and creation bind the same variables; later clauses read them from the slots of the match.
  const pairs = [...match.scope.bindings].flatMap(([name, { slot }]) => {
    const made = names.find(name);
    return isNew(name) && made !== null ? [{ from: made.slot, to: slot }] : [];
  });
  const created = onCreate.map((items) => compileSetItems(items, match.scope, execution));
  const matched = onMatch.map((items) => compileSetItems(items, match.scope, execution));
  const nulls = nullChecks(pattern, scope, execution);
  const slots = pairs.map(({ to }) => to);
  let rows: (typeof frame)[] = [];
  const run = match.start({
    row: () => {
      execution.budget.hold(1 + slots.length);
      rows.push(slots.map((slot) => frame[slot] ?? null));
      return true;
    },
    end: () => undefined,
  });
  return {
    scope: match.scope,
    apply: (again) => {
      for (const check of nulls) check();
      rows = [];
      run.row();
      const found = rows;
      execution.budget.release(found.length * (1 + slots.length));
      if (found.length === 0) {
        create();
        for (const { from, to } of pairs) frame[to] = frame[from] ?? null;
        for (const set of created) set();
        again();
        return;
      }
      for (const row of found) {
        slots.forEach((slot, index) => {
          frame[slot] = row[index] ?? null;
        });
        for (const set of matched) set();
        again();
      }
    },
  };
}

/** An undirected relationship is matched in both directions and created from left to right. */
function directed(pattern: PatternPart): PatternPart {
  const elements = pattern.elements.map((element) =>
    element.type === "RelationshipPattern" && element.direction === "both"
      ? { ...element, direction: "right" as const }
      : element,
  );
  return { ...pattern, elements };
}

/** Of a repeated key MERGE matches only the last value; a MATCH requires all of them. */
function withEachKeyOnce(pattern: PatternPart): PatternPart {
  const elements = pattern.elements.map((element) =>
    element.type !== "QuantifiedPath" && element.properties?.type === "Map"
      ? { ...element, properties: { ...element.properties, entries: lastOfEach(element.properties.entries) } }
      : element,
  );
  return { ...pattern, elements };
}

/** MERGE rejects a null property, since a later MERGE could not match it. */
function nullChecks(pattern: PatternPart, scope: Scope, execution: Execution): (() => void)[] {
  return pattern.elements.flatMap((element) => {
    if (element.type === "QuantifiedPath" || element.properties?.type !== "Map") return [];
    return element.properties.entries.map(({ key, value }) => {
      const one = execution.expression(value, scope);
      return () => {
        if (one() === null) {
          throw new CypherError(
            "SemanticError",
            `Cannot merge the following ${element.type === "NodePattern" ? "node" : "relationship"} because of null property value for '${key}'`,
            {
              detail: "MergeReadOwnWrites",
              start: value.start,
              end: value.end,
            },
          );
        }
      };
    });
  });
}
