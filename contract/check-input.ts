import type { z } from "zod";
import { issueWords } from "../model/issue-words.ts";
import { Failure } from "./errors.ts";

/**
 * Validates a part of a request (`where`: path, query or body) with its schema.
 * @throws Failure request/invalid, which names the field
 */
export function checkInput<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const result = schema.safeParse(value, { error: issueWords });
  if (result.success) return result.data;
  const [first] = result.error.issues;
  const field = [where, ...(first?.path ?? [])].map(String).join(".");
  throw new Failure("request/invalid", `${field}: ${first?.message ?? "is not as it should be"}`.slice(0, 300), {
    place: { field },
    remedy: "GET /api/openapi.json says what is taken",
  });
}
