import { z } from "zod";
import { ERROR_STATUS, Problem, type ErrorCode } from "./errors.ts";
import { takesBody, type Operation } from "./operation.ts";
import { operations } from "./operations.ts";

/** Errors of every operation, in addition to its own. */
const EVERY_OPERATION: readonly ErrorCode[] = [
  "request/invalid",
  "request/misdirected",
  "request/too-large",
  "request/too-many",
  "store/unavailable",
  "store/busy",
  "internal",
];
const OWNERS: readonly ErrorCode[] = [
  "request/unauthorized",
  "request/forbidden",
  "request/unsupported-media",
  "request/timeout",
];

/** The OpenAPI 3.1 document of the contract table. */
export function openApi(publicUrl: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, operation] of Object.entries(operations)) {
    const path = operation.path.replaceAll(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [operation.method]: describe(name, operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Wiregraph",
      version: "1",
      description: "Knowledge graphs of the news in which every relation carries its receipt.",
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      schemas: { Problem: jsonSchema(Problem, "output") },
      securitySchemes: { owner: { type: "http", scheme: "bearer", description: "OWNER_TOKEN of the settings" } },
    },
  };
}

function describe(name: string, operation: Operation): Record<string, unknown> {
  const codes = [...EVERY_OPERATION, ...(operation.access === "owner" ? OWNERS : []), ...operation.errors];
  const body = jsonSchema(operation.body, "input");
  return {
    operationId: name,
    summary: operation.summary,
    parameters: [...parameters(operation.params, "path"), ...parameters(operation.query, "query")],
    ...(takesBody(operation) && {
      requestBody: { required: true, content: { "application/json": { schema: body } } },
    }),
    responses: {
      200: {
        description: "The answer",
        content: { "application/json": { schema: jsonSchema(operation.answer, "output") } },
      },
      ...(operation.cached && { 304: { description: "The caller has it already (If-None-Match)" } }),
      ...problems(codes),
    },
    ...(operation.access === "owner" && { security: [{ owner: [] }, {}] }),
  };
}

function problems(codes: readonly ErrorCode[]): Record<string, unknown> {
  const byStatus = new Map<number, string[]>();
  for (const code of codes) byStatus.set(ERROR_STATUS[code], [...(byStatus.get(ERROR_STATUS[code]) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [
      status,
      {
        description: of.join(", "),
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  );
}

interface ObjectSchema {
  properties?: Record<string, Record<string, unknown>>;
  required?: string[];
}

function parameters(schema: z.ZodType, place: "path" | "query"): Record<string, unknown>[] {
  const { properties = {}, required = [] } = jsonSchema(schema, "input") as ObjectSchema;
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
  }));
}

function jsonSchema(schema: z.ZodType, io: "input" | "output"): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any", target: "draft-2020-12" });
  return rest;
}
