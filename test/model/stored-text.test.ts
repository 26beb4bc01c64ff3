import { expect } from "chai";
import { readStory } from "./read-story.ts";
import { smallStory } from "./small-story.ts";

const TEXT = "Who leads, 각 Å q\u0323\u0307\n\nAnn 🙂 leads the Gúild.\nThe Gúild\n“thrives”.";
/** Each with the words that a receipt, a mention and a property's receipt quote. */
const SENTENCES = ["Who leads, 각 Å q\u0323\u0307", "Ann 🙂 leads the Gúild.", "The Gúild\n“thrives”."];
const QUOTES = [SENTENCES[1] ?? "", "The Gúild\n“thrives”"];

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
    const lines = countedIn.includes("\r\n") ? words.replaceAll("\n", "\r\n") : words;
    const written = countedIn.includes("ú") ? lines : lines.normalize("NFD");
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
const decomposed = (words: string) => words.normalize("NFD");

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
    ["with letters apart from their accents, so quoted", { text: decomposed(TEXT), quoted: decomposed }],
    ["with letters apart from their accents, quoted as one", { text: decomposed(TEXT) }],
    ["with letters apart from their accents, counted as one", { text: decomposed(TEXT), countedIn: TEXT }],
    ["as it is, quoted with letters apart", { text: TEXT, quoted: decomposed }],
    ["with all of this, which the file counts", { text: decomposed(BOTH) }],
    ["as it is, quoted with CR LF", { text: TEXT, quoted: (words) => words.replaceAll("\n", "\r\n") }],
  ] as readonly (readonly [string, Written])[])
    it(`is stored with LF, no byte order mark and composed letters, and all spans with it: ${what}`, () =>
      expect(stored(written)).to.deep.equal(WHOLE));

  it("keeps a byte order mark that stands within it", () => {
    const text = `${TEXT}\n\uFEFFEnd`;
    expect(stored({ text })).to.deep.equal({ ...WHOLE, text });
  });

  it("is refused where a quote takes a letter without its accent", () => {
    const text = decomposed(TEXT);
    const file = smallStory();
    const start = Array.from(text.slice(0, text.indexOf("Gu"))).length;
    Object.assign(file.articles[0] ?? {}, { sentences: [] });
    Object.assign(file.relations[0] ?? {}, { receipt: [{ sentence: 0, start, end: start + 2, quote: "Gu" }] });
    const found = readStory(JSON.stringify(file), { articles: { "a.txt": text } });
    expect(found.ok && found.refused.map(({ code, message }) => [code, message])).to.deep.equal([
      ["quote-differs", "The quote is “Gu”, but the text has “Gú” there (36 to 38)."],
    ]);
  });

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
          "In 3 places, the first of which is told: 22 to 25 is counted in UTF-16 units, as JavaScript and Java do.",
        remedy: "Count in Unicode code points, as Python does.",
      },
    ]));

  it("says once that spans are counted in bytes", () =>
    expect(told({ text: `é${TEXT}`, count: utf8 })).to.deep.equal([
      {
        count: 3,
        place: "mentions[0] of ann",
        message: "In 3 places, the first of which is told: 27 to 30 is counted in bytes of UTF-8.",
        remedy: "Count in Unicode code points, as Python does.",
      },
    ]));

  it("says once that all spans are a few characters off", () =>
    expect(told({ text: TEXT, countedIn: `  ${TEXT}` })).to.deep.equal([
      {
        count: 3,
        place: "mentions[0] of ann",
        message: "In 3 places, the first of which is told: The quote “Ann” stands 2 characters earlier than 22.",
        remedy: "Write 20 to 23: code points of the text with LF, without a byte order mark, in Unicode NFC.",
      },
    ]));

  it("says which sign a quote writes otherwise", () =>
    expect(told({ text: TEXT, quoted: (words) => words.replaceAll(" ", "\u00a0") })).to.deep.equal([
      {
        count: 2,
        place: QUOTED,
        message:
          "In 2 places, the first of which is told: The quote is “Ann\u00a0🙂\u00a0leads\u00a0the\u00a0Gúild.”, and where it has U+00A0 the text has U+0020.",
        remedy: "Copy the words from the text.",
      },
    ]));

  it("says that quotation marks are of another kind", () =>
    expect(told({ text: TEXT, quoted: (words) => words.replaceAll(/[“”]/g, '"') })).to.deep.equal([
      {
        count: 1,
        place: "relations[0] (r001).receipt[1]",
        message: 'The quote is “The Gúild\\u{a}"thrives"”, and where it has " (U+0022) the text has “ (U+201C).',
        remedy: "Copy the words from the text.",
      },
    ]));

  it("says of a quote that is nowhere near what stands there", () =>
    expect(told({ text: TEXT, quoted: (words) => (words === QUOTES[0] ? "Ann leads nothing" : words) })).to.deep.equal([
      {
        count: 1,
        place: QUOTED,
        message: "The quote is “Ann leads nothing”, but the text has “Ann 🙂 leads the Gúild.” there (20 to 42).",
        remedy: "Quote the text as it stands, and count in code points.",
      },
    ]));
});
