import react from "@vitejs/plugin-react";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { defineConfig, type Plugin, type UserConfig } from "vite";

const client = resolve(import.meta.dirname, "client");

/** What a worker imports at once is one file: a dozen small ones, for what its later parts share with it, weigh more. */
export const worker: UserConfig["worker"] = {
  format: "es",
  rolldownOptions: { output: { codeSplitting: { groups: [{ name: "worker", tags: ["$initial"] }] } } },
};

/** Less is sent as it is. */
const PRECOMPRESSED_FROM_BYTES = 1_024;

/** Writes a .br and a .gz beside each script and style sheet: the best of both takes seconds, too long for a request. */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    writeBundle: {
      order: "post",
      async handler({ dir = "" }) {
        const assets = join(dir, "assets");
        for (const name of await readdir(assets)) {
          const content = /\.(js|css|svg)$/.test(name) ? await readFile(join(assets, name)) : new Uint8Array();
          if (content.length < PRECOMPRESSED_FROM_BYTES) continue;
          await writeFile(join(assets, `${name}.br`), await promisify(brotliCompress)(content));
          await writeFile(join(assets, `${name}.gz`), await promisify(gzip)(content, { level: 9 }));
        }
      },
    },
  };
}

// Two pages share one folder of assets: the app (React) and the embed's frame (none).
export default defineConfig({
  root: client,
  publicDir: false,
  plugins: [react(), precompress()],
  build: {
    outDir: resolve(import.meta.dirname, "dist/client"),
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 640,
    license: { fileName: "licences.md" },
    rollupOptions: {
      // Compression takes most of the build: that is known, and nothing to tell whoever starts the app.
      checks: { bundlerTimings: false },
      input: { app: resolve(client, "app/index.html"), embed: resolve(client, "embed/index.html") },
    },
  },
  worker,
});
