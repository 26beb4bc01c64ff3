import { timingSafeEqual, createHash } from "node:crypto";
import type { Request } from "express";
import { Failure } from "../../contract/errors.ts";
import type { Config } from "../config.ts";
import { hasOwner } from "../exposure.ts";
import { foreignTrace, isSameOrigin } from "./local-client.ts";

/**
 * Throws unless the owner sends the request. With OWNER_TOKEN the owner is everybody who sends it, from anywhere.
 * Without it the owner is the user of this machine, and nobody where others can reach the server.
 */
export function requireOwner(request: Request, config: Config): void {
  if (config.ownerToken === null) {
    requireThisMachine(request, config);
    return;
  }
  const sent = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (sent === undefined) {
    throw new Failure("request/unauthorized", "This needs the owner's token", {
      remedy: "Send it as Authorization: Bearer …; it is OWNER_TOKEN of the settings",
    });
  }
  if (!sameSecret(sent, config.ownerToken)) throw new Failure("request/unauthorized", "That is not the owner's token");
  requireOwnPage(request, config);
}

/** Whether requireOwner would accept this request. */
export function isOwner(request: Request, config: Config): boolean {
  try {
    requireOwner(request, config);
    return true;
  } catch {
    return false;
  }
}

function requireThisMachine(request: Request, config: Config): void {
  if (!hasOwner(config)) {
    throw new Failure("request/forbidden", "This server has no owner: OWNER_TOKEN is not set", {
      remedy: "Set OWNER_TOKEN and send it as Authorization: Bearer …",
    });
  }
  const trace = foreignTrace(request);
  if (trace !== null) {
    throw new Failure("request/forbidden", `Without OWNER_TOKEN only this machine itself may do that: ${trace}`, {
      remedy: `Use ${config.publicUrl} on this machine, or set OWNER_TOKEN and send it as Authorization: Bearer …`,
    });
  }
}

/** Rejects requests that a page of another origin makes the browser send, even with the token. */
function requireOwnPage({ headers: { origin, host } }: Request, config: Config): void {
  if (origin === undefined) return;
  const own = [config.publicUrl, `http://${host}`, `https://${host}`];
  if (!own.some((one) => isSameOrigin(origin, one)))
    throw new Failure("request/forbidden", "Another site's page may not ask this");
}

function sameSecret(left: string, right: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
