import type { RequestHandler } from "express";
import type { Logger } from "pino";
import { Failure } from "../../contract/errors.ts";
import { clientOf } from "../client-address.ts";

export interface BudgetLimits {
  readonly perSecond: number;
  /** Requests that a client may send at once after a pause. */
  readonly burst: number;
  /** Most clients in memory; the one with the oldest request is dropped first. */
  readonly clients: number;
}

export const BUDGET_LIMITS: BudgetLimits = { perSecond: 600, burst: 3_000, clients: 20_000 };

export interface ClientBudgetOptions {
  readonly trustedProxies: number;
  readonly log: Logger;
  readonly limits?: Partial<BudgetLimits>;
}

/** Paths for monitoring, which are always answered. */
const FREE = new Set(["/healthz", "/readyz", "/metrics"]);

export function isFree(path: string): boolean {
  return FREE.has(path);
}

/**
 * A token bucket of requests per client, checked before any work. The cost of the work itself is limited by its
 * admission.
 */
export function clientBudget({ trustedProxies, log, limits: given = {} }: ClientBudgetOptions): RequestHandler {
  const limits = { ...BUDGET_LIMITS, ...given };
  const buckets = new Map<string, { tokens: number; at: number }>();
  let hasTold = false;

  function take(client: string): boolean {
    const now = performance.now();
    const before = buckets.get(client) ?? { tokens: limits.burst, at: now };
    const tokens = Math.min(limits.burst, before.tokens + ((now - before.at) / 1_000) * limits.perSecond);
    buckets.delete(client);
    buckets.set(client, { tokens: Math.max(0, tokens - 1), at: now });
    if (buckets.size > limits.clients) {
      const [oldest = ""] = buckets.keys();
      buckets.delete(oldest);
    }
    return tokens >= 1;
  }

  return (request, _response, next) => {
    if (isFree(request.path)) return next();
    if (!hasTold && trustedProxies === 0 && request.headers["x-forwarded-for"] !== undefined) {
      hasTold = true;
      log.warn("requests come through a proxy and share one client's budget: TRUSTED_PROXIES tells readers apart");
    }
    if (take(clientOf(request, trustedProxies))) return next();
    throw new Failure("request/too-many", `More than ${limits.perSecond} requests a second came from your address`, {
      remedy: "Try again in a moment",
    });
  };
}
