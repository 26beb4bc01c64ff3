import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "rolldown";
import { isExternal } from "./rolldown.config.ts";

function readme(): Plugin {
  return {
    name: "readme",
    generateBundle() {
      const source = readFileSync(resolve(import.meta.dirname, "engine/README.md"), "utf8");
      this.emitFile({ type: "asset", fileName: "README.md", source });
    },
  };
}

// The engine by itself, for `import … from "wiregraph/engine"`: it runs in Node and in browsers.
export default defineConfig({
  input: { index: "engine/index.ts" },
  platform: "neutral",
  external: isExternal,
  plugins: [readme()],
  output: { dir: "dist/engine", chunkFileNames: "chunks/[name]-[hash].js", cleanDir: true },
});
