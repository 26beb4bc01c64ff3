import { expect } from "chai";
import { readStory } from "./read-story.ts";
import { smallStory } from "./small-story.ts";

const TEXT = "Who leads\n\nAnn 🙂 leads the Guild.\nThe Guild\n“thrives”.";
/** Each with the words that a receipt, a mention and a property's receipt quote. */
const SENTENCES = ["Who leads", "Ann 🙂 leads the Guild.", "The Guild\n“thrives”."];
const QUOTES = [SENTENCES[1] ?? "", "The Guild\n“thrives”"];

type Count = (text: string) => number;
const codePoints: Count = (text) => Array.from(text).length;
const utf16: Count = (text) => text.length;
const utf8: Count = (text) => Buffer.byteLength(text);

interface Written {
  /** The text as the .txt file has it. */
  readonly text: string;
  /** The text in which the story file counts. */
  readonly countedIn?: string;
  readonly count?: Count;
  /** How the story file writes what it quotes. */
  readonly quoted?: (words: string) => string;
}

/** Reads the story of that text, its spans counted as told. */
function read({ text, countedIn = text, count = codePoints, quoted = (words) => words }: Written) {
  const spanOf = (words: string): [number, number] => {
    const written = countedIn.includes("\r\n") ? words.replaceAll("\n", "\r\n") : words;
    const at = countedIn.indexOf(written);
    if (at === -1) throw new Error(`${words} is not in the text`);
    const start = count(countedIn.slice(0, at));
    return [start, start + count(written)];
  };
  const file = smallStory();
  Object.assign(file.articles[0] ?? {}, { sentences: SENTENCES.map(spanOf) });
  const [nameStart, nameEnd] = spanOf("Ann");
  Object.assign(file.entities[0] ?? {}, {
    properties: { role: "leader" },
    receipts: [{ property: "role", start: spanOf("leads the")[0], end: spanOf("leads the")[1] }],
    mentions: [{ start: nameStart, end: nameEnd, surface: "Ann", sentence: 1, form: "name" }],
  });
  Object.assign(file.relations[0] ?? {}, {
    receipt: QUOTES.map((words, index) => {
      const [start, end] = spanOf(words);
      return { sentence: index + 1, start, end, quote: quoted(words) };
    }),
  });
  return readStory(JSON.stringify(file), { articles: { "a.txt": text } });
}

/** What is stored of it, each span as the words that stand there. */
function stored(written: Written) {
  const found = read(written);
  if (!found.ok) return found.problems;
  const { articles, mentions, relations, entities } = found.content;
  const [{ text, sentences } = { text: "", sentences: [] }] = articles;
  const words = (start = 0, end = 0) => Array.from(text).slice(start, end).join("");
  return {
    text,
    refused: found.refused,
    sentences: sentences.map(([start, end]) => words(start, end)),
    mentions: mentions.map(({ mention }) => [mention.surface, words(mention.start, mention.end)]),
    properties: entities[0]?.receipts.map(({ start, end }) => words(start, end)),
    quotes: relations[0]?.quotes,
    receipt: relations[0]?.starts.map((start, index) => words(start, relations[0]?.ends[index])),
  };
}

const WHOLE = {
  text: TEXT,
  refused: [],
  sentences: SENTENCES,
  mentions: [["Ann", "Ann"]],
  properties: ["leads the"],
  quotes: QUOTES,
  receipt: QUOTES,
};
const CRLF = TEXT.replaceAll("\n", "\r\n");
const BOTH = `\uFEFF${CRLF}`;

