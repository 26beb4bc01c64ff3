import { createReadStream } from "node:fs";
import { open, readFile, readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Failure } from "../../contract/errors.ts";
import type { LoadRequest } from "../../contract/query.ts";
import { byteSource, type ByteSource } from "../../model/byte-source.ts";
import { scanStory } from "../../model/scan-story.ts";
import type { FilesBeside } from "../../model/story-file.ts";
import { openFileBytes } from "./file-bytes.ts";
import { knownFormat, type EncodingMistake } from "../../model/text-format.ts";
import { encodingMistake, MAX_SEARCHED, NOT_UTF_8 } from "./text-encoding.ts";

const MAX_BYTES = 1_000_000_000;

/** Reads a story file and its texts. Texts are read only from the story's folder. */
export async function readStoryFile(path: string): Promise<LoadRequest> {
  const story = await readUtf8(path);
  return { story: new TextDecoder().decode(story), ...(await filesBeside(path, byteSource(story))) };
}

/** Opens a story file and the files beside it; the file is read in chunks, because it may be large. */
export async function withStoryFile<T>(path: string, work: (story: ByteSource, beside: FilesBeside) => T): Promise<T> {
  const file = await onPath(path, async () => {
    const pieces = createReadStream(path, { highWaterMark: 1 << 20 });
    const decoder = new TextDecoder("utf-8", { fatal: true });
    let isFirst = true;
    for await (const piece of pieces as AsyncIterable<Uint8Array>) {
      const mistake = isFirst ? knownFormat(piece) : null;
      if (mistake !== null) throw notUtf8(path, mistake);
      isFirst = false;
      decoder.decode(piece, { stream: true });
    }
    decoder.decode();
    return openFileBytes(path);
  });
  try {
    return work(file, await filesBeside(path, file));
  } finally {
    file.close();
  }
}

async function filesBeside(path: string, story: ByteSource): Promise<Required<FilesBeside>> {
  const articles: Record<string, string> = {};
  for (const name of textNames(story)) {
    const text = await readIfThere(join(dirname(path), name));
    // The check of the story reports which article names a missing text.
    if (text !== null) articles[name] = text;
  }
  return { articles, questions: await readQuestions(join(dirname(path), "questions")) };
}

/** The names of the articles' text files: in the file's list of articles, or anywhere where it has none. */
function textNames(story: ByteSource): Set<string> {
  const spans = scanStory(story, Number.POSITIVE_INFINITY, "articles")?.lists.get("articles") ?? [0, story.length];
  const names = new Set<string>();
  for (let at = 0; at < spans.length; at += 2) {
    const record = story.text(spans[at] ?? 0, spans[at + 1] ?? 0);
    for (const found of record.matchAll(/"file"\s*:\s*"([\w.-]+\.txt)"/g)) names.add(found[1] ?? "");
  }
  return names;
}

/** The .cypher files of a folder, sorted by name; empty when there is no such folder. */
export async function readQuestions(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".cypher")).toSorted();
  const questions: Record<string, string> = {};
  for (const name of names) questions[name] = await readText(join(folder, name));
  return questions;
}

/**
 * Reads a text with its byte order mark, as HTTP would transfer it; model/stored-text.ts normalizes it. @throws Failure
 * load/invalid
 */
export async function readText(path: string): Promise<string> {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await readUtf8(path));
}

/** null when there is no such file. */
async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readText(path);
  } catch (error) {
    if (error instanceof Failure && (error.cause as NodeJS.ErrnoException | undefined)?.code === "ENOENT") return null;
    throw error;
  }
}

async function readUtf8(path: string): Promise<Buffer> {
  return onPath(path, async () => {
    const bytes = await readFile(path);
    const mistake = encodingMistake(bytes);
    if (mistake !== null) throw notUtf8(path, mistake);
    return bytes;
  });
}

/** @throws Failure load/invalid when the file is too large, is not UTF-8 or cannot be read */
async function onPath<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) throw new Failure("load/invalid", `${path} has ${size} bytes; ${MAX_BYTES} are taken`);
    return await read();
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ERR_ENCODING_INVALID_ENCODED_DATA")
      throw notUtf8(path, encodingMistake(await beginningOf(path)) ?? NOT_UTF_8);
    throw new Failure("load/invalid", `${path} ${code === "ENOENT" ? "is not there" : `cannot be read (${code})`}`, {
      cause: error,
    });
  }
}

/** The bytes that are searched for the place of invalid UTF-8. */
async function beginningOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.alloc(Math.min((await file.stat()).size, MAX_SEARCHED)),
    });
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function notUtf8(path: string, { message, remedy }: EncodingMistake): Failure {
  return new Failure("load/invalid", `${path} ${message}`, { remedy });
}
