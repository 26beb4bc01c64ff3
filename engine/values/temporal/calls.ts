import { CypherError } from "../../errors.ts";
import type { FunctionDefinition } from "../function.ts";
import type { Value } from "../value.ts";
import { isTemporal } from "./arithmetic.ts";
import { BETWEEN } from "./between.ts";
import { MOMENTS } from "./construct.ts";
import { TRUNCATE } from "./truncate.ts";

type Call = FunctionDefinition["call"];

const CALLS: ReadonlyMap<string, Call> = new Map<string, Call>([...MOMENTS, ...TRUNCATE, ...BETWEEN]);

/** The implementation of a temporal function. */
export function callOf(name: string): Call {
  const call = CALLS.get(name) as Call;
  return (args, context) => {
    try {
      return call(args, context);
    } catch (error) {
      throw coded(error, name, args);
    }
  };
}

/** Errors of parsing that Neo4j reports only when it combines the parts. */
const TOGETHER = /^(An offset|Year \S+ does not contain|Quarter . of)/;

/** Adds Neo4j's status code: SyntaxError for unparsable text, ProcedureCallFailed for an argument of the wrong type. */
function coded(error: unknown, name: string, [given = null, other = null]: readonly Value[]): unknown {
  if (!(error instanceof CypherError)) return error;
  const { kind, message, detail, start, end } = error;
  const isOfText = kind === "ArgumentError" && typeof given === "string" && !name.includes(".");
  const isCall =
    kind === "TypeError" && detail === "InvalidArgumentType" && !(name.endsWith(".truncate") && isTemporal(other));
  if ((!isOfText && !isCall) || TOGETHER.test(message)) return error;
  const code = `Neo.ClientError.${isCall ? "Procedure.ProcedureCallFailed" : "Statement.SyntaxError"}`;
  return new CypherError(kind, message, {
    detail,
    code,
    cause: error,
    ...(start !== null && end !== null && { start, end }),
  });
}
