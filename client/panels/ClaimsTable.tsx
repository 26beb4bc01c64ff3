import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from "react";
import type { ClaimColumn, ClaimOrder, ClaimRow } from "../../model/claim-table.ts";

export interface ClaimsTableProps {
  readonly rows: readonly ClaimRow[];
  /** Left to right. */
  readonly columns: readonly ClaimColumn[];
  /** null: in text order. */
  readonly order: ClaimOrder | null;
  readonly onOrder: (order: ClaimOrder | null) => void;
  readonly isSelected: (row: ClaimRow) => boolean;
  readonly onSelect: (row: ClaimRow) => void;
}

const HEADINGS: Readonly<Record<ClaimColumn, string>> = {
  who: "Who",
  says: "Says",
  when: "When",
  sure: "How sure",
  document: "Document",
};

/** The height of a row before it is measured, in CSS px. */
const ROW_HEIGHT = 44;
const PAGE_ROWS = 10;

/**
 * Claims as a virtualized grid: only visible rows are in the document. It has one Tab stop: arrow keys move between
 * rows, Enter selects the row's claim in the picture.
 */
export function ClaimsTable({ rows, columns, order, onOrder, isSelected, onSelect }: ClaimsTableProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  /** The row that was selected in the table itself, to which the table does not scroll. */
  const chosen = useRef<string | null>(null);
  const [headHeight, setHeadHeight] = useState(0);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 6,
  });
  const firstSelected = rows.findIndex(isSelected);
  useEffect(() => {
    const row = rows[firstSelected];
    if (row === undefined) return;
    const isOwn = rows.some((one) => one.key === chosen.current && isSelected(one));
    chosen.current = null;
    if (isOwn) return;
    setActive(firstSelected);
    virtualizer.scrollToIndex(firstSelected, { align: "start" });
    // Only another selection moves the table: not another order, and not a filter.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isSelected]);
  const current = Math.min(active, rows.length - 1);

  const choose = (row: ClaimRow | undefined) => {
    if (row === undefined) return;
    chosen.current = row.key;
    onSelect(row);
  };
  const move = (to: number) => {
    const index = Math.max(0, Math.min(rows.length - 1, to));
    setActive(index);
    virtualizer.scrollToIndex(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Column headings have their own keys.
    if (event.target !== event.currentTarget) return;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + PAGE_ROWS,
      PageUp: current - PAGE_ROWS,
      Home: 0,
      End: rows.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) move(to);
    else if (event.key === "Enter" || event.key === " ") choose(rows[current]);
    else return;
    event.preventDefault();
  };
  const sort = (by: ClaimColumn) => {
    if (order?.by !== by) onOrder({ by, descending: false });
    else onOrder(order.descending ? null : { by, descending: true });
  };

  return (
    <div
      // The grid itself scrolls, under its head: what scrolls must be what has the focus.
      ref={scroller}
      className={`claims-table of-${columns.length}`}
      role="grid"
      aria-label="Claims: arrow keys go from row to row, Enter shows one in the picture"
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      // Rows leave the document when they scroll out of view, so the grid keeps the focus.
      tabIndex={0}
      aria-activedescendant={rowId(current)}
      onKeyDown={onKeyDown}
    >
      <div
        role="rowgroup"
        className="claims-head"
        ref={(head) => {
          if (head !== null) setHeadHeight(head.offsetHeight);
        }}
      >
        <div role="row" aria-rowindex={1} className="claim-head">
          {columns.map((column) => (
            <div key={column} role="columnheader" className={`claim-${column}`} aria-sort={ariaSort(order, column)}>
              <button type="button" onClick={() => sort(column)} title={`Sort by: ${HEADINGS[column]}`}>
                {HEADINGS[column]}
                <span aria-hidden="true">{order?.by === column ? (order.descending ? " ↓" : " ↑") : ""}</span>
              </button>
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="claims-rows">
        <div role="presentation" style={{ height: virtualizer.getTotalSize(), position: "relative" }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const { who, says, when, sure, document } = row;
            const cells: Readonly<Record<ClaimColumn, string>> = { who, says, when: when.words, sure, document };
            return (
              <div
                key={key}
                ref={virtualizer.measureElement}
                id={rowId(index)}
                data-index={index}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={isSelected(row)}
                className={index === current ? "claim-row active" : "claim-row"}
                style={{ transform: `translateY(${start - headHeight}px)` }}
                onClick={() => {
                  setActive(index);
                  choose(row);
                }}
              >
                {columns.map((column) => (
                  <div key={column} role="gridcell" className={`claim-${column}`} dir="auto">
                    {cells[column]}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function rowId(index: number): string {
  return `claim-row-${index}`;
}

function ariaSort(order: ClaimOrder | null, column: ClaimColumn): "ascending" | "descending" | "none" {
  if (order?.by !== column) return "none";
  return order.descending ? "descending" : "ascending";
}
