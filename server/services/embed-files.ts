import type { Article } from "../../model/article.ts";
import { firstSight } from "../../model/first-sight.ts";
import { allOf, foldStory } from "../../model/reading.ts";
import type { StoryGraph } from "../../model/story.ts";
import { embedBody, embedHead, embedText } from "../../picture/embed-document.ts";
import { EMBED_FRAME, embedStory } from "../../picture/embed-reading.ts";
import { pictureSvg } from "../../picture/svg.ts";

/** A stored story, and the address of its page. */
export interface EmbedSource {
  readonly graph: StoryGraph;
  readonly articles: readonly Article[];
  readonly link: string;
}

/** The files of an embed: what is inserted into the page's shell, and two more files. */
export interface EmbedFiles {
  readonly head: string;
  readonly body: string;
  readonly picture: string;
  readonly sentences: string;
}

/** Lays out a story and writes its files. It takes a second for the seed story, so it runs in a separate thread. */
export function makeEmbedFiles({ graph, articles, link }: EmbedSource): EmbedFiles {
  const folded = foldStory(graph);
  const view = folded.marks.length > 0 ? folded : allOf(graph);
  const story = embedStory({
    graph,
    view,
    shown: firstSight(view, graph),
    articles: articles.filter(({ text }) => text !== ""),
    link,
  });
  const { title, drawing, places, of } = story;
  return {
    head: embedHead(story),
    body: embedBody(story),
    sentences: embedText(story),
    picture: pictureSvg(drawing, {
      title,
      description: `${drawing.marks.length} of ${of} people, places and events, and what joins them`,
      frame: EMBED_FRAME,
      positions: places,
      legend: true,
      caption: `showing ${drawing.marks.length} of ${of}`,
    }),
  };
}
