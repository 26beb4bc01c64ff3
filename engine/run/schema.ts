import { CypherError } from "../errors.ts";
import type { SchemaCommand, ShowCommand } from "../syntax/statement.ts";
import { FUNCTIONS } from "../values/functions.ts";
import type { Value } from "../values/value.ts";
import type { Binding, Execution, Operator } from "./execution.ts";
import { Scope } from "./execution.ts";
import { planStep } from "./plan-step.ts";
import { compileProjection } from "./project.ts";

/** Creates or drops a constraint or an index. */
export function runSchemaCommand(command: SchemaCommand, { graph, counters }: Execution): void {
  const { schema } = graph;
  switch (command.type) {
    case "CreateConstraint": {
      if (command.kind !== "unique") {
        throw new CypherError(
          "Unsupported",
          "Only uniqueness constraints are offered; existence, key and type constraints need Neo4j Enterprise",
          { detail: "Unsupported", start: command.start, end: command.end },
        );
      }
      const { name, entity, label, properties } = command;
      if (schema.createConstraint({ name, kind: "unique", entity, label, properties }, command.ifNotExists))
        counters.constraintsAdded += 1;
      return;
    }
    case "DropConstraint":
      if (schema.dropConstraint(command.name, command.ifExists)) counters.constraintsRemoved += 1;
      return;
    case "CreateIndex": {
      const { name, kind, entity, labels, properties } = command;
      if (kind === "vector")
        throw new CypherError("Unsupported", "Vector indexes are not offered", {
          detail: "Unsupported",
          start: command.start,
          end: command.end,
        });
      if (kind === "lookup") return;
      if (schema.createIndex({ name, kind, entity, labels, properties, analyzer: null }, command.ifNotExists))
        counters.indexesAdded += 1;
      return;
    }
    case "DropIndex":
      if (schema.dropIndex(command.name, command.ifExists)) counters.indexesRemoved += 1;
  }
}

type Row = Readonly<Record<string, Value>>;

/** SHOW as rows, with YIELD, WHERE and RETURN as any other. */
export function compileShow(show: ShowCommand, execution: Execution): Operator {
  const rows = rowsOf(show, execution);
  const all = COLUMNS[show.what];
  const items =
    show.yields === null || show.yieldStar
      ? all.map((field) => ({ field, name: field }))
      : show.yields.map(({ field, variable }) => ({ field, name: variable.name }));
  for (const { field } of items) {
    if (!all.includes(field))
      throw new CypherError("SyntaxError", `Variable \`${field}\` not defined`, {
        detail: "UndefinedVariable",
        start: show.start,
        end: show.end,
        phase: "compile",
      });
  }
  const bindings = items.map(({ field, name }): [string, Binding, string] => [
    name,
    { slot: execution.newSlot(), kind: "value" },
    field,
  ]);
  const scope = Scope.of(bindings.map(([name, binding]) => [name, binding] as const));
  const { start, end, orderBy, skip, limit, where } = show;
  const shown = compileProjection(
    { type: "With", written: "WITH", distinct: false, star: true, items: [], orderBy, skip, limit, where, start, end },
    scope,
    execution,
  );
  const last = show.returns === null ? null : compileProjection(show.returns, shown.scope, execution);
  const operator = last ?? shown;
  return {
    scope: last === null ? scope : operator.scope,
    step: planStep("Show", show.what, rows.length),
    start: (sink) => {
      const next = shown.start(last === null ? sink : last.start(sink));
      return {
        row: () =>
          rows.every((row) => {
            for (const [, { slot }, field] of bindings) execution.frame[slot] = row[field] ?? null;
            return next.row();
          }),
        end: () => next.end(),
      };
    },
  };
}

const COLUMNS: Readonly<Record<ShowCommand["what"], readonly string[]>> = {
  indexes: [
    "id",
    "name",
    "state",
    "populationPercent",
    "type",
    "entityType",
    "labelsOrTypes",
    "properties",
    "indexProvider",
    "owningConstraint",
  ],
  constraints: ["id", "name", "type", "entityType", "labelsOrTypes", "properties", "ownedIndex", "propertyType"],
  functions: ["name", "category", "description"],
  procedures: ["name", "description", "mode"],
};

function rowsOf({ what, filter }: ShowCommand, { graph, procedures }: Execution): Row[] {
  switch (what) {
    case "indexes":
      return graph.schema
        .indexes()
        .map(({ name, kind, entity, labels, properties, constraint }, id): Row => ({
          id: id + 1,
          name,
          state: "ONLINE",
          populationPercent: 100,
          type: kind.toUpperCase(),
          entityType: entity.toUpperCase(),
          labelsOrTypes: labels,
          properties,
          indexProvider: "wiregraph",
          owningConstraint: constraint,
        }))
        .filter(({ type }) => filter === null || filter === "ALL" || type === filter);
    case "constraints":
      return graph.schema.constraints().map(({ name, entity, label, properties }, id): Row => ({
        id: id + 1,
        name,
        type: entity === "node" ? "UNIQUENESS" : "RELATIONSHIP_UNIQUENESS",
        entityType: entity.toUpperCase(),
        labelsOrTypes: [label],
        properties,
        ownedIndex: name,
        propertyType: null,
      }));
    case "functions":
      return FUNCTIONS.map(({ name, category, description }): Row => ({ name, category, description })).toSorted(
        byName,
      );
    case "procedures":
      return [...procedures.values()]
        .map(({ name, description }): Row => ({ name, description, mode: "READ" }))
        .toSorted(byName);
  }
}

function byName(left: Row, right: Row): number {
  return String(left["name"]) < String(right["name"]) ? -1 : 1;
}
