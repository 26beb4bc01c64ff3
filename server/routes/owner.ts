import { timingSafeEqual, createHash } from "node:crypto";
import type { Request } from "express";
import { Failure } from "../../contract/errors.ts";
import type { Config } from "../config.ts";

const LOOPBACK_NAMES = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Lets the owner through, else throws. With OWNER_TOKEN the owner is whoever sends it. Without one he is whoever sits
 * at this machine: the connection is from loopback, the Host is a loopback name (a name an attacker owns that resolves
 * to 127.0.0.1 is not), and a browser says that the page asking is ours.
 */
export function requireOwner(request: Request, config: Config): void {
  if (config.ownerToken !== null) {
    const sent = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
    if (sent === undefined) {
      throw new Failure("request/unauthorized", "This needs the owner's token", {
        remedy: "Send it as Authorization: Bearer …; it is OWNER_TOKEN of the settings",
      });
    }
    if (!sameSecret(sent, config.ownerToken))
      throw new Failure("request/unauthorized", "That is not the owner's token");
  } else {
    requireLoopback(request, config);
  }
  requireOwnPage(request, config);
}

/** Whether requireOwner would let this request through. */
export function isOwner(request: Request, config: Config): boolean {
  try {
    requireOwner(request, config);
    return true;
  } catch {
    return false;
  }
}

function requireLoopback(request: Request, config: Config): void {
  const address = request.socket.remoteAddress ?? "";
  if (!/^(127\.|::1$|::ffff:127\.)/.test(address)) {
    throw new Failure("request/forbidden", "Without OWNER_TOKEN only this machine itself may do that", {
      remedy: "Set OWNER_TOKEN and send it as Authorization: Bearer …",
    });
  }
  const host = request.headers.host ?? "";
  const name = host.replace(/:\d+$/, "").toLowerCase();
  if (!LOOPBACK_NAMES.has(name) || request.headers["x-forwarded-for"] !== undefined) {
    throw new Failure("request/forbidden", `The host “${name.slice(0, 80)}” is not this machine's own name`, {
      remedy: `Use ${config.publicUrl}, or set OWNER_TOKEN`,
    });
  }
}

/** A page of another origin that makes the reader's browser ask is refused, whatever it knows. */
function requireOwnPage(request: Request, config: Config): void {
  const { origin, host } = request.headers;
  if (origin === undefined) return;
  const own = [new URL(config.publicUrl).origin, ...(config.ownerToken === null ? [`http://${host}`] : [])];
  if (!own.includes(origin)) throw new Failure("request/forbidden", "Another site's page may not ask this");
}

function sameSecret(left: string, right: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
