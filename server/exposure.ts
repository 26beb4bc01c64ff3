import { Failure } from "../contract/errors.ts";
import type { Config } from "./config.ts";
import { canonical, hostName, isAddress, isLoopback, isPublic } from "./host-names.ts";

/** Programs on this machine alone can reach it: it listens on loopback, and PUBLIC_URL names no other host. */
export function isLoopbackInstance(config: Config): boolean {
  return isLoopback(canonical(config.host)) && isLoopback(publicHost(config));
}

/** Without a token the owner is whoever uses this machine; an instance that others reach has no owner then. */
export function hasOwner(config: Config): boolean {
  return config.ownerToken !== null || isLoopbackInstance(config);
}

/** As whom most ask: without a token whoever uses this machine is its owner. */
export function usualViewer(config: Config): "owner" | "reader" {
  return config.ownerToken === null && hasOwner(config) ? "owner" : "reader";
}

/** Pages of other sites may read what anyone may read. A private instance without a token keeps them out. */
export function readsAreOpen(config: Config): boolean {
  return config.ownerToken !== null || isPublic(publicHost(config));
}

/**
 * Whether a request may name this host. A web page can have its own name resolve to this machine's address (DNS
 * rebinding) and then reads as same origin, so a loopback instance answers loopback names alone, and a private one
 * only names that no stranger's DNS can give out. Where reads are open that page gains nothing, and any name is
 * answered: health checks and load balancers use names that nobody configures.
 */
export function answersTo(name: string, config: Config): boolean {
  if (isLoopback(name)) return true;
  if (isLoopbackInstance(config)) return false;
  const given = [canonical(config.host), publicHost(config)];
  return readsAreOpen(config) || given.includes(name) || isAddress(name) || !name.includes(".");
}

/** @throws Failure config/invalid when others would reach a server on which everybody is the owner, or nobody can be */
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

/** Empty when HOST is nothing an address can be made of, as a link-local address with its zone. */
function publicHost({ publicUrl }: Config): string {
  return URL.canParse(publicUrl) ? (hostName(new URL(publicUrl).host) ?? "") : "";
}
