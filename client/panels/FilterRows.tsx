import type { ReactElement } from "react";
import type { Certainty } from "../../model/certainty.ts";
import { dashOf } from "../../picture/lines.ts";
import type { Facet } from "../state/workspace.ts";

export interface FilterRowsProps {
  readonly facet: Facet;
  /** The name of the list of values. */
  readonly label: string;
  readonly values: readonly string[];
  readonly off: ReadonlySet<string>;
  readonly counts: ReadonlyMap<string, number>;
  readonly wordsOf: (value: string) => string;
  readonly onToggle: (value: string) => void;
}

/**
 * The values of a facet, each with the number that would remain; a click removes a value from the picture or restores
 * it.
 */
export function FilterRows(props: FilterRowsProps): ReactElement {
  const { facet, label, values, off, counts, wordsOf, onToggle } = props;
  return (
    <ul className="plain-list" aria-label={label}>
      {values.map((value) => (
        <li key={value}>
          <button type="button" className="filter-row" aria-pressed={!off.has(value)} onClick={() => onToggle(value)}>
            {facet === "certainties" && <LineSign dash={dashOf(value as Certainty)} />}
            {facet === "polarities" && <CrossSign />}
            <bdi>{wordsOf(value)}</bdi>
            <span className="count">
              {off.has(value) ? `${counts.get(value) ?? 0} hidden` : (counts.get(value) ?? 0)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function LineSign({ dash }: { readonly dash: ReturnType<typeof dashOf> }): ReactElement {
  return (
    <svg width="32" height="8" aria-hidden="true">
      <line x1="1" y1="4" x2="31" y2="4" stroke="currentColor" strokeWidth="2" strokeDasharray={dash?.join(" ")} />
    </svg>
  );
}

function CrossSign(): ReactElement {
  return (
    <svg width="32" height="10" aria-hidden="true">
      <path d="M1 5H31M12 1l8 8M20 1l-8 8" stroke="currentColor" strokeWidth="2" fill="none" />
    </svg>
  );
}
