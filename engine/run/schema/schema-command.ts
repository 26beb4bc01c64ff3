import { CypherError } from "../../errors.ts";
import { ANALYZER } from "../../graph/fulltext.ts";
import { Scope } from "../../plan/scope.ts";
import type { Parameter } from "../../syntax/ast.ts";
import type { CreateConstraint, CreateIndex, SchemaCommand } from "../../syntax/statement.ts";
import { isMap } from "../../values/kind.ts";
import type { Value } from "../../values/value.ts";
import type { Execution } from "../execution.ts";

/** Neo4j's index providers by index kind; each kind accepts only its own. */
export const PROVIDERS: Readonly<Record<string, readonly string[]>> = {
  range: ["range-1.0"],
  text: ["text-2.0", "text-1.0"],
  point: ["point-1.0"],
  fulltext: ["fulltext-1.0"],
  lookup: ["token-lookup-1.0"],
};

/** Creates or drops a constraint or an index. */
export function runSchemaCommand(command: SchemaCommand, execution: Execution): void {
  const { graph, counters } = execution;
  const { schema } = graph;
  switch (command.type) {
    case "CreateConstraint": {
      if (command.kind !== "unique") throw onlyEnterprise(command);
      checkOptions(command, "range", execution);
      const { entity, label, properties, ifNotExists } = command;
      checkOnce(command, "Constraint", [label]);
      const name = nameOf(command.name, execution);
      const isTaken = schema.indexes().some((index) => index.name === name && index.constraint === null);
      if (schema.createConstraint({ name, kind: "unique", entity, label, properties }, ifNotExists && !isTaken))
        counters.constraintsAdded += 1;
      return;
    }
    case "DropConstraint":
      if (schema.dropConstraint(nameOf(command.name, execution) ?? "", command.ifExists))
        counters.constraintsRemoved += 1;
      return;
    case "CreateIndex": {
      const { kind, entity, labels, properties, ifNotExists } = command;
      if (kind === "vector") throw unsupported("Vector indexes are not offered", command);
      if (kind === "lookup") {
        if (ifNotExists) return;
        const what = entity === "node" ? "(:<any-labels>)" : "()-[:<any-types>]-()";
        throw refused("Schema.IndexAlreadyExists", `There already exists an index ${what}.`, command);
      }
      checkOptions(command, kind, execution);
      checkOnce(command, "Index", labels);
      const name = nameOf(command.name, execution);
      if (schema.createIndex({ name, kind, entity, labels, properties, analyzer: null }, ifNotExists))
        counters.indexesAdded += 1;
      return;
    }
    case "DropIndex":
      if (schema.dropIndex(nameOf(command.name, execution) ?? "", command.ifExists)) counters.indexesRemoved += 1;
  }
}

function nameOf(name: string | Parameter | null, execution: Execution): string | null {
  if (name === null || typeof name === "string") return name;
  const given = execution.expression(name, Scope.empty)();
  if (typeof given === "string" && given !== "") return given;
  throw new CypherError("TypeError", `A name is a String, as parameter \`${name.name}\` should be`, {
    detail: "InvalidArgumentType",
    start: name.start,
    end: name.end,
  });
}

type Making = CreateConstraint | CreateIndex;

/** Rejects a property that is listed twice. */
function checkOnce(command: Making, what: string, labels: readonly string[]): void {
  const { properties, entity } = command;
  if (new Set(properties).size === properties.length) return;
  const [open, close] = entity === "node" ? ["(:", ")"] : ["()-[:", "]-()"];
  const shown = `${open}${labels.join("|")} {${properties.join(", ")}}${close}`;
  throw refused(
    "Schema.RepeatedPropertyInCompositeSchema",
    `${what} on ${shown} includes a property more than once.`,
    command,
  );
}

/**
 * Checks OPTIONS: the index provider, and for some kinds the index configuration. Rejects options that would have no
 * effect.
 */
function checkOptions(command: Making, kind: string, execution: Execution): void {
  if (command.options === null) return;
  const given = execution.expression(command.options, Scope.empty)();
  const failed = (code: string, why: string) => refused(code, `Failed to create ${kind} index: ${why}`, command);
  if (!isMap(given) || [...given.keys()].some((key) => key !== "indexProvider" && key !== "indexConfig")) {
    const why = "Invalid option provided, valid options are `indexProvider` and `indexConfig`.";
    throw failed("Statement.SyntaxError", why);
  }
  const [provider = null, config = null] = [given.get("indexProvider"), given.get("indexConfig")];
  const known = PROVIDERS[kind] ?? [];
  if (provider !== null && !known.includes(String(provider)))
    throw failed("General.InvalidArguments", `The available index providers for the given type: ${known.join(", ")}.`);
  if (config !== null && (!isMap(config) || (config.size > 0 && (kind === "range" || kind === "text"))))
    throw failed("General.InvalidArguments", `${kind} indexes have no valid config values.`);
  if (kind === "fulltext" && config !== null) checkFulltext(config, failed);
}

/** Rejects an unknown analyzer, since another one would find other words. */
function checkFulltext(config: ReadonlyMap<string, Value>, failed: (code: string, why: string) => CypherError): void {
  for (const [key, value] of config) {
    if (key !== "fulltext.analyzer" && key !== "fulltext.eventually_consistent")
      throw failed("General.InvalidArguments", `there is no setting ${key}.`);
    if (key === "fulltext.analyzer" && value !== ANALYZER)
      throw failed("General.InvalidArguments", `the analyzer is ${ANALYZER}, and there is no other.`);
  }
}

function refused(code: string, message: string, { start, end }: Making): CypherError {
  const detail = code.slice(code.indexOf(".") + 1);
  const kind = code.startsWith("Statement") ? "SyntaxError" : "ConstraintVerificationFailed";
  return new CypherError(kind, message, { detail, code: `Neo.ClientError.${code}`, start, end });
}

function unsupported(message: string, { start, end }: Making, code?: string): CypherError {
  return new CypherError("Unsupported", message, {
    detail: "Unsupported",
    start,
    end,
    ...(code !== undefined && { code }),
  });
}

/** Neo4j Community Edition's error for constraints of the Enterprise Edition. */
function onlyEnterprise(command: CreateConstraint): CypherError {
  const what = { exists: "Property existence", key: "Key", type: "Property type", unique: "" }[command.kind];
  return unsupported(
    `${what} constraint requires Neo4j Enterprise Edition: only uniqueness constraints are offered`,
    command,
    "Neo.DatabaseError.Schema.ConstraintCreationFailed",
  );
}
