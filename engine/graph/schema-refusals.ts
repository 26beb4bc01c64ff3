import { CypherError } from "../errors.ts";
import { toCypherText } from "../values/operations/to-string.ts";
import type { Value } from "../values/value.ts";
import type { ConstraintDescription, IndexDescription } from "./graph.ts";

/* Neo4j's errors for indexes and constraints that cannot be created, dropped or satisfied, with its status codes. */

/** An index on the same labels and properties exists. */
export function indexExists(same: IndexDescription, name: string): CypherError {
  if (same.constraint !== null) {
    return refusal(
      "ClientError.Schema.ConstraintAlreadyExists",
      `There is a uniqueness constraint on ${schemaOf(same)}, so an index is already created that matches this.`,
    );
  }
  if (same.name !== name)
    return refusal("ClientError.Schema.IndexAlreadyExists", `There already exists an index ${schemaOf(same)}.`);
  const shown = `Index( name='${same.name}', type='${same.kind.toUpperCase()}', schema=${schemaOf(same)} )`;
  return refusal(
    "ClientError.Schema.EquivalentSchemaRuleAlreadyExists",
    `An equivalent index already exists, '${shown}'.`,
  );
}

/** A constraint on the same label and properties exists. */
export function constraintExists(same: ConstraintDescription, name: string): CypherError {
  const schema = schemaOf({ ...same, labels: [same.label] });
  const shown = `Constraint( name='${same.name}', type='UNIQUENESS', schema=${schema} )`;
  return same.name === name
    ? refusal(
        "ClientError.Schema.EquivalentSchemaRuleAlreadyExists",
        `An equivalent constraint already exists, '${shown}'.`,
      )
    : refusal("ClientError.Schema.ConstraintAlreadyExists", `Constraint already exists: ${shown}`);
}

/** A constraint creates its own index, so none may exist before it. */
export function indexBeforeConstraint(index: IndexDescription): CypherError {
  return refusal(
    "ClientError.Schema.IndexAlreadyExists",
    `There already exists an index ${schemaOf(index)}. A constraint cannot be created until the index has been dropped.`,
  );
}

/** Another index or constraint has the name. */
export function nameExists(what: "index" | "constraint", name: string): CypherError {
  return refusal(
    `ClientError.Schema.${what === "index" ? "Index" : "Constraint"}WithNameAlreadyExists`,
    `There already exists ${what === "index" ? "an index" : "a constraint"} called '${name}'.`,
  );
}

/** No such index to drop. */
export function noIndex(name: string): CypherError {
  return refusal(
    "DatabaseError.Schema.IndexDropFailed",
    `Unable to drop index called \`${name}\`. There is no such index.`,
  );
}

/** The index of a constraint is dropped with its constraint only. */
export function indexOfConstraint(name: string): CypherError {
  return refusal(
    "DatabaseError.Schema.IndexDropFailed",
    `Unable to drop index: Index belongs to constraint: \`${name}\``,
  );
}

/** No such constraint to drop. */
export function noConstraint(name: string): CypherError {
  return refusal(
    "DatabaseError.Schema.ConstraintDropFailed",
    `Unable to drop constraint \`${name}\`: No such constraint ${name}.`,
  );
}

/** Two elements have equal values when a constraint is created. */
export function notUnique(
  description: IndexDescription,
  values: readonly Value[],
  [first, second]: readonly [number, number],
): CypherError {
  const { name, entity } = description;
  const [word, carries] = entity === "node" ? ["Node", "label"] : ["Relationship", "type"];
  return refusal(
    "DatabaseError.Schema.ConstraintCreationFailed",
    `Unable to create Constraint( name='${name}', type='UNIQUENESS', schema=${schemaOf(description)} ):\n` +
      `Both ${word}(${first}) and ${word}(${second}) have the ${carries} \`${description.labels[0]}\` and ` +
      `${pairsOf(description, values)}. Note that only the first found violation is shown.`,
  );
}

/** A constraint rejects a value that is being set. */
export function alreadyHeld(description: IndexDescription, values: readonly Value[], holder: number): CypherError {
  const [word, carries] = description.entity === "node" ? ["Node", "label"] : ["Relationship", "type"];
  return new CypherError(
    "ConstraintValidationFailed",
    `${word}(${holder}) already exists with ${carries} \`${description.labels[0]}\` and ${pairsOf(description, values)}`,
    { detail: "ConstraintViolation" },
  );
}

function refusal(code: string, message: string): CypherError {
  const detail = code.slice(code.lastIndexOf(".") + 1);
  return new CypherError("ConstraintVerificationFailed", message, { detail, code: `Neo.${code}` });
}

function schemaOf({ entity, labels, properties }: Pick<IndexDescription, "entity" | "labels" | "properties">): string {
  const keys = `{${properties.join(", ")}}`;
  return entity === "node" ? `(:${labels.join("|")} ${keys})` : `()-[:${labels.join("|")} ${keys}]-()`;
}

function pairsOf({ properties }: IndexDescription, values: readonly Value[]): string {
  const pairs = properties.map((key, index) => `\`${key}\` = ${quoted(values[index] ?? null)}`);
  return `${pairs.length === 1 ? "property" : "properties"} ${pairs.join(", ")}`;
}

function quoted(value: Value): string {
  return typeof value === "string" ? `'${value}'` : toCypherText(value);
}
