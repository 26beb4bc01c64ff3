import type { HopPlace, NodePlace, PathAutomaton, QuantifierIteration } from "../../plan/path-automaton.ts";
import type { Binding, Scope } from "../../plan/scope.ts";
import { isGenerated } from "../../syntax/generated-names.ts";
import type { Execution } from "../execution.ts";

/** A name whose value is a list outside of what is repeated. */
export interface QuantifierList {
  readonly place: NodePlace | HopPlace;
  readonly slot: number;
  /** A list of that name stood before: they must be equal. */
  readonly given: Binding | null;
}

/** A place whose name stands elsewhere too. */
export interface EqualityCheck {
  readonly place: NodePlace | HopPlace;
  readonly binding: Binding;
  /** null: the name stood before; else what brings it, the path itself or one that is repeated in it. */
  readonly broughtBy: "path" | QuantifierIteration | null;
}

interface Input {
  readonly automaton: PathAutomaton;
  /** With the ends that stand before the search. */
  readonly scope: Scope;
  /** The name of the path itself. */
  readonly path: string;
  readonly execution: Execution;
}

/**
 * Where each place of a path keeps its node or relationship. A name that stood before keeps its own slot: its place
 * has another, and the two are compared.
 */
export class PathSlots {
  /** With every name the path brings. */
  readonly scope: Scope;
  /** Inside what is repeated its names are single. */
  readonly insides: ReadonlyMap<QuantifierIteration, Scope>;
  readonly lists: readonly QuantifierList[];
  readonly pathSlot: number;
  readonly same: readonly EqualityCheck[];
  private readonly places = new Map<NodePlace | HopPlace, number>();

  constructor({ automaton, scope, path, execution }: Input) {
    const added = new Map<string, Binding>();
    const same: EqualityCheck[] = [];
    const lists: QuantifierList[] = [];
    const ends: unknown[] = [automaton.nodes[0], automaton.nodes.at(-1)];
    const give = (
      place: NodePlace | HopPlace,
      kind: Binding["kind"],
      names: Map<string, Binding>,
      from: "path" | QuantifierIteration,
    ) => {
      const slot = execution.newSlot();
      this.places.set(place, slot);
      const [own, before] = [names.get(place.name), from === "path" ? scope.find(place.name) : null];
      if (own === undefined && before === null) names.set(place.name, { slot, kind });
      else if (own !== undefined) same.push({ place, binding: own, broughtBy: from });
      // Where a path begins and ends the search itself sees to.
      else if (before !== null && !ends.includes(place)) same.push({ place, binding: before, broughtBy: null });
    };
    for (const place of automaton.nodes) give(place, "node", added, "path");
    for (const hop of automaton.hops) give(hop, "relationship", added, "path");
    const inner = automaton.rounds.map((round) => {
      const names = new Map<string, Binding>();
      for (const place of round.nodes) give(place, "node", names, round);
      for (const hop of round.hops) give(hop, "relationship", names, round);
      for (const place of [...round.nodes, ...round.hops]) {
        if (isGenerated(place.name) || names.get(place.name)?.slot !== this.places.get(place)) continue;
        const slot = execution.newSlot();
        const given = scope.find(place.name);
        lists.push({ place, slot, given });
        if (given === null) added.set(place.name, { slot, kind: "value" });
      }
      return { round, names };
    });
    this.pathSlot = execution.newSlot();
    added.set(path, { slot: this.pathSlot, kind: "value" });
    this.scope = scope.extend(added);
    this.insides = new Map(inner.map(({ round, names }) => [round, this.scope.extend(names)]));
    this.lists = lists;
    this.same = same;
  }

  node(place: NodePlace): number {
    return this.places.get(place) as number;
  }

  relationship(hop: HopPlace): number {
    return this.places.get(hop) as number;
  }
}
