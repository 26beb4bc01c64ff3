import { documentWords, type Evidence } from "../model/evidence.ts";
import { KINDS, KIND_WORDS } from "../model/kinds.ts";
import { embedEvidence } from "./embed-evidence.ts";
import type { EmbedChange, EmbedReceipt, EmbedSentence, EmbedStory } from "./embed-story.ts";
import { lineLegend } from "./lines.ts";
import { escapeMarkup, tag } from "./markup.ts";
import { glyphOf } from "./marks.ts";
import { PALETTES } from "./palette.ts";
import { paletteProperties, pictureSvg } from "./svg.ts";

/** The colours of both themes. It is the embed's only style element, the same for every story. */
export const EMBED_STYLE = [
  `:root{${paletteProperties("light")};color-scheme:light}`,
  `@media (prefers-color-scheme:dark){:root:not([data-theme]){${paletteProperties("dark")};color-scheme:dark}}`,
  `:root[data-theme=dark]{${paletteProperties("dark")};color-scheme:dark}`,
].join("");

/** The contents of the embed's head: title, description and style. */
export function embedHead(story: EmbedStory): string {
  return [
    `<title>${escapeMarkup(story.title)}</title>`,
    tag("meta", { name: "description", content: describe(story) }),
    `<style>${EMBED_STYLE}</style>`,
  ].join("");
}

/**
 * The embed's body. It is complete without a script: the picture, the legend, every sentence with its receipts. It
 * contains the story's data for the script that makes the picture interactive.
 */
