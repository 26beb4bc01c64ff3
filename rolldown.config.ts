import { readdirSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { defineConfig } from "rolldown";

const threads = readdirSync(resolve(import.meta.dirname, "server/threads")).map((file) => file.replace(/\.ts$/, ""));

/** Packages of many modules, of which the server uses few: loading each module is a third of a thread's start. */
const BUNDLED: ReadonlySet<string> = new Set(["zod"]);

/** Whether an import stays as it is: a package where it is installed. */
export function isExternal(id: string): boolean {
  return !id.startsWith(".") && !isAbsolute(id) && !BUNDLED.has(id);
}

// The server and the entries of its threads; other packages stay where they are installed.
export default defineConfig({
  input: {
    main: "server/main.ts",
    ...Object.fromEntries(threads.map((name) => [`threads/${name}`, `server/threads/${name}.ts`])),
  },
  platform: "node",
  external: isExternal,
  output: { dir: "dist/server", chunkFileNames: "chunks/[name]-[hash].js", cleanDir: true },
});
