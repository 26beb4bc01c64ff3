import type { ReactElement } from "react";

/** Shows that a filter is on, and a button to clear it. */
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
