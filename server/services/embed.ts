import { allOf, foldStory } from "../../model/reading.ts";
import { firstSight } from "../../model/first-sight.ts";
import { embedBody, embedHead, embedText } from "../../picture/embed-document.ts";
import { EMBED_FRAME, embedStory } from "../../picture/embed-reading.ts";
import type { EmbedStory } from "../../picture/embed-story.ts";
import { pictureSvg } from "../../picture/svg.ts";
import type { BrowseService } from "./browse.ts";
import type { Viewer } from "./visibility.ts";

/** A story as a page for others' pages: drawn here first, so that it stands before any script, and without one. */
export interface EmbedService {
  /** What goes into the embed's shell. `nonce` lets the head's own style through. */
  page(viewer: Viewer, story: string, nonce: string): Promise<{ head: string; body: string }>;
  picture(viewer: Viewer, story: string): Promise<string>;
  sentences(viewer: Viewer, story: string): Promise<string>;
}

/** `publicUrl` is where readers reach the app: every embed links there. */
export function embedService(browse: BrowseService, publicUrl: string): EmbedService {
  const made = new Map<string, { version: string; story: EmbedStory }>();

  /** Laid out once for each version of the data. */
  async function storyOf(viewer: Viewer, id: string): Promise<EmbedStory> {
    const version = await browse.version(viewer, id);
    const known = made.get(id);
    if (known?.version === version) return known.story;
    const story = await makeStory(browse, viewer, id, publicUrl);
    made.set(id, { version, story });
    return story;
  }

  return {
    async page(viewer, id, nonce) {
      const story = await storyOf(viewer, id);
      return { head: embedHead(story, nonce), body: embedBody(story) };
    },
    async picture(viewer, id) {
      const { title, drawing, places, of } = await storyOf(viewer, id);
      return pictureSvg(drawing, {
        title,
        description: `${drawing.marks.length} of ${of} people, places and events, and what joins them`,
        frame: EMBED_FRAME,
        places,
        legend: true,
        caption: `showing ${drawing.marks.length} of ${of}`,
      });
    },
    sentences: async (viewer, id) => embedText(await storyOf(viewer, id)),
  };
}

async function makeStory(browse: BrowseService, viewer: Viewer, id: string, publicUrl: string): Promise<EmbedStory> {
  const { graph } = await browse.story(viewer, id);
  const articles = await Promise.all(
    graph.articles.map(async (head) => (await browse.article(viewer, { story: id, id: head.id })).article),
  );
  const folded = foldStory(graph);
  const view = folded.marks.length > 0 ? folded : allOf(graph);
  const link = `${publicUrl}/?story=${encodeURIComponent(id)}`;
  return embedStory({
    graph,
    view,
    shown: firstSight(view, graph),
    articles: articles.filter(({ text }) => text !== ""),
    link,
  });
}
