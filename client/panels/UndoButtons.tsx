import type { ReactElement } from "react";

export interface UndoButtonsProps {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Does nothing when there is nothing to undo. */
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

/** A button without effect stays in place and keeps the focus. */
export function UndoButtons({ canUndo, canRedo, onUndo, onRedo }: UndoButtonsProps): ReactElement {
  return (
    <span className="tool-buttons" role="group" aria-label="Steps">
      <button type="button" aria-label="Undo" title="Undo (Ctrl+Z)" aria-disabled={!canUndo} onClick={onUndo}>
        ↶
      </button>
      <button type="button" aria-label="Redo" title="Redo (Ctrl+Shift+Z)" aria-disabled={!canRedo} onClick={onRedo}>
        ↷
      </button>
    </span>
  );
}
