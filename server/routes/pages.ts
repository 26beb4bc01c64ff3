import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import express, { type Request, type Router } from "express";
import staticGzip from "express-static-gzip";
import { StoryId } from "../../contract/browse.ts";
import { Failure } from "../../contract/errors.ts";
import { EMBED_STYLE } from "../../picture/embed-document.ts";
import type { Config } from "../config.ts";
import type { Embed, EmbedService } from "../services/embed.ts";
import type { Store } from "../store/store.ts";
import { hashSource, headersFor, nonceSource, setHeaders } from "./headers.ts";
import { answerPreflight, refuseOtherMethods } from "./methods.ts";
import { isOwner } from "./owner.ts";

export interface PagesOptions {
  readonly config: Config;
  readonly store: Store;
  readonly embeds: EmbedService;
  readonly clientDir: string;
}

/** The sections of the app; one page serves them all. */
export const PLACES = ["/", "/claims", "/views", "/ask", "/share", "/stories", "/who/:story/:id"] as const;

const EMBED_PATHS = ["/e/:slug", "/e/:slug/", "/e/:slug/picture.svg", "/e/:slug/sentences.txt"] as const;

const NONCE_MARK = "__NONCE__";
const BODY_MARK = "<!--embed-body-->";
const HEAD_MARK = "<!--embed-head-->";
const YEAR_SECONDS = 31_536_000;
/** An embed's style is constant, and so is its policy: a cached page is valid for any later 304. */
const EMBED_FILES = [
  { path: "", type: "html", part: "page", headers: headersFor("embed", hashSource(EMBED_STYLE)) },
  { path: "picture.svg", type: "image/svg+xml", part: "picture", headers: headersFor("picture") },
  { path: "sentences.txt", type: "text/plain", part: "sentences", headers: headersFor("text") },
] as const satisfies readonly { readonly part: keyof Embed; readonly [name: string]: unknown }[];

/** Combines an embed's head and body with its page. */
export function embedShell(clientDir: string): (head: string, body: string) => string {
  const shell = readFileSync(join(clientDir, "embed/index.html"), "utf8");
  return (head, body) => shell.replace(HEAD_MARK, () => head).replace(BODY_MARK, () => body);
}

/** The app's page, the embeds and the built files. */
export function pagesRouter({ config, store, embeds, clientDir }: PagesOptions): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const appShell = readFileSync(join(clientDir, "app/index.html"), "utf8").split(NONCE_MARK);

  const viewerOf = (request: Request) => (isOwner(request, config) ? "owner" : "reader");

  router.get([...PLACES], (_request, response) => {
    store.requireOpen?.();
    const nonce = randomBytes(16).toString("base64");
    response.set(headersFor("page", nonceSource(nonce)));
    response.setHeader("Cache-Control", "no-cache");
    response.type("html").send(appShell.join(nonce));
  });

  router.get("/e/:slug", (request: Request, response) => {
    response.set(headersFor("text"));
    const { search } = new URL(request.originalUrl, "http://embed");
    response.redirect(308, `/e/${encodeURIComponent(slugOf(request))}/${search}`);
  });
  for (const { path, type, part, headers } of EMBED_FILES) {
    router.get(`/e/:slug/${path}`, async (request: Request, response) => {
      const { bytes, etag } = (await embeds.of(viewerOf(request), slugOf(request)))[part];
      response.set(headers);
      response.set({ "Cache-Control": "no-cache", ETag: `W/"${etag}"` }).vary("Accept-Encoding");
      if (request.fresh) response.status(304).end();
      else response.type(type).send(bytes);
    });
  }

  for (const path of EMBED_PATHS) router.options(path, setHeaders("text"), answerPreflight);
  refuseOtherMethods(router, [...PLACES, ...EMBED_PATHS], ["get"]);

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
  const slug = StoryId.safeParse(request.params["slug"]);
  if (!slug.success) throw new Failure("story/not-found", "That is not the name of a story");
  return slug.data;
}
