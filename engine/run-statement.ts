import { Budget, DEFAULT_LIMITS, type CancelCell, type Limits } from "./budget.ts";
import { CypherError, placeIn } from "./errors.ts";
import { loadTextSearch } from "./graph/fulltext.ts";
import type { Change, Graph } from "./graph/graph.ts";
import { planText } from "./plan/explain.ts";
import { Scope } from "./plan/scope.ts";
import { makeExecution } from "./run/compile/make-execution.ts";
import { type Counters, type Execution, type Now, type Operator, type ProcedureDefinition } from "./run/execution.ts";
import { byName, PROCEDURES } from "./run/procedures/registry.ts";
import { RowMemory } from "./run/row-memory.ts";
import { runSchemaCommand } from "./run/schema/schema-command.ts";
import { compileShow } from "./run/schema/show.ts";
import { checkDeletions } from "./run/write/delete.ts";
import { analyzeStatement, type StatementFacts } from "./semantics/analyze-statement.ts";
import { unanchoredPart, type Anchor } from "./semantics/anchored-patterns.ts";
import { partNaming } from "./semantics/named-text.ts";
import type { Span } from "./syntax/ast.ts";
import { parse } from "./syntax/parser.ts";
import type { Statement } from "./syntax/statement.ts";
import { walk } from "./syntax/walk.ts";
import { checkSize } from "./values/allocation.ts";
import { loadRegex } from "./values/regex.ts";
import { typeOfValue } from "./values/type-set.ts";
import { Float, type Value } from "./values/value.ts";

/** A parsed and checked statement; it can run any number of times. */
export interface Prepared extends StatementFacts {
  readonly text: string;
  readonly statement: Statement;
}

export type Access = StatementFacts["access"];

export interface RunOptions {
  readonly limits?: Partial<Limits>;
  /** The owner ends the run by storing a value other than 0 in it. */
  readonly cancel?: CancelCell | null;
  /** Milliseconds of a monotonic clock. */
  clock(): number;
  readonly now: Now;
  /** A random number in [0, 1). */
  random?(): number;
  /** A statement that needs more than this is rejected before it runs; EXPLAIN may still plan it. */
  readonly allow?: Access;
  /** Procedures in addition to the built-in ones. */
  readonly procedures?: readonly ProcedureDefinition[];
}

export interface Result {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
  /** True when the statement produced more rows than the limit. */
  readonly truncated: boolean;
  /** Set after EXPLAIN and PROFILE. */
  readonly plan: string | null;
  readonly counters: Readonly<Counters>;
  readonly steps: number;
  /** The changes of the statement, for a journal. */
  readonly changes: readonly Change[];
}

/** The built-in procedure with this lowercase name. */
const procedure = (name: string): ProcedureDefinition | undefined => PROCEDURES.get(name);

/** The procedures of a run by lowercase name: the built-in ones and the run's own. */
function proceduresWith(own: readonly ProcedureDefinition[]): ReadonlyMap<string, ProcedureDefinition> {
  return own.length === 0 ? PROCEDURES : byName([...PROCEDURES.values(), ...own]);
}

/**
 * Parses and checks a statement, and loads the optional libraries that it needs. Runs nothing.
 * @throws CypherError with the location of the mistake
 */
export async function prepare(text: string): Promise<Prepared> {
  const prepared = prepareLoaded(text);
  const loads = new Set<() => Promise<void>>();
  walk(prepared.statement.body, (node) => {
    if (node.type === "Binary" && node.operator === "=~") loads.add(loadRegex);
    if (node.type === "CallProcedure" && FULLTEXT.test(node.name)) loads.add(loadTextSearch);
  });
  for (const load of loads) await load();
  return prepared;
}

const FULLTEXT = /^db\.index\.fulltext\./i;

/**
 * The first part of a statement that is not connected to an anchored node, with its offset; null when there is none.
 */
export function unanchoredText({ statement, text }: Prepared, anchor: Anchor): { at: number; text: string } | null {
  return textOf(unanchoredPart(statement, anchor), text);
}

/**
 * The first part of a statement that has this name as a property, a map key or a string, with its offset; null when
 * there is none.
 */
export function textNaming({ statement, text }: Prepared, name: string): { at: number; text: string } | null {
  return textOf(partNaming(statement, name), text);
}

function textOf(part: Span | null, text: string): { at: number; text: string } | null {
  return part === null ? null : { at: part.start, text: text.slice(part.start, part.end) };
}

/**
 * Like `prepare`, but synchronous: for statements without regular expressions and full-text search.
 * @throws CypherError with the location of the mistake
 */
export function prepareLoaded(text: string): Prepared {
  const statement = parse(text);
  try {
    return { text, statement, ...analyzeStatement(statement, { text, procedure, parameters: new Map() }) };
  } catch (error) {
    throw asCypherError(error);
  }
}

const RANK: Readonly<Record<Access, number>> = { read: 0, write: 1, schema: 2 };

/**
 * Runs a statement in one transaction, which is rolled back when anything fails.
 * @throws CypherError
 */
