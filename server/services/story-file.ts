import { isUtf8 } from "node:buffer";
import { readFile, readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Failure } from "../../contract/errors.ts";
import type { LoadRequest } from "../../contract/query.ts";
import { scanStory } from "../../model/scan-story.ts";

const MAX_BYTES = 1_000_000_000;

/** A story file and the texts it names, from a folder. Texts are read beside the story and nowhere else. */
export async function readStoryFile(path: string): Promise<LoadRequest> {
  const { story, ...beside } = await readStoryBytes(path);
  return { story: new TextDecoder().decode(story), ...beside };
}

/** The same, the story file as UTF-8: a large one need not become one text. */
export async function readStoryBytes(
  path: string,
): Promise<Omit<LoadRequest, "story"> & { readonly story: Uint8Array }> {
  const story = await readUtf8(path);
  const articles: Record<string, string> = {};
  for (const name of textNames(story)) articles[name] = await readText(join(dirname(path), name));
  return { story, articles, questions: await readQuestions(join(dirname(path), "questions")) };
}

/** The names of the texts that articles have. Looked for in a file's list of articles, or in all of it where it has none. */
function textNames(story: Buffer): Set<string> {
  const spans = scanStory(story, Number.POSITIVE_INFINITY)?.lists.get("articles") ?? [0, story.length];
  const records = story.toString("latin1", spans[0], spans.at(-1));
  return new Set([...records.matchAll(/"file"\s*:\s*"([\w.-]+\.txt)"/g)].map((found) => found[1] ?? ""));
}

/** The .cypher files of a folder, in the order of their names; none when there is no such folder. */
export async function readQuestions(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".cypher")).toSorted();
  const questions: Record<string, string> = {};
  for (const name of names) questions[name] = await readText(join(folder, name));
  return questions;
}

async function readText(path: string): Promise<string> {
  return new TextDecoder().decode(await readUtf8(path));
}

async function readUtf8(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) throw new Failure("load/invalid", `${path} has ${size} bytes; ${MAX_BYTES} are taken`);
    const bytes = await readFile(path);
    if (!isUtf8(bytes)) throw new Failure("load/invalid", `${path} is not UTF-8`);
    return bytes;
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure("load/invalid", `${path} ${code === "ENOENT" ? "is not there" : `cannot be read (${code})`}`, {
      cause: error,
    });
  }
}
