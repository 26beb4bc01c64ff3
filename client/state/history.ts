import { NOTHING } from "../graph/selection.ts";
import { addressOf } from "./address.ts";
import { apply, type Command } from "./commands.ts";
import { NEW_SESSION } from "./session.ts";
import type { Workspace } from "./workspace.ts";

const MOST_STEPS = 200;

/** The workspaces of a story's page, in the order in which commands created them. */
export interface History {
  readonly past: readonly Workspace[];
  readonly present: Workspace;
  /** Undone workspaces, the next one first. */
  readonly future: readonly Workspace[];
  /** The gesture that created the present workspace: its next command belongs to the same step. */
  readonly gesture: string | null;
}

export function startHistory(present: Workspace): History {
  return { past: [], present, future: [], gesture: null };
}

/**
 * Applies a command. Commands of one gesture, such as a drag or typing into one field, are one step. A selection is no
 * step, and undone workspaces can still be redone after it.
 */
export function record(history: History, command: Command, gesture: string | null = null): History {
  const { past, present } = history;
  const next = apply(present, command);
  if (isSame(next, present)) return { ...history, present: next };
  const isContinued = gesture !== null && gesture === history.gesture;
  return {
    past: isContinued ? past : [...past, present].slice(-MOST_STEPS),
    present: next,
    future: [],
    gesture,
  };
}

export function undo({ past, present, future }: History): History {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future, gesture: null };
  return { past: past.slice(0, -1), present: before, future: [present, ...future], gesture: null };
}

export function redo({ past, present, future }: History): History {
  const [next, ...rest] = future;
  if (next === undefined) return { past, present, future, gesture: null };
  return { past: [...past, present], present: next, future: rest, gesture: null };
}

/**
 * Shows the workspace of an address, so that the browser's back and forward buttons undo and redo. Any other address is
 * a new step.
 */
export function visit(history: History, workspace: Workspace): History {
  const shown = (found: History): History => ({ ...found, present: workspace });
  if (isSame(history.present, workspace)) return shown({ ...history, gesture: null });
  const back = history.past.findLastIndex((one) => isSame(one, workspace));
  const ahead = history.future.findIndex((one) => isSame(one, workspace));
  if (back !== -1 && (ahead === -1 || history.past.length - back <= ahead + 1))
    return shown(repeat(undo, history.past.length - back, history));
  if (ahead !== -1) return shown(repeat(redo, ahead + 1, history));
  const { past, present } = history;
  return { past: [...past, present].slice(-MOST_STEPS), present: workspace, future: [], gesture: null };
}

function repeat(move: (history: History) => History, times: number, history: History): History {
  let moved = history;
  for (let count = 0; count < times; count++) moved = move(moved);
  return moved;
}

/**
 * Whether two workspaces differ only in what is selected. Compares addresses, which contain everything else of a
 * workspace.
 */
function isSame(one: Workspace, other: Workspace): boolean {
  const text = (workspace: Workspace) =>
    addressOf({ session: NEW_SESSION, workspace: { ...workspace, selection: NOTHING, voices: [] } });
  return text(one) === text(other);
}
