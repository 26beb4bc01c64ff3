import { readFile, readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Failure } from "../../contract/errors.ts";
import type { LoadRequest } from "../../contract/query.ts";

const MAX_BYTES = 100_000_000;

/** A story file and the texts it names, from a folder. Texts are read beside the story and nowhere else. */
export async function readStoryFile(path: string): Promise<LoadRequest> {
  const story = await readText(path);
  const names = new Set([...story.matchAll(/"file"\s*:\s*"([\w.-]+\.txt)"/g)].map((found) => found[1] ?? ""));
  const articles: Record<string, string> = {};
  for (const name of names) articles[name] = await readText(join(dirname(path), name));
  return { story, articles, questions: await readQuestions(join(dirname(path), "questions")) };
}

/** The .cypher files of a folder, in the order of their names; none when there is no such folder. */
export async function readQuestions(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".cypher")).toSorted();
  const questions: Record<string, string> = {};
  for (const name of names) questions[name] = await readText(join(folder, name));
  return questions;
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) throw new Failure("load/invalid", `${path} has ${size} bytes; ${MAX_BYTES} are taken`);
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(await readFile(path));
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === "ENOENT"
        ? "is not there"
        : code === "ERR_ENCODING_INVALID_ENCODED_DATA"
          ? "is not UTF-8"
          : `cannot be read (${code})`;
    throw new Failure("load/invalid", `${path} ${why}`, { cause: error });
  }
}
