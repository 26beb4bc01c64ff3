import type { z } from "zod";
import type { ErrorCode } from "./errors.ts";

/** One row of the contract table: everything that server, client and the OpenAPI document know of an HTTP operation. */
export interface Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  readonly method: "get" | "post" | "patch" | "delete";
  /** With `:name` for each name in `params`. */
  readonly path: string;
  readonly summary: string;
  /** "owner": requests with OWNER_TOKEN; without that setting, requests from this machine. */
  readonly access: "anyone" | "owner";
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly answer: Reply;
  /** In addition to those of every operation (EVERY_OPERATION in openapi.ts). */
  readonly errors: readonly ErrorCode[];
  /** The answer has an ETag from the data's version, and If-None-Match answers 304. */
  readonly cached: boolean;
}

/** Whether an operation has a request body. */
export function takesBody({ method }: Pick<Operation, "method">): boolean {
  return method === "post" || method === "patch";
}

/** The three inputs of an operation, each validated by its schema. */
export interface Input<O extends Operation> {
  readonly params: z.output<O["params"]>;
  readonly query: z.output<O["query"]>;
  readonly body: z.output<O["body"]>;
}

export type Answer<O extends Operation> = z.output<O["answer"]>;
