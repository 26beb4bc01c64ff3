import type { Cursor } from "./cursor.ts";
import { administration, parseSchemaCommand } from "./schema-commands.ts";
import { parseShow } from "./show.ts";
import type { SchemaCommand, ShowCommand } from "./statement.ts";

/** Parses SHOW and schema commands; null where CREATE starts a query. Rejects administration commands. */
export function parseCommand(cursor: Cursor): SchemaCommand | ShowCommand | null {
  const { start } = cursor.token;
  if (cursor.takeWord("SHOW")) return parseShow(cursor, start);
  if (cursor.isWord("CREATE") || cursor.isWord("DROP")) return parseSchemaCommand(cursor);
  const isOfDatabases = cursor.takeWord("START") || cursor.takeWord("STOP");
  if (isOfDatabases && !cursor.isWord("DATABASE")) throw cursor.unexpected(["DATABASE"]);
  throw administration(cursor, start);
}
