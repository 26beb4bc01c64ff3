import { expect } from "chai";
import { embedBody, embedHead, embedText } from "../../picture/embed-document.ts";
import type { EmbedStory } from "../../picture/embed-story.ts";
import { layoutPicture } from "../../picture/layout.ts";
import { storyDrawing } from "./story-drawing.ts";

const drawing = storyDrawing(5);
const story: EmbedStory = {
  title: "A strike </title>",
  date: "4 January 2020",
  language: "en",
  link: "https://example.org/?a=1&b=2",
  of: 55,
  drawing,
  origins: { article: "article" },
  changes: [],
  captions: {},
  folded: {},
  places: layoutPicture(drawing, { width: 800, height: 620 }),
  sentences: [
    {
      line: drawing.lines[0]!.id,
      text: "Soleimani leads the Quds Force",
      certainty: "fact",
      voices: ["article"],
      receipts: [
        {
          parts: [
            { text: "Soleimani, ", marked: false },
            { text: "leader of <it>", marked: true },
          ],
          speaker: "the article",
          certainty: "said",
          document: "A strike",
          date: "4 January 2020",
          article: "article",
          sentences: [0],
          reason: "read so",
        },
      ],
    },
  ],
};

describe("the embed's document", function () {
  this.timeout(30_000);
  it("stands without a script: picture, legend, sentences and receipts", () => {
    const body = embedBody(story);
    expect(body).to.include('<div id="picture" lang="en"><svg');
    expect(body).to.include('<blockquote dir="auto">Soleimani, <mark>leader of &lt;it&gt;</mark></blockquote>');
    expect(body).to.include('<p class="source" dir="auto">the article · said · A strike, 4 January 2020</p>');
    expect(body).to.include('<p class="reason" dir="auto">read so</p>');
    expect(body).to.include("showing 5 of 55");
    expect(body).to.include('href="https://example.org/?a=1&amp;b=2"');
  });

  it("carries its data where no text of the story can end it", () => {
    const [, data] = /<script type="application\/json" id="story">(.*)<\/script>/s.exec(embedBody(story)) ?? [];
    expect(data).not.to.include("<");
    expect(JSON.parse(data ?? "")).to.deep.equal(JSON.parse(JSON.stringify(story)));
  });

  it("names itself in the head and brings both themes in one style element", () => {
    const head = embedHead(story);
    expect(head).to.include("<title>A strike &lt;/title&gt;</title>");
    expect(head).to.match(/<style>:root\{--wg-paper:#fffefb;.*prefers-color-scheme:dark.*<\/style>$/);
  });

  it("is told as plain text too", () => {
    expect(embedText(story)).to.equal(
      [
        "A strike </title>",
        "4 January 2020",
        "https://example.org/?a=1&b=2",
        "",
        "Soleimani leads the Quds Force",
        "  “Soleimani, leader of <it>”",
        "  the article · said · A strike, 4 January 2020",
        "",
      ].join("\n"),
    );
  });

  it("tells what several documents come to, and what one of them copies", () => {
    const [sentence] = story.sentences;
    const [receipt] = sentence?.receipts ?? [];
    if (sentence === undefined || receipt === undefined) throw new Error("The story has no receipt");
    const copied = { ...receipt, article: "copy", speaker: "Copier", copied: "reprinted from the article" };
    const several = {
      ...story,
      sentences: [sentence, { ...sentence, receipts: [copied] }],
      origins: { article: "article", copy: "article" },
    };
    const line = "Copier · said · A strike, 4 January 2020 · reprinted from the article";
    expect(embedBody(several)).to.include(`<p class="source" dir="auto">${line}</p>`);
    expect(embedBody(several)).to.include(
      "<summary>All 2 sentences, with their receipts · 2 documents, 1 origin</summary>",
    );
    expect(embedText(several).split("\n").slice(2, 4)).to.deep.equal([
      "https://example.org/?a=1&b=2",
      "All 2 sentences, with their receipts · 2 documents, 1 origin",
    ]);
  });
});
