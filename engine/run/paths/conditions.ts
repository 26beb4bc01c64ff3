import type { HopPlace, NodePlace, PathAutomaton, QuantifierIteration } from "../../plan/path-automaton.ts";
import type { EveryCondition, PathConditions } from "../../plan/path-conditions.ts";
import type { PatternFilter } from "../../plan/query-graph.ts";
import type { Binding, Scope } from "../../plan/scope.ts";
import type { Expression } from "../../syntax/ast.ts";
import { NodeValue, RelationshipValue } from "../../values/value.ts";
import type { Execution } from "../execution.ts";
import { compileFilter } from "../match/filter.ts";
import { typesOf } from "../relationship-pattern.ts";
import type { PathSlots } from "./slots.ts";

type Test = () => boolean;

interface Input {
  readonly automaton: PathAutomaton;
  readonly conditions: PathConditions;
  readonly slots: PathSlots;
  /** Predicates on the end node that the search finds, tested when it is reached. */
  readonly openEnd: { readonly place: NodePlace; readonly filters: readonly PatternFilter[] } | null;
  readonly execution: Execution;
}

/**
 * The compiled predicates of a path, grouped by where the search tests them. All read the slots of the path's
 * positions.
 */
export class CompiledPathConditions {
  /** By state number. */
  readonly ofState: readonly { readonly slot: number; readonly tests: readonly Test[] }[];
  readonly ofHop: ReadonlyMap<HopPlace, readonly Test[]>;
  /** Tested when an iteration is complete. */
  readonly ofRound = new Map<QuantifierIteration, Test[]>();
  /** Tested on each iteration when the path is complete. */
  readonly ofLateRound = new Map<QuantifierIteration, Test[]>();
  /** Tested when the path is complete and its variables are bound. */
  readonly whole: Test[] = [];

  private readonly input: Input;

  constructor(input: Input) {
    this.input = input;
    const { automaton, conditions, slots, openEnd } = input;
    const rounds = new Map(
      automaton.rounds.flatMap((round) => [...round.nodes, ...round.hops].map((place) => [place, round])),
    );
    const scopeOf = (place: NodePlace | HopPlace): Scope => {
      const round = rounds.get(place);
      return (round === undefined ? null : slots.insides.get(round)) ?? slots.scope;
    };
    const ofPlace = new Map<NodePlace, Test[]>();
    for (const place of new Set([...automaton.nodes, ...automaton.rounds.flatMap(({ nodes }) => nodes)])) {
      const filters = conditions.nodes.get(place) ?? [];
      const own = openEnd?.place === place ? [...filters, ...openEnd.filters] : filters;
      ofPlace.set(place, [
        ...own.map((filter) => this.compile(filter, scopeOf(place))),
        ...conditions.every.flatMap((every) =>
          every.of === "nodes" ? [this.compileEvery(every, { slot: slots.node(place), kind: "node" })] : [],
        ),
      ]);
    }
    const ofHop = new Map<HopPlace, Test[]>();
    for (const hop of [...automaton.hops, ...automaton.rounds.flatMap(({ hops }) => hops)])
      ofHop.set(hop, this.hopTests(hop, scopeOf(hop)));
    for (const [filtersOf, testsOf] of [
      [conditions.rounds, this.ofRound],
      [conditions.lateRounds, this.ofLateRound],
    ] as const)
      for (const [round, filters] of filtersOf)
        testsOf.set(
          round,
          filters.map((filter) => this.compile(filter, slots.insides.get(round) ?? slots.scope)),
        );
    for (const filter of conditions.whole) this.whole.push(this.compile(filter, slots.scope));
    this.addSame(ofPlace, ofHop);
    this.ofState = automaton.states.map(({ place }) => ({ slot: slots.node(place), tests: ofPlace.get(place) ?? [] }));
    this.ofHop = ofHop;
  }

  private compile({ condition }: PatternFilter, scope: Scope): Test {
    return compileFilter(condition, {
      scope,
      execution: this.input.execution,
      binding: (name) => scope.find(name) as Binding,
    });
  }

  private hopTests(hop: HopPlace, scope: Scope): Test[] {
    const { conditions, slots, execution } = this.input;
    const binding: Binding = { slot: slots.relationship(hop), kind: "relationship" };
    const { types } = hop.shape;
    const isPlain = types === null || typesOf(hop.shape, execution).plain;
    return [
      ...(isPlain ? [] : [execution.labelTest(types, binding, scope)]),
      ...(conditions.hops.get(hop) ?? []).map((filter) => this.compile(filter, scope)),
      ...conditions.every.flatMap((every) =>
        every.of === "relationships" || every.of === hop ? [this.compileEvery(every, binding)] : [],
      ),
    ];
  }

  private compileEvery({ variable, condition, isNone }: EveryCondition, binding: Binding): Test {
    const { slots, execution } = this.input;
    const { start, end } = condition;
    const expression: Expression = isNone
      ? { type: "Unary", operator: "NOT", operand: condition, start, end }
      : condition;
    return execution.predicate(expression, slots.scope.extend([[variable.name, binding]]));
  }

  /** Adds equality tests: a variable at two positions is one node or one relationship. */
  private addSame(ofPlace: Map<NodePlace, Test[]>, ofHop: Map<HopPlace, Test[]>): void {
    const { slots, execution } = this.input;
    for (const { place, binding, broughtBy } of slots.same) {
      const slot = "shape" in place ? slots.relationship(place) : slots.node(place);
      const test = () => execution.frame[slot] === idOf(binding, execution);
      if (broughtBy === "path") this.whole.push(test);
      else if (broughtBy !== null) {
        const [only, more] = broughtBy.hops;
        if (only !== undefined && more === undefined) ofHop.get(only)?.push(test);
        else this.ofRound.set(broughtBy, [...(this.ofRound.get(broughtBy) ?? []), test]);
      } else if ("shape" in place) ofHop.get(place)?.push(test);
      else ofPlace.get(place)?.push(test);
    }
  }
}

function idOf({ slot, kind }: Binding, { frame }: Execution): number | null {
  const value = frame[slot] ?? null;
  if (kind !== "value") return value as number | null;
  return value instanceof NodeValue || value instanceof RelationshipValue ? value.id : null;
}
