import type { Entity } from "../../model/entity.ts";
import type { Line } from "../../model/lines.ts";
import type { ReadingView } from "../../model/reading.ts";
import type { Relation } from "../../model/relation.ts";
import type { StoryGraph } from "../../model/story.ts";
import { CallError } from "./client.ts";
import type { StoryPiece, StoryRequest } from "./story-protocol.ts";

/** A whole story, folded. */
export interface WholeStory {
  readonly version: string;
  readonly graph: StoryGraph;
  readonly view: ReadingView;
  /** The marks of its first sight. */
  readonly first: readonly string[];
}

/**
 * Reads and folds a large story in a worker: to parse and fold it here would keep the page from answering for most of a
 * second. Null where no worker may start.
 */
export async function readWholeStory(request: StoryRequest, signal: AbortSignal): Promise<WholeStory | null> {
  signal.throwIfAborted();
  let worker: Worker;
  try {
    worker = new Worker(new URL("./story-worker.ts", import.meta.url), { type: "module" });
  } catch {
    return null;
  }
  const entities: Entity[] = [];
  const relations: Relation[] = [];
  const lines: Line[] = [];
  let left: (() => void) | undefined;
  try {
    return await new Promise<WholeStory | null>((resolve, reject) => {
      left = () => reject(signal.reason);
      signal.addEventListener("abort", left);
      worker.addEventListener("error", () => resolve(null));
      worker.addEventListener("message", ({ data }: MessageEvent<StoryPiece>) => {
        if (data.kind === "entities") entities.push(...data.items);
        else if (data.kind === "relations") relations.push(...data.items);
        else if (data.kind === "lines") lines.push(...data.items);
        else if (data.kind === "failed") reject(new CallError(data.message, data.problem));
        else {
          const { version, head, view, first } = data;
          resolve({ version, graph: { ...head, entities, relations }, view: { ...view, lines }, first });
        }
      });
      worker.postMessage(request, []);
    });
  } finally {
    if (left !== undefined) signal.removeEventListener("abort", left);
    worker.terminate();
  }
}
