import type { RequestHandler } from "express";
import { Failure } from "../../contract/errors.ts";
import { isFree } from "./client-budget.ts";

export interface ShedLimits {
  /** How long one turn of the event loop may answer requests. */
  readonly turnMillis: number;
  /** With fewer requests in a turn its length has other causes, which rejections would not change. */
  readonly requests: number;
}

const LIMITS: ShedLimits = { turnMillis: 100, requests: 40 };

/**
 * The last resort when more requests arrive than the process can answer. In each turn of the event loop, requests after
 * the time limit are rejected. That costs a tenth of an answer, so turns and the queue stay short.
 */
export function shedLoad(limits: ShedLimits = LIMITS): RequestHandler {
  let began = 0;
  let requests = 0;
  const endTurn = () => {
    requests = 0;
  };
  return (request, _response, next) => {
    if (requests === 0) {
      began = performance.now();
      // Runs when every connection that was ready in this turn has had its callback.
      setImmediate(endTurn);
    }
    requests += 1;
    const isLate = requests > limits.requests && performance.now() - began > limits.turnMillis;
    if (!isLate || isFree(request.path)) return next();
    throw new Failure("store/busy", "More is being asked than can be answered", { remedy: "Try again in a moment" });
  };
}
