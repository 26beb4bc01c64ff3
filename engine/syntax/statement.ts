import type { Expression, Parameter, Query, ReturnClause, SortItem, Span, YieldItem } from "./ast.ts";

/** A whole statement: a query, or one of the commands below that concern the schema. */
export interface Statement extends Span {
  readonly type: "Statement";
  /** EXPLAIN plans and does not run; PROFILE runs and counts rows and steps. */
  readonly mode: "run" | "explain" | "profile";
  /** What was chosen behind CYPHER, as `planner`; without effect here, but not in a Neo4j the text is handed to. */
  readonly options: readonly string[];
  readonly body: Query | SchemaCommand | ShowCommand;
}

export type SchemaCommand = CreateConstraint | DropConstraint | CreateIndex | DropIndex;

export interface CreateConstraint extends Span {
  readonly type: "CreateConstraint";
  readonly name: string | Parameter | null;
  readonly ifNotExists: boolean;
  readonly entity: "node" | "relationship";
  /** The label or the relationship type. */
  readonly label: string;
  readonly properties: readonly string[];
  /** Enforced: "unique". The others are Neo4j Enterprise's and refused with a message. */
  readonly kind: "unique" | "exists" | "key" | "type";
  readonly options: Expression | null;
}

export interface DropConstraint extends Span {
  readonly type: "DropConstraint";
  readonly name: string | Parameter;
  readonly ifExists: boolean;
}

export interface CreateIndex extends Span {
  readonly type: "CreateIndex";
  readonly name: string | Parameter | null;
  readonly ifNotExists: boolean;
  readonly kind: "range" | "text" | "point" | "lookup" | "fulltext" | "vector";
  readonly entity: "node" | "relationship";
  /** One, or for full text several. Empty for lookup. */
  readonly labels: readonly string[];
  readonly properties: readonly string[];
  /** OPTIONS {…} */
  readonly options: Expression | null;
}

export interface DropIndex extends Span {
  readonly type: "DropIndex";
  readonly name: string | Parameter;
  readonly ifExists: boolean;
}

/** SHOW INDEXES / CONSTRAINTS / FUNCTIONS / PROCEDURES [YIELD … [WHERE …] [RETURN …]] */
export interface ShowCommand extends Span {
  readonly type: "Show";
  readonly what: "indexes" | "constraints" | "functions" | "procedures";
  /** What stands before the noun, as in SHOW FULLTEXT INDEXES; empty for all. */
  readonly filter: string;
  /** YIELD was written: with it all columns can be had, without it those that are told first. */
  readonly isYielding: boolean;
  /** null: all of them. */
  readonly yields: readonly YieldItem[] | null;
  readonly where: Expression | null;
  readonly orderBy: readonly SortItem[];
  readonly skip: Expression | null;
  readonly limit: Expression | null;
  readonly returns: ReturnClause | null;
}
