import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CypherError } from "../../engine/errors.ts";
import type { Graph } from "../../engine/graph/graph.ts";
import { createGraph } from "../../engine/graph/property-graph.ts";
import { prepare, run, type Result, type RunOptions } from "../../engine/run-statement.ts";
import type { ProcedureDefinition } from "../../engine/run/execution.ts";
import { equals } from "../../engine/values/operations/equality.ts";
import type { Value } from "../../engine/values/value.ts";
import type { Scenario, Step } from "./features.ts";
import { normalise, writeValue } from "./notation.ts";

export type Verdict = "passed" | "wrong" | "refused" | "accepted";

export interface Outcome {
  readonly verdict: Verdict;
  /** Why it did not pass. */
  readonly why: string;
}

const LIMITS = { timeMillis: 20_000 } as const;

class Mismatch extends Error {}
class Accepted extends Error {}

/** Runs one scenario on a graph of its own. "refused": an error where an answer was due; "accepted": an answer where an error was. */
export async function runScenario({ steps }: Scenario, graphs: string): Promise<Outcome> {
  const world = new World(graphs);
  try {
    for (const step of steps) await world.step(step);
    return { verdict: "passed", why: "" };
  } catch (error) {
    if (error instanceof Mismatch) return { verdict: "wrong", why: error.message };
    if (error instanceof Accepted) return { verdict: "accepted", why: error.message };
    const why =
      error instanceof CypherError
        ? `${error.kind} ${error.detail}: ${error.message}`
        : String(error instanceof Error ? error.stack : error);
    return { verdict: "refused", why: why.slice(0, 600) };
  }
}

class World {
  private readonly graph: Graph = createGraph();
  private readonly procedures: ProcedureDefinition[] = [];
  private parameters = new Map<string, Value>();
  private result: Result | null = null;
  private error: CypherError | null = null;
  private before: Shape | null = null;

  constructor(private readonly graphs: string) {}

  async step({ text, code, table }: Step): Promise<void> {
    if (/^(an empty|any) graph$/.test(text)) return;
    const named = /^the (.+) graph$/.exec(text)?.[1];
    if (named !== undefined) {
      await this.execute(readFileSync(join(this.graphs, named, `${named}.cypher`), "utf8"));
      return;
    }
    if (text === "having executed:") {
      await this.execute(code ?? "");
      return;
    }
    if (text === "parameters are:") {
      for (const [name = "", value = ""] of table)
        this.parameters.set(name, (await this.execute(`RETURN ${value} AS value`)).rows[0]?.[0] ?? null);
      return;
    }
    if (text.startsWith("there exists a procedure")) {
      await this.procedure(text, table);
      return;
    }
    if (text === "executing query:" || text === "executing control query:") {
      this.before = shapeOf(this.graph);
      this.result = null;
      this.error = null;
      try {
        this.result = await this.execute(code ?? "");
      } catch (error) {
        if (!(error instanceof CypherError)) throw error;
        this.error = error;
      }
      return;
    }
    const raised = /^an? (\w+) should be raised at (compile time|runtime|any time): (.+)$/.exec(text);
    if (raised !== null) {
      this.checkError(raised[1] ?? "", raised[2] ?? "", raised[3] ?? "");
      return;
    }
    if (this.error !== null) throw this.error;
    if (text === "no side effects") this.checkEffects([]);
    else if (text === "the side effects should be:") this.checkEffects(table);
    else if (text === "the result should be empty") this.checkRows([], false, false, true);
    else if (text.startsWith("the result should be"))
      this.checkRows(table, text.includes("in order"), text.includes("ignoring element order"), false);
    else throw new Error(`Unknown step: ${text}`);
  }

  private async execute(text: string): Promise<Result> {
    const prepared = await prepare(text);
    const options: RunOptions = {
      clock: () => performance.now(),
      now: { epochMillis: Date.now(), nanoOfMilli: 0 },
      limits: LIMITS,
      procedures: this.procedures,
    };
    return run(this.graph, prepared, this.parameters, options);
  }

  private async procedure(text: string, table: readonly (readonly string[])[]): Promise<void> {
    const found = /procedure ([\w.]+)\((.*?)\)\s*::\s*\((.*?)\)/.exec(text);
    const fields = (list: string) =>
      list
        .split(",")
        .filter((field) => field.trim() !== "")
        .map((field) => {
          const [name = "", type = ""] = field.split("::").map((part) => part.trim());
          return { name, type };
        });
    const [parameters, columns] = [fields(found?.[2] ?? ""), fields(found?.[3] ?? "")];
    const rows: Value[][] = [];
    for (const cells of table.slice(1)) {
      const row: Value[] = [];
      for (const cell of cells) row.push((await this.execute(`RETURN ${cell} AS value`)).rows[0]?.[0] ?? null);
      rows.push(row);
    }
    const given = parameters.length;
    this.procedures.push({
      name: found?.[1] ?? "",
      parameters,
      columns,
      description: "",
      rows: (args) =>
        rows
          .filter((row) =>
            args.every((arg, index) => (arg === null ? row[index] === null : equals(arg, row[index] ?? null) === true)),
          )
          .map((row) => row.slice(given)),
    });
  }

