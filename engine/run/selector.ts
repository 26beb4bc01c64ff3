import { CypherError } from "../errors.ts";
import type { MatchClause, PatternPart, Variable } from "../syntax/ast.ts";
import { variableNames } from "../syntax/walk.ts";
import { conjuncts } from "../plan/pattern.ts";
import { PathValue, type Value } from "../values/value.ts";
import type { Execution, Operator, Scope, Sink } from "./execution.ts";

interface SelectorInput {
  readonly clause: Pick<MatchClause, "patterns" | "where">;
  readonly scope: Scope;
  readonly execution: Execution;
  /** The match without selectors. */
  matchAll(clause: Pick<MatchClause, "patterns" | "where">, scope: Scope, execution: Execution): Operator;
}

interface Found {
  readonly values: readonly Value[];
  readonly length: number;
}

/**
 * MATCH with path selectors: SHORTEST, ANY, shortestPath and their like. Parts without one are matched together first;
 * then each part with one, for the ends that stand, keeps the paths its selector wants.
 */
export function compileSelector(input: SelectorInput): Operator {
  const { clause, execution, matchAll } = input;
  const plain = clause.patterns.filter(({ selector }) => selector === null || selector.kind === "all");
  const selective = clause.patterns.filter(({ selector }) => selector !== null && selector.kind !== "all");
  const conditions = conjuncts(clause.where);
  let { scope } = input;
  const stages: { start(next: Sink): Sink }[] = [];
  const steps: Operator[] = [];
  if (plain.length > 0) {
    const first = matchAll({ patterns: plain, where: null }, scope, execution);
    scope = first.scope;
    stages.push(first);
    steps.push(first);
  }
  for (const part of selective) {
    const isOld = part.selector?.kind === "shortestPath" || part.selector?.kind === "allShortestPaths";
    const path: Variable = part.path ?? {
      type: "Variable",
      name: `  path ${part.start}`,
      start: part.start,
      end: part.end,
    };
    // The old functions test their path against the WHERE while they look; the keywords test it afterwards.
    const inside = isOld
      ? conditions.filter((condition) =>
          [...variableNames(condition)].some((name) => name === path.name || isInside(part, name)),
        )
      : [];
    const where = inside.reduce<MatchClause["where"]>(
      (all, next) =>
        all === null
          ? next
          : {
              type: "Binary",
              operator: "AND",
              left: all,
              right: next,
              at: next.start,
              start: all.start,
              end: next.end,
            },
      null,
    );
    const stage = selectOne({ ...part, path }, where, scope, input);
    scope = stage.scope;
    stages.push(stage);
    steps.push(stage);
  }
  const tests = conditions.map((condition) => execution.predicate(condition, scope));
  const [step] = steps.toReversed();
  return {
    scope,
    step: {
      operator: "ShortestPath",
      details: "",
      estimate: null,
      children: step === undefined ? [] : [step.step],
      rows: 0,
      steps: 0,
    },
    start: (sink) => {
      let next: Sink = { row: () => !tests.every((test) => test()) || sink.row(), end: () => sink.end() };
      for (const stage of stages.toReversed()) next = stage.start(next);
      return next;
    },
  };
}

function isInside(part: PatternPart, name: string): boolean {
  return part.elements.some((element) => element.type === "RelationshipPattern" && element.variable?.name === name);
}

/** The paths of one part, by their ends and then by their length, cut as the selector says. */
function selectOne(
  part: PatternPart & { readonly path: Variable },
  where: MatchClause["where"],
  scope: Scope,
  { execution, matchAll }: SelectorInput,
): Operator {
  const { frame } = execution;
  const isOld = part.selector?.kind === "shortestPath" || part.selector?.kind === "allShortestPaths";
  const all = matchAll({ patterns: [{ ...part, selector: null }], where }, scope, execution);
  const path = all.scope.find(part.path.name);
  const slots = [...all.scope.bindings].flatMap(([name, { slot }]) => (scope.find(name) === null ? [slot] : []));
  const visible = part.path.name.startsWith(" ") ? all.scope.without(part.path.name) : all.scope;
  return {
    scope: visible,
    step: all.step,
    start: (sink) => {
      const found = new Map<string, Found[]>();
      let held = 0;
      const collect = all.start({
        row: () => {
          const value = frame[path?.slot ?? 0] ?? null;
          if (!(value instanceof PathValue)) return true;
          const [first, last] = [value.nodes[0] ?? 0, value.nodes.at(-1) ?? 0];
          if (isOld && first === last && value.relationships.length > 0) throw sameEnds(part);
          const key = `${first}-${last}`;
          const weight = slots.length + value.nodes.length;
          held += weight;
          execution.budget.hold(weight);
          const group = found.get(key) ?? [];
          group.push({ values: slots.map((slot) => frame[slot] ?? null), length: value.relationships.length });
          found.set(key, group);
          return true;
        },
        end: () => undefined,
      });
      return {
        row: () => {
          found.clear();
          execution.budget.release(held);
          held = 0;
          collect.row();
          for (const group of found.values()) {
            for (const { values } of cut(group, part)) {
              slots.forEach((slot, index) => {
                frame[slot] = values[index] ?? null;
              });
              if (!sink.row()) return false;
            }
          }
          return true;
        },
        end: () => sink.end(),
      };
    },
  };
}

function cut(group: readonly Found[], { selector }: PatternPart): readonly Found[] {
  const sorted = group.toSorted((a, b) => a.length - b.length);
  const shortest = sorted[0]?.length ?? 0;
  switch (selector?.kind) {
    case "shortestPath":
      return sorted.slice(0, 1);
    case "allShortestPaths":
    case "allShortest":
      return sorted.filter(({ length }) => length === shortest);
    case "any":
    case "shortest":
      return sorted.slice(0, selector.count);
    case "shortestGroups": {
      const lengths = [...new Set(sorted.map(({ length }) => length))].slice(0, selector.count);
      return sorted.filter(({ length }) => lengths.includes(length));
    }
    default:
      return sorted;
  }
}

function sameEnds({ start, end }: PatternPart): CypherError {
  return new CypherError(
    "ArgumentError",
    "The shortest path algorithm does not work when the start and end nodes are the same",
    { detail: "SameStartAndEnd", start, end },
  );
}