export function embedBody(story: EmbedStory): string {
  const shown = story.drawing.marks.length;
  const picture = pictureSvg(story.drawing, {
    title: story.title,
    description: describe(story),
    positions: story.places,
    theme: "auto",
    transparent: true,
    legend: false,
    names: true,
  });
  const date = story.date === "" ? "" : tag("p", { class: "date", dir: "auto" }, escapeMarkup(story.date));
  return [
    tag("header", { lang: story.language }, tag("h1", { dir: "auto" }, escapeMarkup(story.title)) + date),
    tag("div", { id: "picture", lang: story.language }, picture),
    legend(story),
    tag(
      "footer",
      {},
      [
        tag("span", {}, `showing ${shown} of ${story.of}`),
        tag("a", { class: "whole", href: story.link, target: "_blank", rel: "noopener" }, "Open the whole story"),
        // A sandbox without scripts usually blocks new windows too, so the address is shown as text.
        `<noscript>${tag("bdi", { class: "address" }, escapeMarkup(story.link))}</noscript>`,
        `<span class="told" role="status" dir="auto" hidden></span>`,
        tag("span", { class: "maker" }, "Wiregraph"),
      ].join(""),
    ),
    sentences(story),
    changes(story),
    tag("dialog", { id: "receipts", "aria-label": "Receipts", lang: story.language }, " "),
    `<script type="application/json" id="story">${json(story)}</script>`,
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** The embed as plain text, for print, mail, and readers that cannot draw. */
export function embedText(story: EmbedStory): string {
  const blocks = story.sentences.map(({ text, receipts }) =>
    [
      text,
      ...receipts.map((receipt) =>
        [`“${receipt.parts.map((part) => part.text).join("")}”`, sourceLine(receipt), ...(receipt.notes ?? [])]
          .map((line) => `  ${line}`)
          .join("\n"),
      ),
    ].join("\n"),
  );
  const changed = story.changes.map((change) =>
    [change.text === "" ? change.document : change.text, ...changeLines(change)].join("\n  "),
  );
  if (changed.length > 0) blocks.push("What changed", ...changed);
  const evidence = embedEvidence(story.sentences, story);
  const count = story.sentences.length;
  const head = [
    story.title,
    story.date,
    story.link,
    evidence.documents > 1 ? sentencesTitle(count, count, evidence) : "",
  ];
  return `${head.filter((line) => line !== "").join("\n")}\n\n${blocks.join("\n\n")}\n`;
}

/** Describes a change: the old sentences, what happened to them, what is said instead, and where. */
function changeLines({ text, was, words, instead, document }: EmbedChange): string[] {
  return [
    ...was.map((sentence) => `“${sentence}”`),
    words,
    ...(instead === "" ? [] : [`Now: ${instead}`]),
    ...(text === "" ? [] : [document]),
  ];
}

/** The second line of every receipt: speaker · certainty · document, date · what it copies. */
export function sourceLine({ speaker, certainty, document, date, copied = "" }: EmbedReceipt): string {
  const source = [document, date].filter((part) => part !== "").join(", ");
  return [speaker, certainty, source, copied].filter((part) => part !== "").join(" · ");
}

/**
 * "All 4 sentences, with their receipts · 3 documents, 2 origins", or "3 of 4 …"; for one document without the counts.
 */
export function sentencesTitle(told: number, of: number, evidence: Evidence): string {
  const share = told === of ? `All ${of}` : `${told} of ${of}`;
  const count = of === 1 && told === 1 ? "The sentence" : `${share} sentences, with their receipts`;
  return [count, documentWords(evidence)].filter((words) => words !== "").join(" · ");
}

function describe({ drawing, sentences }: EmbedStory): string {
  const names = drawing.marks.slice(0, 6).map(({ label }) => label);
  return `${drawing.marks.length} people, places and events and ${sentences.length} sentences that join them: ${names.join(", ")} …`;
}

function legend({ drawing }: EmbedStory): string {
  const kinds = new Set(drawing.marks.map(({ kind }) => kind));
  const items = [
    ...KINDS.filter((kind) => kinds.has(kind)).map((kind) => {
      const { outline, sign } = glyphOf(kind);
      const hue = kind === "Event" ? "var(--wg-event)" : PALETTES.light.kinds[kind];
      const paths = tag("path", { d: outline, fill: hue }) + tag("path", { d: sign, class: "sign" });
      return sample("-2 -2 28 28", "glyph", paths, KIND_WORDS[kind].many);
    }),
    ...lineLegend(drawing.lines).map(({ dash, words, crossed }) => {
      const line = tag("line", { x2: 24, y1: 4, y2: 4, "stroke-dasharray": dash?.join(" ") });
      const cross = crossed ? tag("path", { d: "M8.5 .5l7 7M15.5 .5l-7 7" }) : "";
      return sample("0 0 24 8", "stroke", line + cross, words);
    }),
  ];
  return tag("ul", { class: "legend" }, items.join(""));
}

function sample(viewBox: string, name: string, content: string, words: string): string {
  return tag("li", {}, tag("svg", { viewBox, class: name, "aria-hidden": "true" }, content) + escapeMarkup(words));
}

function sentences({ sentences, language, origins }: EmbedStory): string {
  const items = sentences.map((sentence) => tag("li", {}, sentenceMarkup(sentence)));
  const summary = sentencesTitle(sentences.length, sentences.length, embedEvidence(sentences, { origins }));
  return tag(
    "details",
    { class: "sentences" },
    `<summary>${summary}</summary>${tag("ol", { lang: language }, items.join(""))}`,
  );
}

function changes({ changes: changed, language }: EmbedStory): string {
  if (changed.length === 0) return "";
  const items = changed.map((change) => tag("li", {}, changeMarkup(change)));
  return tag(
    "details",
    { class: "changes" },
    `<summary>What changed (${changed.length})</summary>${tag("ul", { lang: language }, items.join(""))}`,
  );
}

function changeMarkup({ text, words, was, instead, document }: EmbedChange): string {
  return [
    text === "" ? "" : tag("p", { dir: "auto" }, `<s>${escapeMarkup(text)}</s>`),
    ...was.map((sentence) => tag("blockquote", { dir: "auto" }, escapeMarkup(sentence))),
    tag("p", { class: "became", lang: "en" }, escapeMarkup(words)),
    instead === "" ? "" : tag("p", { class: "became", dir: "auto" }, `Now: ${escapeMarkup(instead)}`),
    tag("p", { class: "source", dir: "auto" }, escapeMarkup(document)),
  ].join("");
}

function sentenceMarkup({ text, receipts }: EmbedSentence): string {
  return tag("p", { dir: "auto" }, escapeMarkup(text)) + receipts.map(receiptMarkup).join("");
}

function receiptMarkup(receipt: EmbedReceipt): string {
  const quote = receipt.parts.map(({ text, marked }) =>
    marked ? `<mark>${escapeMarkup(text)}</mark>` : escapeMarkup(text),
  );
  const reason =
    receipt.reason === undefined ? "" : tag("p", { class: "reason", dir: "auto" }, escapeMarkup(receipt.reason));
  return (
    tag("blockquote", { dir: "auto" }, quote.join("")) +
    tag("p", { class: "source", dir: "auto" }, escapeMarkup(sourceLine(receipt))) +
    reason +
    (receipt.notes ?? []).map((note) => tag("p", { class: "source", lang: "en" }, escapeMarkup(note))).join("")
  );
}

/** JSON that is safe inside a script element. */
function json(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
