import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import express, { type Request, type Response, type Router } from "express";
import staticGzip from "express-static-gzip";
import { Id } from "../../contract/browse.ts";
import { Failure } from "../../contract/errors.ts";
import type { Config } from "../config.ts";
import { embedService } from "../services/embed.ts";
import type { Services } from "../services/services.ts";
import { headersFor, setHeaders } from "./headers.ts";
import { answerPreflight, refuseOtherMethods } from "./methods.ts";

export interface PagesOptions {
  readonly services: Services;
  readonly config: Config;
  readonly clientDir: string;
}

/** The places of the app: one page answers them all. */
export const PLACES = ["/", "/ask", "/share"] as const;

const EMBED_PATHS = ["/e/:slug", "/e/:slug/", "/e/:slug/picture.svg", "/e/:slug/sentences.txt"] as const;

const NONCE_MARK = "__NONCE__";
const BODY_MARK = "<!--embed-body-->";
const HEAD_MARK = "<!--embed-head-->";
const YEAR_SECONDS = 31_536_000;

/** The app's page, the embeds and the built files. */
export function pagesRouter({ services, config, clientDir }: PagesOptions): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const appShell = readFileSync(join(clientDir, "app/index.html"), "utf8");
  const embedShell = readFileSync(join(clientDir, "embed/index.html"), "utf8");
  const embeds = embedService(services.browse, config.publicUrl);

  router.get([...PLACES], (_request, response) => {
    services.store.requireOpen?.();
    sendPage(response, "page", appShell);
  });

  router.get("/e/:slug", (request: Request, response) => {
    response.set(headersFor("text"));
    response.redirect(308, `/e/${encodeURIComponent(slugOf(request))}/`);
  });
  router.get("/e/:slug/", async (request: Request, response) => {
    const { head, body } = await embeds.page(slugOf(request), NONCE_MARK);
    sendPage(
      response,
      "embed",
      embedShell.replace(HEAD_MARK, () => head).replace(BODY_MARK, () => body),
    );
  });
  router.get("/e/:slug/picture.svg", async (request: Request, response) => {
    response.set(headersFor("picture"));
    response.type("image/svg+xml").send(await embeds.picture(slugOf(request)));
  });
  router.get("/e/:slug/sentences.txt", async (request: Request, response) => {
    response.set(headersFor("text"));
    response.type("text/plain").send(await embeds.sentences(slugOf(request)));
  });

  for (const path of EMBED_PATHS) router.options(path, setHeaders("text"), answerPreflight);
  refuseOtherMethods(router, [...PLACES, ...EMBED_PATHS], "get");

  router.use("/assets", setHeaders("asset"));
  router.options("/assets/*path", answerPreflight);
  router.use(
    "/assets",
    staticGzip(join(clientDir, "assets"), {
      enableBrotli: true,
      orderPreference: ["br", "gzip"],
      index: false,
      serveStatic: { immutable: true, maxAge: YEAR_SECONDS * 1000, index: false, redirect: false },
    }),
  );
  return router;
}

function slugOf(request: Request): string {
  const slug = Id.safeParse(request.params["slug"]);
  if (!slug.success) throw new Failure("story/not-found", "That is not the name of a story");
  return slug.data;
}

function sendPage(response: Response, audience: "page" | "embed", shell: string): void {
  const nonce = randomBytes(16).toString("base64");
  response.set(headersFor(audience, nonce));
  response.setHeader("Cache-Control", "no-cache");
  response.type("html").send(shell.replaceAll(NONCE_MARK, nonce));
}
