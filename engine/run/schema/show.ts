import { ANALYZER } from "../../graph/fulltext.ts";
import type { IndexDescription } from "../../graph/graph.ts";
import { planStep } from "../../plan/plan-step.ts";
import { Scope, type Binding } from "../../plan/scope.ts";
import type { ProcedureField } from "../../semantics/procedure-signature.ts";
import { semanticError } from "../../semantics/semantic-error.ts";
import type { ShowCommand } from "../../syntax/statement.ts";
import { FUNCTIONS } from "../../values/functions/registry.ts";
import { AGGREGATES, aggregateSignature } from "../../values/operations/aggregation.ts";
import type { Signature } from "../../values/signature.ts";
import { Float, type Value } from "../../values/value.ts";
import { type Execution, type Operator } from "../execution.ts";
import { compileProjection } from "../project/projection.ts";
import { PROVIDERS } from "./schema-command.ts";

type Row = Readonly<Record<string, Value>>;

/** Compiles SHOW with its YIELD, WHERE and RETURN. */
export function compileShow(show: ShowCommand, execution: Execution): Operator {
  const rows = rowsOf(show, execution);
  const [first, more] = COLUMNS[show.what];
  const all = show.isYielding ? [...first, ...more] : first;
  const items =
    show.yields?.map(({ field, variable }) => ({ field, name: variable.name })) ??
    all.map((field) => ({ field, name: field }));
  show.yields?.forEach((item, index) => {
    const { name } = item.variable;
    if (!all.includes(item.field))
      throw semanticError("UndefinedVariable", `Trying to YIELD non-existing column: \`${item.field}\``, item);
    if (items.findIndex((other) => other.name === name) < index)
      throw semanticError("VariableAlreadyBound", `Variable \`${name}\` already declared`, item.variable);
  });
  const bindings = items.map(({ field, name }): [string, Binding, string] => [
    name,
    { slot: execution.newSlot(), kind: "value" },
    field,
  ]);
  const scope = Scope.of(bindings.map(([name, binding]) => [name, binding] as const));
  const { start, end, orderBy, skip, limit, where } = show;
  const shown = compileProjection(
    {
      type: "With",
      written: "WITH",
      distinct: false,
      star: true,
      at: start,
      items: [],
      orderBy,
      skip,
      limit,
      where,
      start,
      end,
    },
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

const words = (text: string) => text.split(" ");

/** The default columns, and those that only YIELD returns. */
const COLUMNS: Readonly<Record<ShowCommand["what"], readonly [readonly string[], readonly string[]]>> = {
  indexes: [
    words(
      "id name state populationPercent type entityType labelsOrTypes properties indexProvider owningConstraint lastRead readCount",
    ),
    words("trackedSince options failureMessage createStatement"),
  ],
  constraints: [
    words("id name type entityType labelsOrTypes properties ownedIndex propertyType"),
    words("options createStatement"),
  ],
  functions: [
    words("name category description"),
    words(
      "signature isBuiltIn argumentDescription returnDescription aggregating rolesExecution rolesBoostedExecution isDeprecated deprecatedBy",
    ),
  ],
  procedures: [
    words("name description mode worksOnSystem"),
    words(
      "signature argumentDescription returnDescription admin rolesExecution rolesBoostedExecution isDeprecated deprecatedBy option",
    ),
  ],
};

function rowsOf({ what, filter }: ShowCommand, { graph, procedures }: Execution): Row[] {
  const isAll = filter === "" || filter === "ALL";
  switch (what) {
    case "indexes":
      return graph.schema
        .indexes()
        .map(indexRow)
        .filter(({ type }) => isAll || type === filter);
    case "constraints": {
      const isOne = isAll || /UNIQUE/.test(filter);
      const entity = filter.startsWith("NODE") ? "node" : filter.startsWith("REL") ? "relationship" : null;
      return graph.schema.constraints().flatMap((rule, id): Row[] =>
        !isOne || (entity !== null && entity !== rule.entity)
          ? []
          : [
              {
                ...shapeOf({ ...rule, labels: [rule.label] }),
                id: id + 1,
                type: rule.entity === "node" ? "UNIQUENESS" : "RELATIONSHIP_UNIQUENESS",
                ownedIndex: rule.name,
                options: optionsOf("range"),
                createStatement: statementOf({ ...rule, kind: "range", labels: [rule.label], constraint: rule.name }),
              },
            ],
      );
    }
    case "functions":
      if (filter === "USER DEFINED") return [];
      return [
        ...FUNCTIONS.map(({ name, category, description, signature }) =>
          functionRow(name, signature, category, description),
        ),
        ...[...AGGREGATES].flatMap((name) => {
          const signature = aggregateSignature(name);
          const written = name.replace(/^percentile[cd]/, (start) => `percentile${start.slice(-1).toUpperCase()}`);
          return signature === null
            ? []
            : [functionRow(written, signature, "Aggregating", "What all rows make together")];
        }),
        ...OVER_A_LIST.map(([name, category, gives, description]) =>
          functionRow(name, { text: `variable IN LIST<ANY> -> ${gives}` }, category, description),
        ),
      ].toSorted(byName);
    case "procedures":
      return [...procedures.values()]
        .map(({ name, description, parameters, columns }): Row => ({
          name,
          description,
          mode: "READ",
          worksOnSystem: false,
          signature: `${name}(${listed(parameters)})${columns.length === 0 ? "" : ` :: (${listed(columns)})`}`,
          argumentDescription: parameters.map(described),
          returnDescription: columns.map(described),
          admin: false,
          isDeprecated: false,
          option: new Map<string, Value>([["deprecated", false]]),
        }))
        .toSorted(byName);
  }
}

function indexRow(index: IndexDescription, id: number): Row {
  return {
    ...shapeOf(index),
    id: id + 1,
    state: "ONLINE",
    populationPercent: new Float(100),
    type: index.kind.toUpperCase(),
    indexProvider: PROVIDERS[index.kind]?.[0] ?? null,
    owningConstraint: index.constraint,
    options: optionsOf(index.kind),
    failureMessage: "",
    createStatement: statementOf(index),
  };
}

type Shape = Pick<IndexDescription, "name" | "entity" | "labels" | "properties">;

function shapeOf({ name, entity, labels, properties }: Shape): Row {
  return { name, entityType: entity.toUpperCase(), labelsOrTypes: labels, properties };
}

/** The configuration of every full-text index: there is one analyzer, and a write is visible to searches at once. */
const TEXT_CONFIG: readonly (readonly [string, Value])[] = [
  ["fulltext.analyzer", ANALYZER],
  ["fulltext.eventually_consistent", false],
];
const TEXT_OPTIONS = `OPTIONS {indexConfig: {\`fulltext.analyzer\`: '${ANALYZER}',\`fulltext.eventually_consistent\`: false}}`;

function optionsOf(kind: string): Value {
  return new Map<string, Value>([
    ["indexConfig", new Map(kind === "fulltext" ? TEXT_CONFIG : [])],
    ["indexProvider", PROVIDERS[kind]?.[0] ?? null],
  ]);
}

/** The command that creates the index or constraint. */
function statementOf(index: Shape & Pick<IndexDescription, "kind" | "constraint">): string {
  const { name, entity, labels, properties, kind, constraint } = index;
  const quoted = (text: string) => `\`${text.replaceAll("`", "``")}\``;
  const [letter, named] = [entity === "node" ? "n" : "r", labels.map(quoted).join("|")];
  const element = entity === "node" ? `(n:${named})` : `()-[r:${named}]-()`;
  const keys = properties.map((key) => `${letter}.${quoted(key)}`).join(", ");
  if (constraint !== null) return `CREATE CONSTRAINT ${quoted(name)} FOR ${element} REQUIRE (${keys}) IS UNIQUE`;
  const on = kind === "fulltext" ? `EACH [${keys}] ${TEXT_OPTIONS}` : `(${keys})`;
  return `CREATE ${kind.toUpperCase()} INDEX ${quoted(name)} FOR ${element} ON ${on}`;
}

/** List predicates and reduce(), which have call syntax but bind a variable. */
const OVER_A_LIST = [
  ["all", "Predicate", "BOOLEAN", "Whether a condition holds of every item"],
  ["any", "Predicate", "BOOLEAN", "Whether a condition holds of some item"],
  ["none", "Predicate", "BOOLEAN", "Whether a condition holds of no item"],
  ["single", "Predicate", "BOOLEAN", "Whether a condition holds of just one item"],
  ["reduce", "List", "ANY", "What the items make of a first value, one after the other"],
] as const;

function functionRow(name: string, { text }: Pick<Signature, "text">, category: string, description: string): Row {
  const forms = text.split(";").map((form) => form.split("->").map((part) => part.trim()));
  return {
    name,
    category,
    description,
    signature: forms.map(([takes = "", gives = ""]) => `${name}(${takes}) :: ${gives}`).join("; "),
    isBuiltIn: true,
    argumentDescription: [],
    returnDescription: [...new Set(forms.map(([, gives = ""]) => gives))].join(" | "),
    aggregating: category === "Aggregating",
    isDeprecated: false,
  };
}

function listed(fields: readonly ProcedureField[]): string {
  return fields.map(({ name, type }) => `${name} :: ${type}`).join(", ");
}

function described({ name, type }: ProcedureField): Value {
  return new Map<string, Value>([
    ["name", name],
    ["type", type],
    ["description", ""],
    ["isDeprecated", false],
  ]);
}

function byName(left: Row, right: Row): number {
  return String(left["name"]) < String(right["name"]) ? -1 : 1;
}
