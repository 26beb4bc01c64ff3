import { readdirSync, readFileSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { defineConfig, type Plugin } from "rolldown";

const threads = readdirSync(resolve(import.meta.dirname, "server/threads")).map((file) => file.replace(/\.ts$/, ""));

/** Packages of many modules, of which the server uses few: loading each module is a third of a thread's start. */
const BUNDLED: ReadonlySet<string> = new Set(["zod"]);

/** Whether an import stays as it is: a package where it is installed. */
export function isExternal(id: string): boolean {
  return !id.startsWith(".") && !isAbsolute(id) && !BUNDLED.has(id);
}

/** Writes the licences of the bundled packages beside the server, as these ask for. */
function licences(): Plugin {
  const text = [...BUNDLED].map((name) => {
    const folder = resolve(import.meta.dirname, "node_modules", name);
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
    return `# ${name} ${version}\n\n${readFileSync(join(folder, "LICENSE"), "utf8").trim()}\n`;
  });
  return {
    name: "licences",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "licences.md", source: text.join("\n") });
    },
  };
}

// The server and the entries of its threads; other packages stay where they are installed.
export default defineConfig({
  input: {
    main: "server/main.ts",
    ...Object.fromEntries(threads.map((name) => [`threads/${name}`, `server/threads/${name}.ts`])),
  },
  platform: "node",
  external: isExternal,
  plugins: [licences()],
  output: { dir: "dist/server", chunkFileNames: "chunks/[name]-[hash].js", cleanDir: true },
});
