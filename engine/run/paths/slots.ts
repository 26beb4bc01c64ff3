import type { HopPlace, NodePlace, PathAutomaton, QuantifierIteration } from "../../plan/path-automaton.ts";
import type { Binding, Scope } from "../../plan/scope.ts";
import { isGenerated } from "../../syntax/generated-names.ts";
import type { Execution } from "../execution.ts";

/** A variable that is a list outside of its repeated part. */
export interface QuantifierList {
  readonly place: NodePlace | HopPlace;
  readonly slot: number;
  /** A list variable of the same name that is bound earlier: the two lists must be equal. */
  readonly given: Binding | null;
}

/** A position whose variable also occurs elsewhere. */
export interface EqualityCheck {
  readonly place: NodePlace | HopPlace;
  readonly binding: Binding;
  /** null: the variable is bound earlier. Else what binds it: the path or one of its repeated parts. */
  readonly broughtBy: "path" | QuantifierIteration | null;
}

interface Input {
  readonly automaton: PathAutomaton;
  /** Includes the end nodes that are bound before the search. */
  readonly scope: Scope;
  /** The path variable. */
  readonly path: string;
  readonly execution: Execution;
}

/**
 * The slots of the nodes and relationships of a path. A variable that is bound earlier keeps its own slot; its position
 * gets another one, and the two are compared.
 */
export class PathSlots {
  /** Includes every variable of the path. */
  readonly scope: Scope;
  /** Inside a repeated part its variables are single elements. */
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
      // The search itself checks the first and the last node.
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
