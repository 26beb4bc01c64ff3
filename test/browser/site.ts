import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { build } from "vite";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** A built page, served. */
export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

/** Builds a folder with an index.html as Vite builds the product, and serves it on a free port. */
export async function openSite(root: string): Promise<Site> {
  const outDir = await mkdtemp(join(tmpdir(), "wiregraph-site-"));
  await build({
    root,
    configFile: false,
    logLevel: "error",
    base: "./",
    worker: { format: "es" },
    build: { outDir, emptyOutDir: true, target: "es2022", modulePreload: { polyfill: false } },
  });
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://site").pathname);
    readFile(join(outDir, path.endsWith("/") ? `${path}index.html` : path)).then(
      (content) => {
        response.setHeader("Content-Type", TYPES[extname(path)] ?? "text/html; charset=utf-8");
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
