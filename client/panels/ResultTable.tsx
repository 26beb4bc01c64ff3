import { Table } from "@mantine/core";
import type { ReactElement } from "react";
import type { CypherValue } from "../../contract/cypher-value.ts";
import type { QueryAnswer } from "../../contract/query.ts";

export interface ResultTableProps {
  readonly answer: QueryAnswer;
  /** An entity of the answer was chosen. */
  readonly onEntity: (id: string) => void;
}

/** Rows as a table; entities can be clicked. */
export function ResultTable({ answer, onEntity }: ResultTableProps): ReactElement {
  if (answer.rows.length === 0) {
    return <p className="quiet">No row. The question was understood; nothing in the story answers it.</p>;
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
                  <CypherCell value={value} onEntity={onEntity} />
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

interface CellProps {
  readonly value: CypherValue;
  readonly onEntity: (id: string) => void;
}

function CypherCell({ value, onEntity }: CellProps): ReactElement {
  if (value === null) return <span className="quiet">null</span>;
  if (typeof value !== "object") return <bdi>{String(value)}</bdi>;
  if (isList(value)) {
    return (
      <>
        {value.map((item, index) => (
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index}>
            {index > 0 && ", "}
            <CypherCell value={item} onEntity={onEntity} />
          </span>
        ))}
      </>
    );
  }
  const tagged = value as Tagged;
  switch (tagged.$type) {
    case "Node":
      return <EntityButton node={tagged} onEntity={onEntity} />;
    case "Relationship":
      return (
        <span>
          {idOf(tagged.start)} <code>{String(tagged.type)}</code> {idOf(tagged.end)}
        </span>
      );
    case "Path":
      return <CypherCell value={(tagged["nodes"] as CypherValue) ?? null} onEntity={onEntity} />;
    case "Float":
    case "Integer":
      return <span>{String(tagged["value"])}</span>;
    default:
      return typeof tagged["value"] === "string" ? (
        <span>{tagged["value"]}</span>
      ) : (
        <code>{JSON.stringify(value)}</code>
      );
  }
}

interface Tagged {
  readonly [key: string]: CypherValue | undefined;
  readonly $type?: string;
}

function EntityButton({
  node,
  onEntity,
}: {
  readonly node: Tagged;
  readonly onEntity: (id: string) => void;
}): ReactElement {
  const properties = (node["properties"] ?? {}) as Tagged;
  const name = String(properties["name"] ?? properties["title"] ?? node["id"] ?? "(no name)");
  const { id } = node;
  if (typeof id !== "string") return <bdi>{name}</bdi>;
  return (
    <button type="button" className="as-link" onClick={() => onEntity(id)}>
      <bdi>{name}</bdi>
    </button>
  );
}

function idOf(value: CypherValue | undefined): string {
  return typeof value === "string" ? value : "…";
}

function isList(value: CypherValue): value is readonly CypherValue[] {
  return Array.isArray(value);
}
