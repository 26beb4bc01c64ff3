import react from "@vitejs/plugin-react";
import { resolve } from "node:path";
import { defineConfig, type UserConfig } from "vite";

const client = resolve(import.meta.dirname, "client");

/** What a worker imports at once is one file: a dozen small ones, for what its later parts share with it, weigh more. */
export const worker: UserConfig["worker"] = {
  format: "es",
  rolldownOptions: { output: { codeSplitting: { groups: [{ name: "worker", tags: ["$initial"] }] } } },
};

// Two pages share one folder of assets: the app (React) and the embed's frame (none).
export default defineConfig({
  root: client,
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: resolve(import.meta.dirname, "dist/client"),
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      input: { app: resolve(client, "app/index.html"), embed: resolve(client, "embed/index.html") },
    },
  },
  worker,
});
