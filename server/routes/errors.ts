import { randomBytes } from "node:crypto";
import type { NextFunction, Request, Response } from "express";
import { ERROR_STATUS, Failure, type Problem } from "../../contract/errors.ts";
import { errorPage } from "./error-page.ts";
import { headersFor, nonceSource } from "./headers.ts";
import { requestId, requestLog } from "./request-log.ts";

const RETRY_AFTER_SECONDS = 2;

/** The only place that turns an error into a response. For an unknown error it sends nothing but the request's id. */
export function answerError(error: unknown, request: Request, response: Response, _next: NextFunction): void {
  // The response already explains the error.
  if (response.writableEnded) return;
  const told = problemOf(error, request, response);
  const { status } = told;
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (status === 429 || status === 503 || status === 504)
    response.setHeader("Retry-After", String(RETRY_AFTER_SECONDS));
  response.status(status).setHeader("Cache-Control", "no-store");
  if (isForReaders(request)) {
    const nonce = randomBytes(16).toString("base64");
    response.set(headersFor(request.path.startsWith("/e/") ? "embed" : "page", nonceSource(nonce)));
    response.type("html").send(errorPage(told, nonce));
    return;
  }
  if (request.path.startsWith("/e/")) response.set(headersFor("text"));
  response.setHeader("Content-Type", "application/problem+json; charset=utf-8");
  const text = JSON.stringify(told);
  response.setHeader("Content-Length", Buffer.byteLength(text)).end(text);
}

/** The Problem for an error; details that it leaves out go to the request's log line. */
export function problemOf(error: unknown, request: Request, response: Response): Problem {
  const failure = toFailure(error);
  const isOurs = ERROR_STATUS[failure.code] >= 500 && failure.code !== "store/busy";
  requestLog(response).failure = { code: failure.code, cause: isOurs ? (failure.cause ?? error) : undefined };
  return problem(failure, request);
}

/** Whether a browser requests a page, also inside a frame, where JSON would appear in another site's article. */
function isForReaders(request: Request): boolean {
  return (
    request.method === "GET" &&
    !/^\/(api|assets)(\/|$)/.test(request.path) &&
    request.accepts(["application/problem+json", "application/json", "html"]) === "html"
  );
}

export function problem(failure: Failure, request: Request): Problem {
  return {
    type: `urn:wiregraph:problem:${failure.code.replace("/", ":")}`,
    title: TITLES[failure.code] ?? TITLES[failure.code.split("/")[0] ?? ""] ?? "Something went wrong here",
    status: ERROR_STATUS[failure.code],
    detail: failure.message,
    instance: requestId(request),
    code: failure.code,
    ...(failure.place && { place: failure.place }),
    ...(failure.remedy && { remedy: failure.remedy }),
    ...(failure.cypherCode && { cypherCode: failure.cypherCode }),
    ...(failure.mistakes && { mistakes: [...failure.mistakes] }),
  };
}

/** By code, or by the part of it before the slash. */
const TITLES: Readonly<Record<string, string>> = {
  "request/not-found": "There is nothing at this address",
  request: "The request cannot be answered as it is",
  entity: "There is no such entity",
  article: "There is no such article",
  story: "There is no such story",
  question: "There is no such question",
  query: "The query was not answered",
  load: "The story was not loaded",
  store: "The store does not answer",
};

/** The errors of Express and its body parser. */
interface HttpError {
  readonly status?: unknown;
}

function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { status } = (typeof error === "object" && error !== null ? error : {}) as HttpError;
  if (status === 413)
    return new Failure("request/too-large", "What was sent is larger than is taken here", { cause: error });
  if (status === 415) return new Failure("request/unsupported-media", "Send UTF-8 application/json", { cause: error });
  if (typeof status === "number" && status >= 400 && status < 500) {
    return new Failure("request/invalid", "The request is malformed", { cause: error });
  }
  return new Failure("internal", "An error of ours. The request's id finds it in the log.", { cause: error });
}
