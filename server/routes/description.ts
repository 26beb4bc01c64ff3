import { createHash } from "node:crypto";
import express, { type Router } from "express";
import { openApi } from "../../contract/openapi.ts";
import type { Config } from "../config.ts";
import { readsAreOpen } from "../exposure.ts";
import { setHeaders } from "./headers.ts";
import { answerPreflight, refuseOtherMethods } from "./methods.ts";

const PATH = "/api/openapi.json";

/** The OpenAPI description, generated on the first request and cached. */
export function descriptionRouter(config: Config): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  let written: { readonly text: string; readonly etag: string } | null = null;

  function write(): { readonly text: string; readonly etag: string } {
    const text = JSON.stringify(openApi(config.publicUrl));
    return { text, etag: `W/"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"` };
  }

  if (readsAreOpen(config)) {
    router.all(PATH, setHeaders("public-api"));
    router.options(PATH, answerPreflight);
  }
  router.get(PATH, (request, response) => {
    const { text, etag } = (written ??= write());
    response.set({ ETag: etag, "Cache-Control": "no-cache", Vary: "Accept-Encoding" });
    if (request.fresh) response.status(304).end();
    else response.type("json").send(text);
  });
  refuseOtherMethods(router, PATH, ["get"]);
  return router;
}
