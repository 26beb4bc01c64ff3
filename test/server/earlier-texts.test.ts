import { expect } from "chai";
import { clustersOf } from "../../model/clusters.ts";
import type { LoadRequest } from "../../contract/query.ts";
import { firstWithEarlierTexts, withEarlierTexts } from "../../server/services/earlier-texts.ts";
import { rowsOf, type StoryContent } from "../../server/services/story-rows.ts";
import { firstStory, mergeStory } from "../../server/services/merged-story.ts";
import { correctedMillStory, MILL, millStory } from "../corrected-story.ts";
import { readStory } from "../model/read-story.ts";

const OPTIONS = { now: "2026-11-04T09:00:00.000Z", earlierTexts: "quotes", discardEdits: false } as const;

interface File {
  articles: Record<string, unknown>[];
  relations: { key: string }[];
}

function contentOf({ story, articles }: LoadRequest) {
  const read = readStory(story, { articles });
  if (!read.ok || read.refused.length > 0) throw new Error(JSON.stringify(read));
  return read.content;
}

/** The file of the corrected story, its first text in it with the claims that this alone made. */
function withHistory(): LoadRequest {
  const [first, file] = [millStory, correctedMillStory].map(({ story }) => JSON.parse(story) as File);
  const [courier] = file?.articles ?? [];
  const gone = first?.relations.filter(({ key }) => key === "owns" || key === "led");
  Object.assign(courier ?? {}, {
    earlier: [{ file: "first.txt", sentences: first?.articles[0]?.["sentences"], relations: gone }],
  });
  const articles = { ...correctedMillStory.articles, "first.txt": MILL.first };
  return { story: JSON.stringify(file), articles };
}

/** What a reader is told of a story, and what is kept of its texts. */
function told({ articles, relations, claims, versions }: StoryContent) {
  const byId = <Item extends { readonly id: string }>(items: Iterable<Item>) =>
    [...items].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { articles, relations: byId(relations), claims: byId(claims), versions };
}

describe("a story file that brings an article's earlier text", () => {
  const twice = () => {
    const rows = rowsOf(firstStory(contentOf(millStory)), { visibility: "desk", clusters: clustersOf([]), changes: 1 });
    return mergeStory(contentOf(correctedMillStory), rows, OPTIONS);
  };

  it("is with its first load what loads of both texts leave: the same claims, gone and corrected, and versions", () => {
    const [once, expected] = [firstWithEarlierTexts(contentOf(withHistory()), OPTIONS), twice()];
    expect(told(once.content)).to.deep.equal(told(expected.content));
    expect(once.corrections.map(({ article, version, receipts }) => ({ article, version, receipts }))).to.deep.equal([
      { article: "courier", version: 2, receipts: { kept: 1, moved: 0, returned: 0, unsure: 0, gone: 2 } },
    ]);
    expect([...once.content.claims].map(({ id, inText, correctedBy }) => [id, inText, correctedBy])).to.deep.equal([
      ["owns", "corrected", "owns-now"],
      ["led", "gone", undefined],
    ]);
  });

  it("changes nothing where the store has the story so already, and keeps its own history", () => {
    const content = contentOf(withHistory());
    const options = { visibility: "desk", clusters: clustersOf([]), changes: 2 } as const;
    const stored = rowsOf(twice().content, options);
    const again = mergeStory(content, withEarlierTexts(content, stored, OPTIONS), OPTIONS);
    expect(told(again.content)).to.deep.equal(told(twice().content));
    expect(again.corrections).to.deep.equal([]);
  });

  it("may bring several: a claim is gone behind the last text that made it", () => {
    const request = withHistory();
    const file = JSON.parse(request.story) as File;
    const [courier = {}] = file.articles;
    const [first] = courier["earlier"] as { relations: { key: string }[] }[];
    const between = MILL.corrected.replace("Olle Berg owns", "Rita Holm owns");
    const spans = (JSON.parse(millStory.story) as File).articles[0]?.["sentences"] as number[][];
    const join = MILL.corrected.indexOf("Kim Aal joined");
    const leads = MILL.corrected.indexOf("Kim Aal leads");
    const sentences = [spans[0], spans[1], [join, leads - 2], [leads, between.length]];
    Object.assign(courier, {
      earlier: [
        { ...first, relations: first?.relations.filter(({ key }) => key === "led") },
        { file: "between.txt", sentences, relations: first?.relations.filter(({ key }) => key === "owns") },
      ],
    });
    const articles = { ...request.articles, "between.txt": between };
    const { content } = firstWithEarlierTexts(contentOf({ story: JSON.stringify(file), articles }), OPTIONS);
    expect([...content.claims].map(({ id, inText, saidUntil }) => [id, inText, saidUntil])).to.have.deep.members([
      ["led", "gone", 1],
      ["owns", "corrected", 2],
    ]);
    expect(content.versions.map(({ article, number }) => [article, number])).to.deep.equal([
      ["courier", 1],
      ["courier", 2],
    ]);
  });
});
