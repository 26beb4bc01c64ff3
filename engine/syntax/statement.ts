import type { Expression, Parameter, Query, ReturnClause, SortItem, Span, YieldItem } from "./ast.ts";

/** A whole statement: a query or a schema command. */
export interface Statement extends Span {
  readonly type: "Statement";
  /** EXPLAIN plans without running; PROFILE runs and counts rows and steps. */
  readonly mode: "run" | "explain" | "profile";
  /**
   * The options after CYPHER, for example `planner`. They have no effect here, but do in a Neo4j that gets the
   * statement.
   */
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
  /** Only "unique" is enforced. The others belong to Neo4j Enterprise and are rejected with a message. */
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
  /** One label, or several for full text; empty for a lookup index. */
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
  /** The words before the noun, as in SHOW FULLTEXT INDEXES; empty for all. */
  readonly filter: string;
  /** YIELD was written: it gives access to all columns; without it the default ones are returned. */
  readonly isYielding: boolean;
  /** null: all of them. */
  readonly yields: readonly YieldItem[] | null;
  readonly where: Expression | null;
  readonly orderBy: readonly SortItem[];
  readonly skip: Expression | null;
  readonly limit: Expression | null;
  readonly returns: ReturnClause | null;
}