export function run(
  graph: Graph,
  prepared: Prepared,
  parameters: ReadonlyMap<string, Value>,
  options: RunOptions,
): Result {
  const { statement, text, access } = prepared;
  if (RANK[access] > RANK[options.allow ?? "schema"] && statement.mode !== "explain") {
    throw new CypherError(
      "Forbidden",
      `${access === "schema" ? "Changing the schema" : "Writing"} is not allowed here: this statement may only read`,
      { detail: "AccessMode" },
    );
  }
  const budget = new Budget({ ...DEFAULT_LIMITS, ...options.limits }, () => options.clock(), options.cancel ?? null);
  const execution = makeExecution({
    graph,
    text: statement.mode === "run" ? "" : text,
    parameters: statement.mode === "explain" ? withNothing(prepared.parameters, parameters) : parameters,
    budget,
    procedures: proceduresWith(options.procedures ?? []),
    now: options.now,
    profiling: statement.mode === "profile",
    writes: access === "write",
    random: options.random === undefined ? Math.random : () => (options.random as () => number)(),
  });
  const writes = access !== "read" && statement.mode !== "explain";
  if (writes) {
    internNames(statement, graph);
    graph.begin();
  }
  try {
    for (const value of parameters.values()) checkSize(value, budget);
    const answer = answerOf(statement, execution);
    if (access === "write" && writes) checkDeletions(execution);
    const changes = writes ? graph.commit() : [];
    return { ...answer, counters: execution.counters, steps: budget.steps, changes };
  } catch (error) {
    if (writes) graph.rollback();
    throw asCypherError(ofParameters(error, statement, parameters));
  }
}

/** Adds null for missing parameters, since EXPLAIN also plans a statement without them. */
function withNothing(names: readonly string[], given: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  return new Map([...names.map((name) => [name, null] as const), ...given]);
}

/**
 * Adds the statement's names to the name tables before planning. A plan refers to names by number, and a writing
 * statement may read a name that it creates.
 */
function internNames({ body }: Statement, { labels, types, keys }: Graph): void {
  walk(body, (node) => {
    if (node.type === "Property") keys.intern(node.key);
    if (node.type === "Map") for (const { key } of node.entries) keys.intern(key);
    if (node.type !== "LabelName") return;
    labels.intern(node.name);
    types.intern(node.name);
  });
}

/**
 * Turns a run-time error that a parameter caused into the semantic error that the parameter's type gives, with its
 * location.
 */
function ofParameters(error: unknown, statement: Statement, parameters: ReadonlyMap<string, Value>): unknown {
  if (!(error instanceof CypherError) || !/^(Type|Argument)/.test(error.kind) || parameters.size === 0) return error;
  try {
    // Floats are excluded: they are checked at run time.
    const types = [...parameters]
      .filter(([, value]) => !(value instanceof Float))
      .map(([name, value]) => [name, typeOfValue(value)] as const);
    analyzeStatement(statement, { text: "", procedure, parameters: new Map(types) });
  } catch (mistake) {
    if (!(mistake instanceof CypherError) || mistake.start === null || mistake.end === null) return error;
    const { code, start, end } = mistake;
    return new CypherError(error.kind, mistake.message, { detail: error.detail, code, start, end, cause: error });
  }
  return error;
}

/**
 * Turns a stack overflow or an exceeded size of the JavaScript engine into a LimitExceeded error. It occurs only by a
 * fault in the engine, where the nesting limits do not reach.
 */
function asCypherError(error: unknown): unknown {
  if (
    error instanceof RangeError &&
    /call stack|array length|string length|Map maximum|Set maximum/i.test(error.message)
  )
    return new CypherError("LimitExceeded", "The query is too large or nests too deep", {
      detail: "TooLarge",
      cause: error,
    });
  return error;
}

function answerOf(
  { body, mode }: Statement,
  execution: Execution,
): Pick<Result, "columns" | "rows" | "truncated" | "plan"> {
  if (body.type !== "Query" && body.type !== "Show") {
    if (mode !== "explain") runSchemaCommand(body, execution);
    return { columns: [], rows: [], truncated: false, plan: null };
  }
  const operator = body.type === "Show" ? compileShow(body, execution) : execution.query(body, Scope.empty);
  const columns = [...operator.scope.bindings.keys()];
  if (mode === "explain") return { columns, rows: [], truncated: false, plan: planText(operator.step, false) };
  const { rows, truncated } = collect(operator, columns, execution);
  return { columns, rows, truncated, plan: mode === "profile" ? planText(operator.step, true) : null };
}

function collect(
  operator: Operator,
  columns: readonly string[],
  execution: Execution,
): { rows: Value[][]; truncated: boolean } {
  const { budget } = execution;
  const values = columns.map((name) =>
    execution.expression({ type: "Variable", name, start: 0, end: 0 }, operator.scope),
  );
  const rows: Value[][] = [];
  const kept = new RowMemory(budget);
  let truncated = false;
  const sink = operator.start({
    row: () => {
      if (rows.length >= budget.limits.rows) {
        truncated = true;
        return false;
      }
      budget.spend(1);
      const row = values.map((value) => value());
      kept.keep(row);
      rows.push(row);
      return true;
    },
    end: () => undefined,
  });
  sink.row();
  sink.end();
  return { rows, truncated };
}

export interface DescribedError {
  readonly code: string;
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly excerpt: string | null;
  readonly hint: string | null;
}

/** Describes an engine error for readers, with its location in the statement. */
export function describeError(error: CypherError, text: string): DescribedError {
  const place = error.start === null ? null : placeIn(text, error.start);
  const { code, message, hint } = error;
  return {
    code,
    message,
    hint,
    line: place?.line ?? null,
    column: place?.column ?? null,
    excerpt: place?.excerpt ?? null,
  };
}
