import { CypherError } from "../errors.ts";
import type { Cursor } from "./cursor.ts";
import type { Statement } from "./statement.ts";

/** The options that Neo4j accepts after CYPHER. None has an effect: the engine has one planner and one runtime. */
const OPTIONS =
  "planner=cost, dp, idp;runtime=interpreted, legacy, parallel, pipelined, slotted;updateStrategy=default, eager;expressionEngine=compiled, interpreted, only_when_hot;operatorEngine=compiled, interpreted;interpretedPipesFallback=all, disabled, whitelisted_plans_only;replan=force, skip;connectComponentsPlanner=greedy, idp;parallelRuntimeSupport=all, disabled;eagerAnalyzer=ir, lp;inferSchemaParts=most_selective_label, off;statefulShortestPlanningMode=all_if_possible, cardinality_heuristic, into_only;planVarExpandInto=minimum_cost, single_row"
    .split(";")
    .map((option) => option.split("=") as [name: string, values: string]);

const MODE = "execution mode";

/** EXPLAIN, PROFILE and `CYPHER 5 planner=cost …` before a statement, in any order. */
export function parseOptions(cursor: Cursor): Pick<Statement, "mode" | "options"> {
  const given = new Map<string, string>();
  const give = (name: string, value: string, place: { start: number; end: number }) => {
    if ((given.get(name) ?? value) !== value)
      throw wrong(`Can't specify multiple conflicting values for ${name}`, place);
    given.set(name, value);
  };
  for (;;) {
    const { upper, start, end } = cursor.token;
    if (upper === "EXPLAIN" || upper === "PROFILE") {
      cursor.next();
      give(MODE, upper, { start, end });
    } else if (upper === "CYPHER") {
      cursor.next();
      takeVersion(cursor);
      while (cursor.isName() && cursor.isSymbol("=", 1)) takeOption(cursor, give);
    } else break;
  }
  const { [MODE]: mode, ...options } = Object.fromEntries(given);
  return {
    mode: mode === undefined ? "run" : mode === "EXPLAIN" ? "explain" : "profile",
    options: Object.keys(options),
  };
}

function takeVersion(cursor: Cursor): void {
  const { kind, text } = cursor.token;
  if (kind !== "integer" && kind !== "float") return;
  if (text !== "5") throw wrong(`${text} is not a valid option for cypher version. Valid options are: 5`, cursor.token);
  cursor.next();
}

function takeOption(
  cursor: Cursor,
  give: (name: string, value: string, place: { start: number; end: number }) => void,
): void {
  const { text, start, end } = cursor.next();
  const option = OPTIONS.find(([name]) => name.toLowerCase() === text.toLowerCase());
  if (option === undefined) throw wrong(`Unsupported options: ${text}`, { start, end });
  const [name, values] = option;
  cursor.expectSymbol("=");
  const value = cursor.name("a value").text.toLowerCase();
  const place = { start, end: cursor.lastEnd };
  if (!values.split(", ").includes(value))
    throw wrong(`${value} is not a valid option for ${name}. Valid options are: ${values}`, place);
  give(name, value, place);
}

function wrong(message: string, { start, end }: { start: number; end: number }): CypherError {
  return new CypherError("ArgumentError", message, { detail: "InvalidOption", start, end, phase: "compile" });
}
