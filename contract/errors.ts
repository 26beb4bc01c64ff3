import { z } from "zod";

/**
 * Every error the product answers, by code. The status stands here, the sentence where it is thrown; nobody reads
 * sentences. A code never changes its meaning.
 */
export const ERROR_STATUS = {
  "request/invalid": 400,
  "request/unsupported-media": 415,
  "request/too-large": 413,
  "request/not-found": 404,
  "request/method": 405,
  "request/forbidden": 403,
  "request/unauthorized": 401,
  "request/misdirected": 421,
  "request/read-only": 403,
  "request/timeout": 408,
  "request/too-many": 429,
  "entity/not-found": 404,
  "article/not-found": 404,
  "relation/not-found": 404,
  "version/not-found": 404,
  "change/not-found": 404,
  "change/conflict": 409,
  "correction/invalid": 422,
  "correction/older": 409,
  "story/not-found": 404,
  "story/too-large": 422,
  "question/not-found": 404,
  "judgement/not-found": 404,
  "judgement/conflict": 409,
  "query/invalid": 400,
  "query/refused": 403,
  "query/too-long": 400,
  "query/limit": 422,
  "query/timeout": 504,
  "query/cancelled": 499,
  "load/invalid": 422,
  "load/busy": 409,
  "load/not-found": 404,
  "load/too-large": 422,
  "store/unavailable": 503,
  "store/busy": 503,
  "store/full": 507,
  "store/damaged": 500,
  "store/in-use": 503,
  "config/invalid": 500,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** Where in what was sent: a field, or a place in a statement (line and column from 1). */
export const ErrorPlace = z.strictObject({
  field: z.string().optional(),
  line: z.int().optional(),
  column: z.int().optional(),
  /** The offending line with a caret under it. */
  excerpt: z.string().optional(),
});
export type ErrorPlace = z.infer<typeof ErrorPlace>;

/** A mistake of a story file. One that is made in many places stands once. */
export const LoadProblem = z.strictObject({
  code: z.string(),
  count: z.int().describe("Places that have it"),
  place: z.string().describe("The first of them"),
  message: z.string(),
  remedy: z.string(),
  alsoAt: z.array(z.string()).describe("Further places, ten at most"),
  fallen: z.int().describe("Records without a mistake that hang on what was refused for this one"),
});
export type LoadProblem = z.infer<typeof LoadProblem>;

/** RFC 9457; `instance` is the request's id, which stands in exactly one log line. */
export const Problem = z.strictObject({
  type: z.string().describe("urn:wiregraph:problem:<code>"),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string(),
  place: ErrorPlace.optional(),
  remedy: z.string().optional(),
  /** Cypher's own code, as Neo.ClientError.Statement.SyntaxError. */
  cypherCode: z.string().optional(),
  mistakes: z.array(LoadProblem).optional().describe("The first 50, where a story file has more than one"),
});
export type Problem = z.infer<typeof Problem>;

export interface FailureOptions {
  readonly place?: ErrorPlace;
  /** What to do about it. */
  readonly remedy?: string;
  readonly cypherCode?: string;
  /** Mistakes of a story file that has more than one. */
  readonly mistakes?: readonly LoadProblem[];
  readonly cause?: unknown;
}

/** The one error of the product: thrown anywhere, answered as a Problem by routes/errors.ts. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly place: ErrorPlace | undefined;
  readonly remedy: string | undefined;
  readonly cypherCode: string | undefined;
  readonly mistakes: readonly LoadProblem[] | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options: FailureOptions = {},
  ) {
    super(message, { cause: options.cause });
    this.place = options.place;
    this.remedy = options.remedy;
    this.cypherCode = options.cypherCode;
    this.mistakes = options.mistakes;
  }
}
