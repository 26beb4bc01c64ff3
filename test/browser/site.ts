import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { build } from "vite";
import { worker } from "../../vite.config.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** A built page, served. */
export interface Site {
  readonly url: string;
  /** The paths that were asked for, in their order. */
  readonly asked: readonly string[];
  /** Where the built files lie. */
  readonly folder: string;
  close(): Promise<void>;
}

export interface SiteOptions {
  /** On every file. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Beside what is built, by their paths. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
}

/** Builds a folder with an index.html as Vite builds the product, and serves it on a free port; `fill` completes the page. */
export async function openSite(
  root: string,
  fill: (page: string) => string = (page) => page,
  { headers = {}, files = {} }: SiteOptions = {},
): Promise<Site> {
  const outDir = await mkdtemp(join(tmpdir(), "wiregraph-site-"));
  await build({
    root,
    configFile: false,
    logLevel: "error",
    base: "./",
    worker,
    build: { outDir, emptyOutDir: true, target: "es2022", modulePreload: { polyfill: false } },
  });
  const asked: string[] = [];
  const answer = async (path: string, response: ServerResponse): Promise<void> => {
    asked.push(path);
    const file = path.endsWith("/") ? `${path}index.html` : path;
    const content = files[path] ?? (await readFile(join(outDir, normalize(file))).catch(() => null));
    // A frame with an opaque origin asks for its own modules across origins.
    response.setHeader("Access-Control-Allow-Origin", "*");
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
    response.statusCode = content === null ? 404 : 200;
    response.end(content !== null && file.endsWith(".html") ? fill(new TextDecoder().decode(content)) : content);
  };
  const server = createServer((request, response) => {
    void answer(new URL(request.url ?? "/", "http://site").pathname, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    folder: outDir,
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