  private checkError(kind: string, phase: string, detail: string): void {
    const { error } = this;
    if (error === null) throw new Accepted(`Should have raised ${kind}: ${detail}`);
    const isKind = error.kind === kind || kind === "Error";
    const isPhase = phase === "any time" || (phase === "compile time") === (error.phase === "compile");
    const isDetail = detail === "*" || error.detail === detail;
    if (!isKind || !isPhase || !isDetail)
      throw new Accepted(
        `Should have raised ${kind} ${detail} at ${phase}; raised ${error.kind} ${error.detail} at ${error.phase}: ${error.message}`,
      );
  }

  private checkRows(table: readonly (readonly string[])[], ordered: boolean, loose: boolean, empty: boolean): void {
    const { result, graph } = this;
    if (result === null) throw new Error("No query was run");
    const [head = [], ...body] = table;
    const shown = result.rows.map((row) => row.map((value) => writeValue(value, graph, loose)));
    if (empty) {
      if (shown.length > 0) throw new Mismatch(`Expected nothing, got ${JSON.stringify(shown)}`);
      return;
    }
    const order = head.map((name) => result.columns.indexOf(name));
    if (order.includes(-1) || head.length !== result.columns.length)
      throw new Mismatch(`Expected columns ${head.join(", ")}, got ${result.columns.join(", ")}`);
    const lines = (rows: readonly (readonly string[])[]) =>
      ordered ? rows.map((row) => row.join(" | ")) : rows.map((row) => row.join(" | ")).toSorted();
    const wanted = lines(body.map((row) => row.map((cell) => normalise(cell, loose))));
    const got = lines(shown.map((row) => order.map((index) => row[index] ?? "")));
    if (wanted.join("\n") !== got.join("\n"))
      throw new Mismatch(`Expected\n  ${wanted.join("\n  ")}\ngot\n  ${got.join("\n  ")}`);
  }

  private checkEffects(table: readonly (readonly string[])[]): void {
    const [before, after] = [this.before ?? shapeOf(this.graph), shapeOf(this.graph)];
    const got = effects(before, after, this.result);
    const wanted = new Map(table.map(([name = "", count = "0"]) => [name, Number(count)]));
    const names = [...new Set([...wanted.keys(), ...got.keys()])].toSorted();
    const differing = names.filter((name) => (wanted.get(name) ?? 0) !== (got.get(name) ?? 0));
    if (differing.length > 0) {
      throw new Mismatch(
        `Side effects: ${differing.map((name) => `${name} expected ${wanted.get(name) ?? 0}, got ${got.get(name) ?? 0}`).join("; ")}`,
      );
    }
  }
}

interface Shape {
  readonly labels: ReadonlySet<string>;
  readonly properties: ReadonlySet<string>;
  readonly nodes: ReadonlySet<number>;
  readonly relationships: ReadonlySet<number>;
}

function shapeOf(graph: Graph): Shape {
  const [nodes, relationships, properties] = [new Set<number>(), new Set<number>(), new Set<string>()];
  const add = (kind: string, element: number, keys: readonly number[], value: (key: number) => Value) => {
    for (const key of keys)
      properties.add(`${kind}${element} ${graph.keys.name(key)} ${writeValue(value(key), graph, false)}`);
  };
  graph.forEachNode((node) => {
    nodes.add(node);
    add("n", node, graph.nodeKeys(node), (key) => graph.nodeColumn(key).get(node));
    return true;
  });
  for (const type of graph.types.all()) {
    graph.forEachRelationshipOfType(graph.types.find(type), (relationship) => {
      relationships.add(relationship);
      add("r", relationship, graph.relationshipKeys(relationship), (key) =>
        graph.relationshipColumn(key).get(relationship),
      );
      return true;
    });
  }
  return { nodes, relationships, properties, labels: new Set(graph.labels.all()) };
}

/** What is there now and was not, and the other way round, as the kit counts it. */
function effects(before: Shape, after: Shape, _result: Result | null): Map<string, number> {
  const counts = new Map<string, number>();
  for (const kind of ["nodes", "relationships", "labels", "properties"] as const) {
    const [old, now] = [before[kind] as ReadonlySet<unknown>, after[kind] as ReadonlySet<unknown>];
    counts.set(`+${kind}`, [...now].filter((item) => !old.has(item)).length);
    counts.set(`-${kind}`, [...old].filter((item) => !now.has(item)).length);
  }
  return counts;
}
