import { z } from "zod";

/**
 * Every error code of the product, with its HTTP status. The message is written where the error is thrown; programs
 * must not parse it. A code never changes its meaning.
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
  "view/not-found": 404,
  "view/conflict": 409,
  "view/limit": 422,
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

/** The location in the input: a field, or a position in a statement (1-based line and column). */
export const ErrorPlace = z.strictObject({
  field: z.string().optional(),
  line: z.int().optional(),
  column: z.int().optional(),
  /** The line of the error with a caret under it. */
  excerpt: z.string().optional(),
});
export type ErrorPlace = z.infer<typeof ErrorPlace>;

/** A mistake in a story file. One that occurs in several places is listed once. */
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

/** RFC 9457; `instance` is the request's id, which is in exactly one log line. */
export const Problem = z.strictObject({
  type: z.string().describe("urn:wiregraph:problem:<code>"),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string(),
  place: ErrorPlace.optional(),
  remedy: z.string().optional(),
  /** Cypher's status code, for example Neo.ClientError.Statement.SyntaxError. */
  cypherCode: z.string().optional(),
  mistakes: z.array(LoadProblem).optional().describe("The first 50, where a story file has more than one"),
});
export type Problem = z.infer<typeof Problem>;

export interface FailureOptions {
  readonly place?: ErrorPlace;
  /** What the reader can do about it. */
  readonly remedy?: string;
  readonly cypherCode?: string;
  /** Mistakes of a story file that has more than one. */
  readonly mistakes?: readonly LoadProblem[];
  readonly cause?: unknown;
}

/** The product's error class: thrown anywhere, sent as a Problem by routes/errors.ts. */
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
