import { basename, join, resolve } from "node:path";
import { rolldown } from "rolldown";
import { isExternal } from "../rolldown.config.ts";

const FOLDER = resolve(import.meta.dirname, "../dist/test");

/**
 * Builds a program of the tests as the server is built, and answers its file: a test that starts it many times does not
 * pay for its compiling each time.
 */
export async function builtProgram(source: string): Promise<string> {
  const build = await rolldown({
    input: source,
    platform: "node",
    external: isExternal,
  });
  const { output } = await build.write({ dir: join(FOLDER, basename(source, ".ts")) });
  await build.close();
  return join(FOLDER, basename(source, ".ts"), output[0].fileName);
}
