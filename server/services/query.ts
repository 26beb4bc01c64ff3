import { MAX_ROWS, MAX_STATEMENT, type QueryAnswer, type QueryRequest } from "../../contract/query.ts";
import { Failure } from "../../contract/errors.ts";
import { MAX_PARAMETER_DEPTH, MAX_PARAMETERS, MAX_QUERY_MILLIS } from "../../contract/limits.ts";
import { isNestedDeeper } from "../nesting.ts";
import type { QueryClient, Store } from "../store/store.ts";
import { admission, ADMISSION_LIMITS, type Admit } from "./admission.ts";
import { visibleStory } from "./visibility.ts";

/** Runs a typed query: checks its shape first, then the store checks it, and rows and time are limited. */
export interface QueryService {
  run(request: QueryRequest, signal: AbortSignal, client: QueryClient): Promise<QueryAnswer>;
}

export function queryService(store: Store): QueryService {
  // Readers and the owner have separate places.
  const admissions: Readonly<Record<QueryClient, Admit>> = {
    owner: admission(ADMISSION_LIMITS.ownerQuery),
    reader: admission(ADMISSION_LIMITS.question),
  };
  return {
    async run({ statement, parameters: given, story, limit }, signal, client) {
      const parameters = withStory(given, story);
      checkQueryShape(statement, parameters);
      // A missing story would return no rows, like an empty one.
      if (story !== undefined && client === "owner") await visibleStory(store, "owner", story);
      const began = performance.now();
      const maxRows = Math.min(limit, MAX_ROWS);
      const result = await admissions[client](
        () => store.query(statement, parameters, { maxRows, timeoutMillis: MAX_QUERY_MILLIS, signal, client }),
        { signal },
      );
      return {
        columns: [...result.columns],
        rows: result.rows.map((row) => [...row]),
        truncated: result.truncated ? { rows: maxRows } : null,
        plan: result.plan,
        milliseconds: Math.round((performance.now() - began) * 10) / 10,
        store: store.kind,
      };
    },
  };
}

/** A query about a story gets its id as $story, which the parameters must not contain. */
function withStory(parameters: QueryRequest["parameters"], story: string | undefined): QueryRequest["parameters"] {
  if (story === undefined) return parameters;
  if ("story" in parameters) {
    throw new Failure("query/invalid", "$story is given twice: as “story” and among the parameters", {
      place: { field: "parameters.story" },
      remedy: "Leave one of them out",
    });
  }
  return { ...parameters, story };
}

/**
 * Rejects a statement or parameters that are too large, too deep or malformed, before a store sees them.
 * @throws Failure query/too-long, query/invalid
 */
export function checkQueryShape(statement: string, parameters: Readonly<Record<string, unknown>>): void {
  if (statement.length > MAX_STATEMENT) {
    throw new Failure(
      "query/too-long",
      `The statement has ${statement.length} characters; ${MAX_STATEMENT} are taken`,
      {
        place: { field: "statement" },
      },
    );
  }
  if (!statement.isWellFormed()) {
    throw new Failure("query/invalid", "The statement holds half a surrogate pair", { place: { field: "statement" } });
  }
  if (statement.trim() === "") {
    throw new Failure("query/invalid", "There is no statement", {
      place: { field: "statement" },
      remedy: "Try MATCH (n:Person) RETURN n.name",
    });
  }
  // Before the length, because JSON.stringify uses stack for every level.
  if (isNestedDeeper(parameters, MAX_PARAMETER_DEPTH)) {
    throw new Failure("query/invalid", `The parameters are nested more than ${MAX_PARAMETER_DEPTH} deep`, {
      place: { field: "parameters" },
    });
  }
  if (JSON.stringify(parameters).length > MAX_PARAMETERS) {
    throw new Failure("query/invalid", `The parameters are larger than ${MAX_PARAMETERS / 1000} kB`, {
      place: { field: "parameters" },
    });
  }
}
