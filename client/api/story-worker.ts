import { firstSight } from "../../model/first-sight.ts";
import { foldStory } from "../../model/reading.ts";
import { CallError, makeClient } from "./client.ts";
import type { StoryPiece, StoryRequest } from "./story-protocol.ts";

// The module of the worker that reads a large story whole: whole-story.ts starts and terminates it.
addEventListener("message", ({ data }: MessageEvent<StoryRequest>) => void read(data));

/** Items of one message: the page takes each in a task of its own, and stays live between two. */
const ITEMS = 1_500;

async function read({ story, ownerToken }: StoryRequest): Promise<void> {
  try {
    const { version, graph } = await makeClient("")("story", { params: { story }, ownerToken });
    const { lines, ...view } = foldStory(graph);
    const first = firstSight({ ...view, lines }, graph);
    const { entities, relations, ...head } = graph;
    for (const [kind, items] of Object.entries({ entities, relations, lines }))
      for (let at = 0; at < items.length; at += ITEMS)
        send({ kind, items: items.slice(at, at + ITEMS) } as unknown as StoryPiece);
    send({ kind: "done", version, head, view, first });
  } catch (error) {
    const problem = error instanceof CallError ? error.problem : null;
    send({ kind: "failed", message: error instanceof Error ? error.message : String(error), problem });
  }
}

function send(piece: StoryPiece): void {
  postMessage(piece);
}
