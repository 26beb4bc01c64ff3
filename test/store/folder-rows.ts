import { prepare } from "../../engine/index.ts";
import type { OpenedFolder } from "../../server/store/embedded/data-folder.ts";

type FolderRow = Readonly<Record<string, string | number>>;

const CREATE = await prepare("UNWIND $rows AS row CREATE (n:$($label)) SET n = row");
const NUMBERS = await prepare("MATCH (n) WHERE n.i IS NOT NULL RETURN n.i ORDER BY id(n)");

/** One commit to a folder: a node for each row, in its graph and its journal. */
export function commitRows(
  { database, journal }: Pick<OpenedFolder, "database" | "journal">,
  rows: readonly FolderRow[],
  label = "N",
): void {
  database.transaction((transaction) => transaction.runRaw(CREATE, { rows, label }), {
    beforeCommit: (changes) => journal.append(changes),
  });
}

/** The property `i` of the nodes that have it, in the order in which they were made. */
export function numbersIn({ database }: Pick<OpenedFolder, "database">): unknown[] {
  return database.runRaw(NUMBERS).rows.flat();
}
