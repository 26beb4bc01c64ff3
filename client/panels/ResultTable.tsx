import { Table } from "@mantine/core";
import type { ReactElement } from "react";
import type { QueryAnswer } from "../../contract/query.ts";
import { CypherCell, type CellStory } from "./CypherCell.tsx";

export interface ResultTableProps {
  readonly answer: QueryAnswer;
  readonly story: CellStory;
  /** Labels and types (with colon) and property keys in the statement that the story does not have. */
  readonly unknown: readonly string[];
}

/** Rows as a table; entities are links. */
export function ResultTable({ answer, story, unknown }: ResultTableProps): ReactElement {
  if (answer.rows.length === 0) {
    return (
      <p className="quiet">
        {unknown.length === 0
          ? "No row. The question was understood; nothing in the story answers it."
          : `No row: nothing in the story has ${unknown.join(", ")}.`}
      </p>
    );
  }
  return (
    <div className="scroll-x">
      <Table verticalSpacing={4} horizontalSpacing="sm" stickyHeader>
        <Table.Thead>
          <Table.Tr>
            {answer.columns.map((column) => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {answer.rows.map((row, index) => (
            // Rows have no identity of their own and never move.
            // oxlint-disable-next-line react/no-array-index-key
            <Table.Tr key={index}>
              {row.map((value, column) => (
                <Table.Td key={answer.columns[column]}>
                  <CypherCell value={value} story={story} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <p className="quiet">
        {answer.truncated === null
          ? `${answer.rows.length} ${answer.rows.length === 1 ? "row" : "rows"}`
          : `The first ${answer.truncated.rows} rows of more`}
        {` · ${answer.milliseconds} ms`}
      </p>
    </div>
  );
}
