import type { LoadRequest } from "../../contract/query.ts";
import { knownFormat } from "../../model/text-format.ts";

/** A file that the reader selected, and its path: `questions/01.cypher` inside a folder, else only its name. */
export interface InputFile {
  readonly path: string;
  readonly file: Blob;
}

/** The request of a load, or a sentence why there is none. */
export type StoryFiles =
  | { readonly ok: true; readonly request: LoadRequest }
  | { readonly ok: false; readonly message: string };

/** A story file with the article texts and questions beside it, as the body of POST /api/load. */
export async function storyFiles(given: readonly InputFile[], mostBytes: number): Promise<StoryFiles> {
  const named = (ending: string) => given.filter(({ path }) => path.toLowerCase().endsWith(ending));
  const files = named(".json");
  const [story] = files;
  if (story === undefined) return { ok: false, message: "There is no story file among these: its name ends in .json." };
  if (files.length > 1) {
    const names = files.map(({ path }) => `“${path}”`).join(", ");
    return { ok: false, message: `These are ${files.length} story files: ${names}. Load one story at a time.` };
  }
  try {
    const request = {
      story: await textOf(story, { ignoreBOM: false }),
      articles: await textsOf(named(".txt")),
      questions: await textsOf(named(".cypher")),
    };
    const bytes = new Blob([JSON.stringify(request)]).size;
    if (bytes <= mostBytes) return { ok: true, request };
    return {
      ok: false,
      message: `The story has ${megabytes(bytes)} MB with its texts; a page can send ${megabytes(mostBytes)} MB. “npm run load” takes larger ones.`,
    };
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) return { ok: false, message: error.message };
    throw error;
  }
}

async function textsOf(files: readonly InputFile[]): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  // Keeps a byte order mark, like the command-line load: the check counts offsets with it.
  for (const one of files.toSorted((a, b) => (a.path < b.path ? -1 : 1)))
    texts[nameOf(one)] = await textOf(one, { ignoreBOM: true });
  return texts;
}

function nameOf({ path }: InputFile): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** @throws TypeError when it is not UTF-8, DOMException when it cannot be read; both name the file */
async function textOf(given: InputFile, options: { readonly ignoreBOM: boolean }): Promise<string> {
  let bytes: ArrayBuffer;
  try {
    bytes = await given.file.arrayBuffer();
  } catch {
    throw new DOMException(`“${given.path}” cannot be read. It may have been moved or changed since it was chosen.`);
  }
  const known = knownFormat(new Uint8Array(bytes));
  if (known !== null) throw new TypeError(`“${given.path}” ${known.message}. ${known.remedy}`);
  try {
    return new TextDecoder("utf-8", { fatal: true, ...options }).decode(bytes);
  } catch {
    throw new TypeError(`“${given.path}” is not UTF-8. Save it as UTF-8.`);
  }
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / (1 << 20));
}
