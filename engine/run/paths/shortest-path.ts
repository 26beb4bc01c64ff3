import { CypherError } from "../../errors.ts";
import { pathAutomaton } from "../../plan/path-automaton.ts";
import { pathConditions } from "../../plan/path-conditions.ts";
import { openEnd } from "../../plan/path-ends.ts";
import { pathQuota, type SelectivePart } from "../../plan/path-quota.ts";
import { planStep, sourceText } from "../../plan/plan-step.ts";
import { queryGraph, type QueryGraph } from "../../plan/query-graph.ts";
import type { Binding, Scope } from "../../plan/scope.ts";
import type { Expression, NodePattern, PatternElement, PatternPart } from "../../syntax/ast.ts";
import { isGenerated } from "../../syntax/generated-names.ts";
import { isPathFunction } from "../../syntax/path-selector.ts";
import { variableNames } from "../../syntax/walk.ts";
import { NodeValue } from "../../values/value.ts";
import type { Execution, Operator, Sink } from "../execution.ts";
import { countRows, attributeSteps } from "../profile.ts";
import { BfsFrontier } from "./bfs-frontier.ts";
import { CompiledPathConditions } from "./conditions.ts";
import { PairwiseSearch, searchDirectionOf } from "./pairwise-search.ts";
import { PathSearch } from "./path-search.ts";
import { ANY } from "./product-automaton.ts";
import { PathSlots } from "./slots.ts";

interface Input {
  readonly part: SelectivePart;
  /** Predicates on the end nodes, from outside of the part. */
  readonly ends: readonly Expression[];
  /** Predicates from outside that a path must pass to be found at all. */
  readonly inside: readonly Expression[];
  readonly scope: Scope;
  readonly execution: Execution;
  matchPattern(pattern: QueryGraph, scope: Scope, execution: Execution): Operator;
}

/** One part with a path selector: binds its end nodes first, then searches the selected paths for each pair. */
export function compileShortestPath({ part, ends, inside, scope, execution, matchPattern }: Input): Operator {
  const pattern = queryGraph([withNames(part)], null);
  const [path] = pattern.paths as [QueryGraph["paths"][number]];
  const names = [path.nodes[0] ?? "", path.nodes.at(-1) ?? ""] as const;
  const [first, last] = names;
  const automaton = pathAutomaton(pattern);
  const own = ownNames(pattern);
  const conditions = pathConditions({ pattern, automaton, inside, own, ends: names });
  const filters = conditions.ends.concat(
    ends.map((expression) => ({ needs: variableNames(expression), condition: { kind: "expression", expression } })),
  );
  const bound = new Set(scope.bindings.keys());
  const nodes = [...pattern.nodes].filter(([name]) => names.includes(name));
  const endsPattern = { nodes: new Map(nodes), edges: [], filters, paths: [] };
  const repeatsEnd = path.nodes.slice(1, -1).some((name) => names.includes(name));
  const open = repeatsEnd
    ? null
    : openEnd({ ends: names, pattern: endsPattern, conditions, bound, context: execution });
  const openName = open === null ? null : open === "end" ? last : first;
  const ofOpen = openName === null ? [] : filters.filter(({ needs }) => needs.has(openName));
  const stands = matchPattern(
    {
      ...endsPattern,
      nodes: new Map(nodes.filter(([name]) => name !== openName)),
      filters: filters.filter((filter) => !ofOpen.includes(filter)),
    },
    scope,
    execution,
  );
  const pathName = path.variable?.name ?? "";
  const slots = new PathSlots({ automaton, scope: stands.scope, path: pathName, execution });
  const place = open === "end" ? automaton.nodes.at(-1) : automaton.nodes[0];
  const tests = new CompiledPathConditions({
    automaton,
    conditions,
    slots,
    openEnd: open === null || place === undefined ? null : { place, filters: ofOpen },
    execution,
  });
  const search = new PathSearch({ automaton, quota: pathQuota(part.selector), slots, tests, execution });
  const isFunction = isPathFunction(part.selector);
  // Only a path without relationships connects a node to itself.
  const endsDiffer = isFunction && (first === last || !mayBeEmpty(part));
  const operator = isFunction ? "ShortestPath" : `StatefulShortestPath(${open === null ? "Into" : "All"})`;
  const step = planStep(operator, sourceText(part, execution), null);
  step.children.push(stands.step);
  const nodeOf = (name: string) => reader(slots.scope.find(name), execution);
  const [source, target] = [nodeOf(first), nodeOf(last)];
  // A kept frontier must depend neither on the other end nor on the row.
  const readsRow = [...conditions.read, ...path.nodes.slice(1, -1), ...own].some(
    (name) => bound.has(name) && !names.includes(name),
  );
  const mayKeep = (other: string) => !readsRow && !repeatsEnd && !conditions.read.has(other);
  return {
    scope: visible(slots.scope, scope, new Set([...hiddenNames(pattern), ...(part.path === null ? [pathName] : [])])),
    step,
    start: (sink) => {
      const { row: next } = countRows(sink, step, execution);
      const between = new PairwiseSearch(search, { source: mayKeep(last), target: mayKeep(first) }, execution);
      const row =
        open === null
          ? () => {
              const [from, to] = [source(), target()];
              if (endsDiffer && from === to) throw sameEnds(part);
              return between.paths(from, to, next);
            }
          : fromOneEnd({ search, root: open === "end" ? source : target, open, part, endsDiffer, execution, next });
      const run: Sink = stands.start(attributeSteps({ row, end: () => between.forget() }, step, execution));
      return {
        row: () => run.row(),
        end: () => {
          run.end();
          sink.end();
        },
      };
    },
  };
}

