import { randomUUID } from "node:crypto";
import type { NextFunction, Request, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import { traceIdOf } from "./trace.ts";

/** What the one log line of a request contains besides its method, path, status and time. */
interface RequestLog {
  failure?: { readonly code: string; readonly cause: unknown };
}

/** Gives each request an id and writes exactly one log line for it, without parameters and bodies. */
export function logRequests(log: Logger): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const began = performance.now();
    const id = randomUUID();
    const traceId = traceIdOf(request);
    // A mounted router strips its part of the path.
    const { path } = request;
    request.res = response;
    response.locals["requestId"] = id;
    response.locals["requestLog"] = {} satisfies RequestLog;
    response.setHeader("X-Request-Id", id);
    response.on("close", () => {
      const { failure } = requestLog(response);
      const line = {
        id,
        traceId,
        method: request.method,
        path,
        status: response.statusCode,
        ms: Math.round(performance.now() - began),
        ...(!response.writableFinished && { left: true }),
        ...(failure && { problem: failure.code }),
        ...(failure?.cause !== undefined && { err: failure.cause }),
      };
      if (failure?.code === "store/busy") log.warn(line);
      else if (response.statusCode >= 500) log.error(line);
      else log.info(line);
    });
    next();
  };
}

export function requestId(request: Request): string {
  return String(request.res?.locals["requestId"] ?? "");
}

export function requestLog(response: Response): RequestLog {
  return response.locals["requestLog"] as RequestLog;
}
