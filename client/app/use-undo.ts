import { useEffect, useMemo, type Dispatch } from "react";
import { isTyping } from "../panels/typing.ts";
import type { UndoButtonsProps } from "../panels/UndoButtons.tsx";
import type { Action, PageState } from "../state/page-state.ts";

/** Keyboard shortcuts for undo and redo, and the properties of their buttons. */
export function useUndo({ session, history }: PageState, dispatch: Dispatch<Action>): UndoButtonsProps {
  const isStory = session.section !== "stories" && session.section !== "who";
  const canUndo = isStory && history.past.length > 0;
  const canRedo = isStory && history.future.length > 0;
  const undoing = useMemo(() => {
    const onUndo = () => canUndo && dispatch({ type: "undo" });
    const onRedo = () => canRedo && dispatch({ type: "redo" });
    return { canUndo, canRedo, onUndo, onRedo };
  }, [canUndo, canRedo, dispatch]);
  useUndoKeys(undoing.onUndo, undoing.onRedo);
  return undoing;
}

/** Ctrl or Cmd with Z undoes; with Shift too, or Ctrl with Y, it redoes. In a field the keys belong to the field. */
function useUndoKeys(onUndo: () => void, onRedo: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const { ctrlKey, metaKey, altKey, shiftKey, target } = event;
      if (ctrlKey === metaKey || altKey || event.defaultPrevented || isTyping(target)) return;
      const letter = letterOf(event);
      if (letter !== "z" && !(letter === "y" && ctrlKey && !shiftKey)) return;
      event.preventDefault();
      if (letter === "y" || shiftKey) onRedo();
      else onUndo();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [onUndo, onRedo]);
}

/** The Latin letter of a key, by its position where the keyboard has another script. */
function letterOf({ key, code }: KeyboardEvent): string {
  return /^[a-z]$/iu.test(key) ? key.toLowerCase() : code.replace(/^Key/u, "").toLowerCase();
}
