import { NOTHING, selectMark, selectMarks, type Selection } from "../graph/selection.ts";
import { NO_FILTER, type Facet, type Workspace } from "./workspace.ts";

/** Everything that changes a workspace. */
export type Command =
  | { readonly type: "set-mode"; readonly mode: Workspace["mode"] }
  | { readonly type: "set-base"; readonly base: Workspace["base"] }
  | { readonly type: "select"; readonly selection: Selection }
  /** Looks at one voice, or compares two; none: back to the picture. */
  | { readonly type: "select-voices"; readonly ids: readonly string[] }
  /** Adds a mark and selects it. */
  | { readonly type: "find"; readonly id: string }
  | { readonly type: "add"; readonly ids: readonly string[] }
  /** Takes marks away. */
  | { readonly type: "exclude"; readonly ids: readonly string[] }
  /** Starts a picture of the reader's own with these marks, which may be none. */
  | { readonly type: "keep-only"; readonly ids: readonly string[] }
  /** Switches one value off, or on again. */
  | { readonly type: "toggle-filter"; readonly facet: Facet; readonly value: string }
  /** Switches exactly these values of a facet off. */
  | { readonly type: "set-filter"; readonly facet: Facet; readonly off: readonly string[] }
  | { readonly type: "clear-filter" }
  /** Shows what a saved view kept, in place of all that is seen. */
  | { readonly type: "open-view"; readonly workspace: Workspace }
  /** Puts a mark somewhere, in shares of the canvas. */
  | { readonly type: "pin"; readonly id: string; readonly x: number; readonly y: number };

/** Two can be read beside one another. */
const MAX_VOICES = 2;

/** The workspace after a command. */
export function apply(workspace: Workspace, command: Command): Workspace {
  switch (command.type) {
    case "set-mode":
      return { ...workspace, mode: command.mode };
    case "set-base":
      return {
        ...workspace,
        base: command.base,
        added: command.base === "whole" ? workspace.added : [],
        excluded: [],
      };
    case "select":
      return { ...workspace, selection: command.selection, voices: [] };
    case "select-voices":
      return { ...workspace, selection: NOTHING, voices: [...new Set(command.ids)].slice(0, MAX_VOICES) };
    case "find":
      return { ...withMarks(workspace, [command.id]), selection: selectMark(command.id), voices: [] };
    case "add":
      return withMarks(workspace, command.ids);
    case "exclude":
      return {
        ...workspace,
        added: withoutIds(workspace.added, command.ids),
        excluded: withIds(workspace.excluded, command.ids),
        selection: selectionWithout(workspace.selection, command.ids),
      };
    case "keep-only":
      return {
        ...workspace,
        base: "own",
        added: withIds([], command.ids),
        excluded: [],
        selection: keepSelected(workspace.selection, command.ids),
      };
    case "toggle-filter":
      return withFilter(workspace, command.facet, toggled(workspace.filter[command.facet], command.value));
    case "set-filter":
      return withFilter(workspace, command.facet, new Set(command.off));
    case "clear-filter":
      return { ...workspace, filter: NO_FILTER };
    case "open-view":
      return command.workspace;
    case "pin": {
      const { id, x, y } = command;
      return {
        ...workspace,
        pinned: new Map([...workspace.pinned, [id, { x: inThousandths(x), y: inThousandths(y) }]]),
      };
    }
  }
}

function withMarks(workspace: Workspace, ids: readonly string[]): Workspace {
  return {
    ...workspace,
    added: withIds(workspace.added, ids),
    excluded: withoutIds(workspace.excluded, ids),
  };
}

/** A line goes with one of its ends: what is left of the selection are marks. */
function selectionWithout(selection: Selection, ids: readonly string[]): Selection {
  return selection.kind === "marks" ? selectMarks(withoutIds(selection.ids, ids)) : NOTHING;
}

function keepSelected(selection: Selection, ids: readonly string[]): Selection {
  return selection.kind === "marks" ? selectMarks(selection.ids.filter((id) => ids.includes(id))) : NOTHING;
}

function withFilter(workspace: Workspace, facet: Facet, off: ReadonlySet<string>): Workspace {
  return { ...workspace, filter: { ...workspace.filter, [facet]: off } };
}

/** No coarser than a pixel, and as short as an address wants it. */
function inThousandths(share: number): number {
  return Math.round(share * 1000) / 1000;
}

function toggled(set: ReadonlySet<string>, item: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}

function withoutIds(list: readonly string[], ids: readonly string[]): readonly string[] {
  const gone = new Set(ids);
  return list.filter((id) => !gone.has(id));
}

function withIds(list: readonly string[], ids: readonly string[]): readonly string[] {
  return [...new Set([...list, ...ids])];
}
