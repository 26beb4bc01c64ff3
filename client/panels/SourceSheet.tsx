import type { ReactElement } from "react";
import { citationText, type CitedClaim } from "../../model/citation.ts";
import type { ClaimRow } from "../../model/claim-table.ts";
import { count } from "./count.ts";

export interface SourceSheetProps {
  readonly rows: readonly ClaimRow[];
  readonly citedClaim: (row: ClaimRow) => CitedClaim;
}

/** Most claims on the printed sheet. */
const MOST_CLAIMS = 1_000;

/** Claims for print: numbered, each with its quotes, sources, document and date. */
export function SourceSheet({ rows, citedClaim }: SourceSheetProps): ReactElement {
  const printed = rows.slice(0, MOST_CLAIMS);
  return (
    <section className="source-sheet">
      <h2>{count(rows.length, "claim")} and what bears them out</h2>
      {printed.length < rows.length && <p>The first {count(printed.length, "claim")} of them.</p>}
      <ol>
        {printed.map((row) => (
          <li key={row.key}>
            <p className="sheet-claim">
              <span dir="auto">{row.says}</span> ·{" "}
              {[row.sure, row.when.words].filter((words) => words !== "").join(" · ")}
            </p>
            <ul>
              {citedClaim(row).citations.map((citation) => (
                <li key={citationText(citation)} dir="auto">
                  {citationText(citation)}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}
