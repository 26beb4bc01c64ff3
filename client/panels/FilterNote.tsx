import type { ReactElement } from "react";

/** Says that a filter is on, and clears it. */
export function FilterNote({ size, onClear }: { readonly size: number; readonly onClear: () => void }): ReactElement {
  return (
    <span className="filter-note" role="status">
      {size > 0 && (
        <>
          {size} switched off{" "}
          <button type="button" className="as-link" aria-label="Clear the filter" onClick={onClear}>
            clear
          </button>
        </>
      )}
    </span>
  );
}