describe("an article's text", () => {
  for (const [what, written] of [
    ["as it is", { text: TEXT }],
    ["with a byte order mark that the file counts", { text: `\uFEFF${TEXT}` }],
    ["with a byte order mark that the file does not count", { text: `\uFEFF${TEXT}`, countedIn: TEXT }],
    ["with CR LF that the file counts", { text: CRLF, quoted: (words) => words.replaceAll("\n", "\r\n") }],
    ["with CR LF that the file counts, and quotes with LF", { text: CRLF }],
    ["with CR LF that the file does not count", { text: CRLF, countedIn: TEXT }],
    ["with CR LF and a byte order mark that the file counts", { text: BOTH }],
    ["with CR LF and a byte order mark that the file does not count", { text: BOTH, countedIn: TEXT }],
    ["with CR alone", { text: TEXT.replaceAll("\n", "\r"), countedIn: TEXT }],
    ["as it is, quoted with CR LF", { text: TEXT, quoted: (words) => words.replaceAll("\n", "\r\n") }],
  ] as readonly (readonly [string, Written])[])
    it(`is stored with LF and no byte order mark, and all spans with it: ${what}`, () =>
      expect(stored(written)).to.deep.equal(WHOLE));

  /** What a relation whose two quotes are both wrong is told. */
  const told = (written: Written) => {
    const found = read(written);
    if (!found.ok) return found.problems;
    return found.refused
      .filter(({ code }) => code === "quote-differs")
      .map(({ count, place, message, remedy }) => ({ count, place, message, remedy }));
  };
  const QUOTED = "relations[0] (r001).receipt[0]";

  it("says once that spans are counted in UTF-16 units", () =>
    expect(told({ text: `🙂${TEXT}`, count: utf16 })).to.deep.equal([
      {
        count: 3,
        place: "mentions[0] of ann",
        message:
          "In 3 places, the first of which is told: 13 to 16 is counted in UTF-16 units, as JavaScript and Java do.",
        remedy: "Count in Unicode code points, as Python does.",
      },
    ]));

  it("says once that spans are counted in bytes", () =>
    expect(told({ text: `é${TEXT}`, count: utf8 })).to.deep.equal([
      {
        count: 3,
        place: "mentions[0] of ann",
        message: "In 3 places, the first of which is told: 13 to 16 is counted in bytes of UTF-8.",
        remedy: "Count in Unicode code points, as Python does.",
      },
    ]));

  it("says once that all spans are a few characters off", () =>
    expect(told({ text: TEXT, countedIn: `  ${TEXT}` })).to.deep.equal([
      {
        count: 3,
        place: "mentions[0] of ann",
        message: "In 3 places, the first of which is told: The quote “Ann” stands 2 characters earlier than 13.",
        remedy: "Write 11 to 14: code points of the text with LF and without a byte order mark.",
      },
    ]));

  it("says which sign a quote writes otherwise", () =>
    expect(told({ text: TEXT, quoted: (words) => words.replaceAll(" ", "\u00a0") })).to.deep.equal([
      {
        count: 2,
        place: QUOTED,
        message:
          "In 2 places, the first of which is told: The quote is “Ann\u00a0🙂\u00a0leads\u00a0the\u00a0Guild.”, and where it has U+00A0 the text has U+0020.",
        remedy: "Copy the words from the text.",
      },
    ]));

  it("says that quotation marks are of another kind", () =>
    expect(told({ text: TEXT, quoted: (words) => words.replaceAll(/[“”]/g, '"') })).to.deep.equal([
      {
        count: 1,
        place: "relations[0] (r001).receipt[1]",
        message: 'The quote is “The Guild\\u{a}"thrives"”, and where it has " (U+0022) the text has “ (U+201C).',
        remedy: "Copy the words from the text.",
      },
    ]));

  it("says that Unicode composes the letters of a quote otherwise", () => {
    const text = TEXT.replaceAll("Ann", "A\u0308nn");
    const quoted = (words: string) => words.replaceAll("Ann", "\u00c4nn");
    const file = smallStory();
    Object.assign(file.relations[0] ?? {}, {
      receipt: [{ sentence: 0, start: 11, end: 15, quote: quoted("Ann") }],
    });
    Object.assign(file.articles[0] ?? {}, { sentences: [] });
    const found = readStory(JSON.stringify(file), { articles: { "a.txt": text } });
    expect(found.ok ? found.refused.map(({ message, remedy }) => ({ message, remedy })) : found).to.deep.equal([
      {
        message: "The quote has the text's words, but Unicode composes its letters otherwise (NFC and NFD).",
        remedy: "Write the story file and the text in one form, best NFC, and count in it.",
      },
    ]);
  });

  it("says of a quote that is nowhere near what stands there", () =>
    expect(told({ text: TEXT, quoted: (words) => (words === QUOTES[0] ? "Ann leads nothing" : words) })).to.deep.equal([
      {
        count: 1,
        place: QUOTED,
        message: "The quote is “Ann leads nothing”, but the text has “Ann 🙂 leads the Guild.” there (11 to 33).",
        remedy: "Quote the text as it stands, and count in code points.",
      },
    ]));
});