/** Searches from one bound end and finds all nodes that can be the other end. */
function fromOneEnd({
  search,
  root,
  open,
  part,
  endsDiffer,
  execution,
  next,
}: {
  readonly search: PathSearch;
  root(): number;
  readonly open: "start" | "end";
  readonly part: SelectivePart;
  readonly endsDiffer: boolean;
  readonly execution: Execution;
  next(): boolean;
}): () => boolean {
  const { product: automaton, longest } = search;
  const end = open === "end" ? "source" : "target";
  const view = open === "end" ? automaton.forward : automaton.backward;
  return () => {
    const node = root();
    Object.assign(automaton, { source: ANY, target: ANY, [end]: node });
    automaton.refreshTypes();
    if (endsDiffer && automaton.accepts(node, view.last)) throw sameEnds(part);
    const frontier = new BfsFrontier(node, view, automaton, execution);
    let goesOn = true;
    for (let seen = 0; goesOn; frontier.grow()) {
      // A search for longer paths also grows the frontier.
      for (; goesOn && seen < frontier.arrivals.length; seen += 1)
        goesOn = search.paths(
          searchDirectionOf({ end, node, frontier }, frontier.arrivals[seen] as number, search),
          next,
        );
      if (frontier.isWhole || frontier.depth >= longest) break;
    }
    frontier.forget();
    return goesOn;
  };
}

/** Names the ends and the path, so that they can be looked up. The added names are removed from the result. */
function withNames(part: PatternPart): PatternPart {
  const { start, end } = part;
  const named = (name: string, at: number): NodePattern["variable"] => ({ type: "Variable", name, start: at, end: at });
  const bare = (name: string, at: number): NodePattern => ({
    type: "NodePattern",
    variable: named(name, at),
    labels: null,
    properties: null,
    where: null,
    start: at,
    end: at,
  });
  const elements: PatternElement[] = [...part.elements];
  if (elements[0]?.type !== "NodePattern") elements.unshift(bare(OWN.start, start));
  if (elements.at(-1)?.type !== "NodePattern") elements.push(bare(OWN.end, end));
  const give = (index: number, name: string) => {
    const element = elements[index];
    if (element?.type === "NodePattern" && element.variable === null)
      elements[index] = { ...element, variable: named(name, element.start) };
  };
  give(0, OWN.start);
  give(elements.length - 1, OWN.end);
  return { ...part, elements, path: part.path ?? named(OWN.path, start), selector: null };
}

/** These names start with \0, so that they differ from query variables and from generated names. */
const OWN = { start: "\0start", end: "\0end", path: "\0path" };

function hiddenNames(pattern: QueryGraph): string[] {
  return [OWN.start, OWN.end].filter((name) => pattern.nodes.has(name));
}

function visible(all: Scope, before: Scope, hidden: ReadonlySet<string>): Scope {
  return before.extend(
    [...all.bindings].filter(([name]) => before.find(name) === null && !isGenerated(name) && !hidden.has(name)),
  );
}

function ownNames(pattern: QueryGraph): Set<string> {
  const inside = pattern.edges.flatMap(({ name, shape }) =>
    shape.type === "QuantifiedPath" ? [...variableNames(shape.pattern.elements)] : [name],
  );
  return new Set([...pattern.nodes.keys(), ...inside, pattern.paths[0]?.variable?.name ?? ""]);
}

/** Whether the pattern is `[*0..]`. */
function mayBeEmpty({ elements: [, relationship] }: PatternPart): boolean {
  return relationship?.type === "RelationshipPattern" && relationship.range?.min === 0;
}

function reader(binding: Binding | null, { frame }: Execution): () => number {
  const slot = binding?.slot ?? 0;
  if (binding?.kind !== "value") return () => frame[slot] as number;
  return () => (frame[slot] as NodeValue).id;
}

function sameEnds({ start, end }: PatternPart): CypherError {
  return new CypherError(
    "ArgumentError",
    "The shortest path algorithm does not work when the start and end nodes are the same",
    { detail: "SameStartAndEnd", start, end },
  );
}
