import type { Request, RequestHandler } from "express";
import { Failure } from "../../contract/errors.ts";
import type { Config } from "../config.ts";
import { answersTo, isLoopbackInstance } from "../exposure.ts";
import { hostName } from "../host-names.ts";

/** Rejects, on every route, a request for a host that this instance does not serve. */
export function requireKnownHost(config: Config): RequestHandler {
  return (request, _response, next) => {
    const names = hostsOf(request);
    // Health checks of load balancers use HTTP/1.0 without a Host; browsers do not, so no page can exploit it by
    // rebinding.
    const nameless = names.length === 0 && !isLoopbackInstance(config);
    const [name] = names;
    if (!nameless && (typeof name !== "string" || names.some((other) => other !== name))) {
      throw new Failure("request/invalid", "A request names one host, in one Host header", {
        remedy: `Use ${config.publicUrl}`,
      });
    }
    if (typeof name === "string" && !answersTo(name, config)) {
      throw new Failure("request/misdirected", `“${name.slice(0, 80)}” is not a name of this server`, {
        remedy: `Use ${config.publicUrl}. If readers use that name, set PUBLIC_URL and OWNER_TOKEN`,
      });
    }
    next();
  };
}

/** The hosts that a request names, null for a malformed one: Host, and the authority of an absolute request target. */
function hostsOf(request: Request): (string | null)[] {
  const given = request.headersDistinct.host ?? [];
  const [, authority] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(request.url) ?? [];
  if (given.length > 1) return [null];
  return [...given, ...(authority === undefined ? [] : [authority])].map(hostName);
}
