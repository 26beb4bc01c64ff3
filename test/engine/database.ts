import { prepareLoaded, run, type Result, type RunOptions } from "../../engine/run-statement.ts";
import { CypherError } from "../../engine/errors.ts";
import type { Graph } from "../../engine/graph/graph.ts";
import { createGraph } from "../../engine/graph/property-graph.ts";
import { isList, isMap } from "../../engine/values/kind.ts";
import { loadRegex } from "../../engine/values/regex.ts";
import { Float, NodeValue, PathValue, RelationshipValue, type Value } from "../../engine/values/value.ts";

/** What a test compares: nodes and relationships as `(:Label {…})` and `[:TYPE {…}]` are told by their properties. */
export type Plain = null | boolean | number | bigint | string | Plain[] | { [key: string]: Plain };

// A test asks at once, without `prepare`.
await loadRegex();

/** A graph of its own, asked through the engine's door. */
export class Database {
  readonly graph: Graph = createGraph();
  private time = 0;

  constructor(...setup: readonly string[]) {
    for (const statement of setup) this.result(statement);
  }

  result(text: string, parameters: Readonly<Record<string, Value>> = {}, options: Partial<RunOptions> = {}): Result {
    return run(this.graph, prepareLoaded(text), new Map(Object.entries(parameters)), {
      clock: () => (this.time += 0.001),
      now: { epochMillis: 1_700_000_000_000, nanoOfMilli: 0 },
      ...options,
    });
  }

  /** The rows, each as a list of plain values. */
  rows(text: string, parameters: Readonly<Record<string, Value>> = {}): Plain[][] {
    return this.result(text, parameters).rows.map((row) => row.map((value) => this.plain(value)));
  }

  /** The only value of the only row. */
  value(text: string, parameters: Readonly<Record<string, Value>> = {}): Plain {
    const rows = this.rows(text, parameters);
    if (rows.length !== 1 || rows[0]?.length !== 1) throw new Error(`Not one value: ${JSON.stringify(rows)}`);
    return rows[0][0] ?? null;
  }

  /** What was changed, without what was not. */
  changes(text: string, parameters: Readonly<Record<string, Value>> = {}): Record<string, number> {
    return Object.fromEntries(Object.entries(this.result(text, parameters).counters).filter(([, count]) => count > 0));
  }

  /** The refusal: its kind and detail. */
  refusal(
    text: string,
    parameters: Readonly<Record<string, Value>> = {},
    options: Partial<RunOptions> = {},
  ): readonly [string, string] {
    try {
      this.result(text, parameters, options);
    } catch (error) {
      if (error instanceof CypherError) return [error.kind, error.detail];
      throw error;
    }
    throw new Error(`Not refused: ${text}`);
  }

  private plain(value: Value): Plain {
    const { graph } = this;
    if (value instanceof Float) return value.value;
    if (isList(value)) return value.map((item) => this.plain(item));
    if (isMap(value)) return Object.fromEntries([...value].map(([key, item]) => [key, this.plain(item)]));
    if (value instanceof NodeValue)
      return Object.fromEntries(
        graph.nodeKeys(value.id).map((key) => [graph.keys.name(key), this.plain(graph.nodeColumn(key).get(value.id))]),
      );
    if (value instanceof RelationshipValue) return graph.types.name(graph.typeOf(value.id));
    if (value instanceof PathValue) return value.nodes.map((node) => this.plain(new NodeValue(node)));
    if (typeof value === "object" && value !== null) throw new Error("No plain form");
    return value;
  }
}
