import type { ReactElement } from "react";
import { CERTAINTY_WORDS, type Certainty } from "../../model/certainty.ts";
import { KINDS, KIND_WORDS } from "../../model/kinds.ts";
import { typeWords } from "../../model/ontology.ts";
import type { Theme } from "../../picture/palette.ts";
import { facetRows, type FacetCounts } from "../derive/filter.ts";
import type { Facet, Filter } from "../state/workspace.ts";
import { FilterRows } from "./FilterRows.tsx";
import { Glyph } from "./Glyph.tsx";

export interface LegendPanelProps {
  readonly counts: FacetCounts;
  readonly filter: Filter;
  readonly onToggle: (facet: Facet, value: string) => void;
  /** The readers' names of the articles, by id. */
  readonly articleNames: ReadonlyMap<string, string>;
  readonly theme: Theme;
}

const SURENESS: readonly Certainty[] = ["fact", "claimed", "inferred", "ambiguous", "planned", "hypothetical"];

/** The legend is also the filter: a click removes an entry from the picture or restores it. */
export function LegendPanel({ counts, filter, onToggle, articleNames, theme }: LegendPanelProps): ReactElement {
  const rowsOf = (facet: Exclude<Facet, "kinds">, label: string) => ({
    facet,
    label,
    values: facetRows(counts, filter, facet),
    off: filter[facet],
    counts: counts[facet],
    onToggle: (value: string) => onToggle(facet, value),
  });
  const types = rowsOf("types", "What joins them");
  const certainties = rowsOf("certainties", "How sure");
  return (
    <section className="panel" aria-labelledby="legend-title">
      <h2 id="legend-title">What is shown</h2>
      <ul className="plain-list">
        {KINDS.filter((kind) => (counts.kinds.get(kind) ?? 0) > 0 || filter.kinds.has(kind)).map((kind) => {
          const count = counts.kinds.get(kind) ?? 0;
          const isHidden = filter.kinds.has(kind);
          return (
            <li key={kind}>
              <button
                type="button"
                className="legend-row"
                aria-pressed={!isHidden}
                onClick={() => onToggle("kinds", kind)}
              >
                <Glyph kind={kind} theme={theme} />
                <span>{count === 1 ? KIND_WORDS[kind].one : KIND_WORDS[kind].many}</span>
                <span className="count">{isHidden ? `${count} hidden` : count}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <h3>How sure</h3>
      <FilterRows
        {...certainties}
        // All certainties in their order, because this is also the legend of the lines.
        values={SURENESS}
        wordsOf={(value) => CERTAINTY_WORDS[value as Certainty].word}
      />
      <FilterRows {...rowsOf("polarities", "Says not")} values={["negative"]} wordsOf={() => "says not"} />
      <details className="facet">
        <summary>What joins them ({types.values.length})</summary>
        <FilterRows {...types} wordsOf={typeWords} />
      </details>
      {articleNames.size > 1 && (
        <details className="facet">
          <summary>In which article ({articleNames.size})</summary>
          <FilterRows
            {...rowsOf("documents", "In which article")}
            wordsOf={(value) => articleNames.get(value) ?? value}
          />
        </details>
      )}
    </section>
  );
}
