import { Failure } from "../contract/errors.ts";
import type { Config } from "./config.ts";
import { canonical, hostName, isAddress, isLoopback, isPublic } from "./host-names.ts";

/**
 * Whether only programs on this machine can reach the app: it listens on loopback, and PUBLIC_URL names no other host.
 */
export function isLoopbackInstance(config: Config): boolean {
  return isLoopback(canonical(config.host)) && isLoopback(publicHost(config));
}

/**
 * Whether the app has an owner. Without a token that is the user of this machine; an instance that others can reach
 * then has no owner.
 */
export function hasOwner(config: Config): boolean {
  return config.ownerToken !== null || isLoopbackInstance(config);
}

/** The viewer of most requests: without a token every client on this machine is the owner. */
export function usualViewer(config: Config): "owner" | "reader" {
  return config.ownerToken === null && hasOwner(config) ? "owner" : "reader";
}

/** Whether pages of other sites may read public data. A private instance without a token blocks them. */
export function readsAreOpen(config: Config): boolean {
  return config.ownerToken !== null || isPublic(publicHost(config));
}

/**
 * Whether a request may name this host. A web page can make its own name resolve to this machine's address (DNS
 * rebinding), and its requests are then same-origin. So a loopback instance accepts only loopback names, and a private
 * one only names that no outside DNS can resolve. Where reads are open such a page gains nothing, so any name is
 * accepted: health checks and load balancers use names that are not configured.
 */
export function answersTo(name: string, config: Config): boolean {
  if (isLoopback(name)) return true;
  if (isLoopbackInstance(config)) return false;
  const given = [canonical(config.host), publicHost(config)];
  return readsAreOpen(config) || given.includes(name) || isAddress(name) || !name.includes(".");
}

/** @throws Failure config/invalid when others could reach a server on which everybody is the owner, or nobody can be */
export function requireOwnerSetting(config: Config): void {
  if (hasOwner(config) || config.readOnly) return;
  const [setting, value] = isLoopback(canonical(config.host))
    ? ["PUBLIC_URL", config.publicUrl]
    : ["HOST", config.host];
  throw new Failure(
    "config/invalid",
    `${setting} is ${value}, so others reach this server, but OWNER_TOKEN is not set: nothing would tell its owner from them`,
    { remedy: "Set OWNER_TOKEN to a secret of at least 16 characters, or READ_ONLY=1 for a server without an owner" },
  );
}

/** Empty when HOST cannot be part of a URL, for example a link-local address with its zone. */
function publicHost({ publicUrl }: Config): string {
  return URL.canParse(publicUrl) ? (hostName(new URL(publicUrl).host) ?? "") : "";
}
