import type { ReactElement } from "react";
import { CERTAINTY_WORDS, type Certainty } from "../../model/certainty.ts";
import { KINDS, KIND_WORDS, type Kind } from "../../model/kinds.ts";
import { dashOf } from "../../picture/lines.ts";
import type { Theme } from "../../picture/palette.ts";
import { Glyph } from "./Glyph.tsx";

export interface LegendPanelProps {
  /** Marks of each kind that are seen; of a hidden kind, those that would be. */
  readonly counts: ReadonlyMap<Kind, number>;
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (kind: Kind) => void;
  readonly theme: Theme;
}

const SURENESS: readonly Certainty[] = ["fact", "claimed", "inferred", "ambiguous", "planned", "hypothetical"];

/** The legend is the filter: a kind that is pressed leaves the picture, and comes back. */
export function LegendPanel({ counts, hidden, onToggle, theme }: LegendPanelProps): ReactElement {
  return (
    <section className="panel" aria-labelledby="legend-title">
      <h2 id="legend-title">What is shown</h2>
      <ul className="plain-list">
        {KINDS.filter((kind) => (counts.get(kind) ?? 0) > 0).map((kind) => (
          <li key={kind}>
            <button
              type="button"
              className="legend-row"
              aria-pressed={!hidden.has(kind)}
              onClick={() => onToggle(kind)}
            >
              <Glyph kind={kind} theme={theme} />
              <span>{counts.get(kind) === 1 ? KIND_WORDS[kind].one : KIND_WORDS[kind].many}</span>
              <span className="count">{hidden.has(kind) ? `${counts.get(kind)} hidden` : counts.get(kind)}</span>
            </button>
          </li>
        ))}
      </ul>
      <h3>How sure</h3>
      <ul className="plain-list sureness">
        {SURENESS.map((certainty) => (
          <li key={certainty}>
            <svg width="32" height="8" aria-hidden="true">
              <line
                x1="1"
                y1="4"
                x2="31"
                y2="4"
                stroke="currentColor"
                strokeWidth="2"
                strokeDasharray={dashOf(certainty)?.join(" ")}
              />
            </svg>
            {CERTAINTY_WORDS[certainty].word}
          </li>
        ))}
        <li>
          <svg width="32" height="10" aria-hidden="true">
            <path d="M1 5H31M12 1l8 8M20 1l-8 8" stroke="currentColor" strokeWidth="2" fill="none" />
          </svg>
          says not
        </li>
      </ul>
    </section>
  );
}
