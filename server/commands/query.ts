import type { CypherValue } from "../../contract/cypher-value.ts";
import { Failure } from "../../contract/errors.ts";
import { MAX_ROWS } from "../../contract/query.ts";
import { DuplicateNameError, NumberRangeError, parseExactJson } from "../../model/exact-json.ts";
import { commandLine } from "../command-line.ts";
import type { Command } from "./command.ts";
import { openStories } from "./open-stories.ts";

/** `npm run query -- 'MATCH …' --param name=value`: prints one JSON object per row to standard output. */
export const query: Command = async (input) => {
  const { args, terminal } = input;
  const { statement, parameters } = readArguments(args);
  const stories = await openStories("query", input);
  try {
    const answer = await stories.query({ statement, parameters, limit: MAX_ROWS }, terminal.stop);
    for (const row of answer.rows) {
      terminal.print(
        JSON.stringify(Object.fromEntries(answer.columns.map((column, index) => [column, row[index] ?? null]))),
      );
    }
    if (answer.plan !== null) terminal.note(answer.plan);
    if (answer.truncated !== null) terminal.note(`The first ${answer.truncated.rows} rows of more`);
    return 0;
  } finally {
    await stories.close();
  }
};

const USAGE = `Give one statement in quotes: ${commandLine("query", "'MATCH (p:Person) RETURN p.name' --param name=value")}`;

/** A value is parsed as JSON where possible (`62`, `true`, `["a"]`), else it is a string. */
function readArguments(args: readonly string[]): { statement: string; parameters: Record<string, CypherValue> } {
  const parameters = new Map<string, CypherValue>();
  const statements: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? "";
    if (arg !== "--param" && !arg.startsWith("--param=")) {
      if (arg.startsWith("--")) throw new Failure("config/invalid", `There is no option ${arg}. ${USAGE}`);
      statements.push(arg);
      continue;
    }
    const pair = arg === "--param" ? (args[(index += 1)] ?? "") : arg.slice("--param=".length);
    const split = pair.indexOf("=");
    if (split < 1) throw new Failure("config/invalid", `--param wants name=value, not “${pair}”`);
    parameters.set(pair.slice(0, split), valueOf(pair.slice(split + 1)));
  }
  const [statement, ...more] = statements;
  if (statement === undefined || more.length > 0) throw new Failure("config/invalid", USAGE);
  return { statement, parameters: Object.fromEntries(parameters) };
}

function valueOf(text: string): CypherValue {
  try {
    return parseExactJson(text) as CypherValue;
  } catch (error) {
    if (error instanceof NumberRangeError || error instanceof DuplicateNameError)
      throw new Failure("query/invalid", error.message, { cause: error });
    return text;
  }
}
