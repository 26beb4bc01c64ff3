import type { HopPlace, NodePlace } from "../../plan/path-automaton.ts";
import { isList } from "../../values/kind.ts";
import { NodeValue, PathValue, RelationshipValue, type Value } from "../../values/value.ts";
import type { Execution } from "../execution.ts";
import type { PathSlots } from "./slots.ts";
import type { Transition } from "./transitions.ts";

/** Binds the variables of a path that was found; false when a list that was bound earlier differs. */
export function bindPath(
  moves: readonly Transition[],
  { reversed, placeOf }: { readonly reversed: boolean; placeOf(state: number): NodePlace },
  slots: PathSlots,
  { frame }: Execution,
): boolean {
  const inOrder = reversed ? moves.toReversed() : moves;
  const nodes = [inOrder[0]?.node ?? 0];
  const relationships: number[] = [];
  const lists = new Map<NodePlace | HopPlace, Value[]>(slots.lists.map(({ place }) => [place, []]));
  inOrder.forEach((move, index) => {
    const place = placeOf(move.state);
    if (place.repeats === null) frame[slots.node(place)] = move.node;
    else lists.get(place)?.push(new NodeValue(move.node));
    // In a search from the end, the relationship of a move starts at its node instead of ending there.
    const next = reversed ? move : inOrder[index + 1];
    if (next === undefined || next.step === null) return;
    const { hop } = next.step;
    const other = inOrder[index + 1]?.node ?? move.node;
    if (hop.repeats === null) frame[slots.relationship(hop)] = next.relationship;
    else lists.get(hop)?.push(new RelationshipValue(next.relationship));
    if (hop.opens) lists.get(hop.from)?.push(new NodeValue(move.node));
    relationships.push(next.relationship);
    nodes.push(other);
  });
  frame[slots.pathSlot] = new PathValue(nodes, relationships);
  for (const { place, slot, given } of slots.lists) {
    const items = lists.get(place) ?? [];
    frame[slot] = items;
    if (given !== null && !isSameList(frame[given.slot] ?? null, items)) return false;
  }
  return true;
}

function isSameList(given: Value, walked: readonly Value[]): boolean {
  return (
    isList(given) &&
    given.length === walked.length &&
    given.every((item, index) => idOf(item) !== null && idOf(item) === idOf(walked[index] ?? null))
  );
}

function idOf(value: Value): number | null {
  return value instanceof RelationshipValue ? value.id : null;
}
