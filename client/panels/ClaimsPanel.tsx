import { useEffect, useMemo, useState, type ReactElement } from "react";
import { claimsMarkdown } from "../../model/citation.ts";
import { claimDays } from "../../model/claim-days.ts";
import {
  CLAIM_COLUMNS,
  claimRows,
  dayOf,
  findRows,
  rowsAsTsv,
  sortRows,
  type ClaimOrder,
  type ClaimRow,
} from "../../model/claim-table.ts";
import type { ReadingView } from "../../model/reading.ts";
import { dayKey, removalBy } from "../../model/sentence-filter.ts";
import type { StoryGraph } from "../../model/story.ts";
import type { StoryTexts } from "../api/story-texts.ts";
import type { Selection } from "../graph/selection.ts";
import { NO_FILTER, type Filter } from "../state/workspace.ts";
import { citedClaim } from "./citations.ts";
import { useClaimLink } from "./claim-link.tsx";
import { ClaimsTable } from "./ClaimsTable.tsx";
import { CopyText } from "./CopyText.tsx";
import { count } from "./count.ts";
import { DayStrip } from "./DayStrip.tsx";
import { SourceSheet } from "./SourceSheet.tsx";
import { useReceiptLookup } from "./receipt-lookup.ts";
import { usePrinting } from "./use-printing.ts";

export interface ClaimsPanelProps {
  readonly graph: StoryGraph;
  readonly texts: StoryTexts;
  readonly view: ReadingView;
  readonly selection: Selection;
  /** What is switched off in the legend is left out here, too. */
  readonly filter: Filter;
  /** The address of a claim, absolute. */
  readonly linkOf: (row: ClaimRow) => string;
  readonly onSelect: (row: ClaimRow) => void;
  /** Switches exactly these days off. */
  readonly onDays: (off: readonly string[]) => void;
}

/** Every claim of the story as a table, and the days they are about. It follows the picture, and the picture follows it. */
export function ClaimsPanel(props: ClaimsPanelProps): ReactElement {
  const { graph, texts, view, selection, filter, linkOf, onSelect, onDays } = props;
  const printing = usePrinting();
  const lookup = useReceiptLookup(graph, texts);
  const claimLink = useClaimLink();
  const cited = (row: ClaimRow) => citedClaim(row, lookup, claimLink);
  // Whoever copies or prints all claims needs the sentences of all articles.
  const hasTexts = texts.hasAll();
  const [order, setOrder] = useState<ClaimOrder | null>(null);
  const [text, setText] = useState("");
  const [isOfSelection, setOfSelection] = useState(false);

  // Where one document says all of it, a column would say nothing.
  const columns = CLAIM_COLUMNS.filter((column) => column !== "document" || graph.articles.length > 1);
  const all = useMemo(() => claimRows(graph, view), [graph, view]);
  const left = useMemo(() => filteredRows(all, graph, { ...filter, days: NO_FILTER.days }), [all, graph, filter]);
  const isSelected = useMemo(() => selectedRows(selection), [selection]);
  const found = useMemo(() => findRows(left, text), [left, text]);
  const days = useMemo(() => claimDays(found), [found]);
  const rows = useMemo(() => {
    const inPeriod = found.filter((row) => !filter.days.has(dayKey(dayOf(row))));
    const shown = isOfSelection ? inPeriod.filter(isSelected) : inPeriod;
    return order === null ? shown : sortRows(shown, order);
  }, [found, filter.days, isOfSelection, isSelected, order]);
  useEffect(() => {
    if (selection.kind === "nothing") setOfSelection(false);
  }, [selection]);

  return (
    <section className="claims" aria-label="Claims">
      <div className="claims-bar">
        <label>
          <span className="visually-hidden">Find in the claims</span>
          <input
            type="search"
            placeholder="Find in the claims"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <label className={selection.kind === "nothing" ? "quiet" : ""}>
          <input
            type="checkbox"
            checked={isOfSelection}
            disabled={selection.kind === "nothing"}
            onChange={(event) => setOfSelection(event.currentTarget.checked)}
          />{" "}
          only about what is selected
        </label>
        <span role="status" className="claims-count">
          {rows.length === all.length ? count(all.length, "claim") : `${rows.length} of ${count(all.length, "claim")}`}
        </span>
        {rows.length > 0 && (
          <>
            <CopyText text={() => rowsAsTsv(rows, linkOf)} of={`${count(rows.length, "claim")} for a spreadsheet`}>
              Copy the table
            </CopyText>
            {!hasTexts && (
              <span className="quiet" role="status">
                Loading the texts …
              </span>
            )}
            {hasTexts && (
              <CopyText text={() => claimsMarkdown(rows.map(cited))} of={count(rows.length, "claim")}>
                Copy with footnotes
              </CopyText>
            )}
            {hasTexts && (
              <button type="button" className="as-link" onClick={() => print()}>
                Print with sources
              </button>
            )}
          </>
        )}
      </div>
      <DayStrip days={days} all={all} off={filter.days} onDays={onDays} />
      {rows.length === 0 ? (
        <p className="quiet claims-none">
          {all.length === 0 ? "Nothing is claimed in this story." : "No claim fits all of this."}{" "}
          {all.length > 0 && (
            <button
              type="button"
              className="as-link"
              onClick={() => {
                setText("");
                onDays([]);
                setOfSelection(false);
              }}
            >
              Show all claims
            </button>
          )}
        </p>
      ) : (
        <ClaimsTable
          rows={rows}
          columns={columns}
          order={order}
          onOrder={setOrder}
          isSelected={isSelected}
          onSelect={onSelect}
        />
      )}
      {printing && <SourceSheet rows={rows} citedClaim={cited} />}
    </section>
  );
}

/** The rows that a filter leaves: as of the lines, one leg that is off takes the whole claim with it. */
function filteredRows(rows: readonly ClaimRow[], graph: StoryGraph, filter: Filter): readonly ClaimRow[] {
  const removal = removalBy(graph, filter);
  const kinds = new Map(graph.entities.map(({ id, label }) => [id, label]));
  const isHidden = (id: string): boolean => filter.kinds.has(kinds.get(id) ?? "");
  return rows.filter((row) => !removal.sentence(row) && !isHidden(row.from) && !isHidden(row.to));
}

function selectedRows(selection: Selection): (row: ClaimRow) => boolean {
  if (selection.kind === "nothing") return () => false;
  if (selection.kind === "line") return ({ line }) => line === selection.id;
  const ids = new Set(selection.ids);
  const isBetween = ids.size > 1;
  // Of several that are selected, the claims between them.
  return ({ from, to }) => (isBetween ? ids.has(from) && ids.has(to) : ids.has(from) || ids.has(to));
}
