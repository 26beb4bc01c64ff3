import { readdirSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { defineConfig } from "rolldown";

const threads = readdirSync(resolve(import.meta.dirname, "server/threads")).map((file) => file.replace(/\.ts$/, ""));

// The server and what its threads begin with; packages stay where they are installed.
export default defineConfig({
  input: {
    main: "server/main.ts",
    ...Object.fromEntries(threads.map((name) => [`threads/${name}`, `server/threads/${name}.ts`])),
  },
  platform: "node",
  external: (id) => !id.startsWith(".") && !isAbsolute(id),
  output: { dir: "dist/server", chunkFileNames: "chunks/[name]-[hash].js", cleanDir: true },
});
