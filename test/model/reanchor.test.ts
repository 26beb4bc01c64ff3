import { expect } from "chai";
import { alignTexts, type TextAlignment } from "../../model/align-texts.ts";
import { receiptAnchors, type Anchoring, type Receipt, type ReceiptOwner } from "../../model/reanchor.ts";
import type { TextVersion } from "../../model/split-sentences.ts";

const ALPHA = "The Alpha ministry said that the new rule cut delays by twelve percent across all regions.";
const BETA = "The Beta ministry said that the new rule cut delays by twelve percent across all regions.";
const HEADLINE = "Two ministries gave figures.";
const FIGURES = paragraphs(HEADLINE, ALPHA, BETA);

function paragraphs(...all: string[]): string {
  return all.join("\n\n");
}

function reanchor(alignment: TextAlignment, owners: readonly ReceiptOwner[]): Anchoring[] {
  return owners.map(receiptAnchors(alignment));
}

/** A version whose sentences `Intl.Segmenter` finds. */
function version(text: string): TextVersion {
  return { text, sentences: [] };
}

/** A quote, and which of the equal strings of its text it is. */
type Quote = string | readonly [string, number];

/** The receipt of quotes as a text has them, in code points. */
function receiptOf(text: string, quotes: readonly Quote[], sentences: readonly number[]): Receipt {
  const words = quotes.map((quote) => (typeof quote === "string" ? quote : quote[0]));
  const starts = quotes.map((quote) => {
    const [string, ordinal] = typeof quote === "string" ? [quote, 1] : quote;
    const before = text.split(string).slice(0, ordinal).join(string);
    if (before.length === text.length) throw new Error(`The text does not say “${string}”.`);
    return Array.from(before).length;
  });
  const ends = starts.map((start, at) => start + Array.from(words[at] ?? "").length);
  return { quotes: words, starts, ends, sentences: [...sentences] };
}

function ownerOf(text: string, quotes: readonly Quote[], parties: ReceiptOwner["parties"] = []): ReceiptOwner {
  return {
    receipt: receiptOf(
      text,
      quotes,
      quotes.map(() => 0),
    ),
    parties,
  };
}

interface Situation {
  readonly before: string;
  readonly after: string;
  readonly quotes: readonly Quote[];
  readonly parties?: ReceiptOwner["parties"];
  readonly language?: string;
}

function answer({ before, after, quotes, parties, language = "en" }: Situation): Anchoring | undefined {
  return reanchor(alignTexts(version(before), version(after), language), [ownerOf(before, quotes, parties)])[0];
}

const stands = (outcome: "kept" | "moved", text: string, quotes: readonly Quote[], sentences: readonly number[]) => ({
  outcome,
  receipt: receiptOf(text, quotes, sentences),
});
const gone = (was: readonly string[], proposal: Receipt | null = null) => ({ outcome: "gone", was, proposal });

describe("a receipt after a correction", () => {
  it("is gone when its sentence was replaced, whatever its twin about somebody else says", () => {
    const after = paragraphs(HEADLINE, "The Alpha ministry withdrew its figure on Monday.", BETA);
    const parties = [["Alpha ministry"]];
    expect(answer({ before: FIGURES, after, quotes: [ALPHA], parties })).to.deep.equal(gone([ALPHA]));
    const words = "cut delays by twelve percent";
    expect(answer({ before: FIGURES, after, quotes: [words], parties })).to.deep.equal(gone([ALPHA]));
    expect(answer({ before: FIGURES, after, quotes: [BETA] })).to.deep.equal(stands("kept", after, [BETA], [2]));
  });

  it("is gone with a place for a person when its sentence is now about somebody else", () => {
    const gamma = ALPHA.replace("Alpha", "Gamma");
    const after = paragraphs(HEADLINE, gamma, BETA);
    const words = "cut delays by twelve percent";
    expect(answer({ before: FIGURES, after, quotes: [words] })).to.deep.equal(
      gone([ALPHA], receiptOf(after, [words], [1])),
    );
    expect(answer({ before: FIGURES, after, quotes: [ALPHA] })).to.deep.equal(
      gone([ALPHA], receiptOf(after, [gamma], [1])),
    );
  });

  it("stands where its sentence is when a paragraph is put in front", () => {
    const after = paragraphs("Updated on Tuesday.", FIGURES);
    expect(answer({ before: FIGURES, after, quotes: [ALPHA] })).to.deep.equal(stands("kept", after, [ALPHA], [2]));
  });

  it("has the sentence numbers of the article where it has sentences of its own", () => {
    const before = {
      text: "Heads up. Ann won; Bob lost.",
      sentences: [
        [0, 9],
        [10, 28],
      ],
    } as const;
    const after = {
      text: "Late. Heads up. Ann won; Bob lost.",
      sentences: [
        [0, 5],
        [6, 15],
        [16, 34],
      ],
    } as const;
    expect(reanchor(alignTexts(before, after, "en"), [ownerOf(before.text, ["Bob lost"])])).to.deep.equal([
      stands("kept", after.text, ["Bob lost"], [2]),
    ]);
  });

  it("moves with a sentence that names the subject, and with one whose neighbour moved too", () => {
    const rest = ["Rain fell.", "Snow followed it.", "Fog came last of all."];
    const before = [ALPHA, ...rest].join(" ");
    const alone = [...rest, ALPHA].join(" ");
    const moved = stands("moved", alone, [ALPHA], [3]);
    expect(answer({ before, after: alone, quotes: [ALPHA], parties: [["Alpha ministry"]] })).to.deep.equal(moved);
    expect(answer({ before, after: alone, quotes: [ALPHA] })).to.deep.equal(
      gone([ALPHA], receiptOf(alone, [ALPHA], [3])),
    );
    const both = [...rest, "More came.", "Winds rose too.", ALPHA, BETA].join(" ");
    const pair = [ALPHA, BETA, ...rest, "More came.", "Winds rose too."].join(" ");
    expect(answer({ before: pair, after: both, quotes: [ALPHA] })).to.deep.equal(stands("moved", both, [ALPHA], [5]));
  });

  it("is gone when its sentence stands twice side by side, or is left of two", () => {
    const once = paragraphs(HEADLINE, ALPHA, BETA);
    const twice = paragraphs(HEADLINE, ALPHA, ALPHA, BETA);
    expect(answer({ before: once, after: twice, quotes: [ALPHA] })).to.deep.equal(
      gone([ALPHA], receiptOf(twice, [ALPHA], [1])),
    );
    expect(answer({ before: twice, after: once, quotes: [[ALPHA, 2]] })).to.deep.equal(
      gone([ALPHA], receiptOf(once, [ALPHA], [1])),
    );
  });

  it("stays with its own one of two equal sentences", () => {
    const refrain = "No reason was given.";
    const before = ["Ann left.", refrain, "Bob stayed.", refrain, "Cem came."].join(" ");
    const late = `It is late. ${before}`;
    expect(answer({ before, after: late, quotes: [[refrain, 2]] })).to.deep.equal(
      stands("kept", late, [[refrain, 2]], [4]),
    );
    const cut = ["Ann left.", refrain, "Bob stayed.", "Cem came."].join(" ");
    expect(answer({ before, after: cut, quotes: [[refrain, 2]] })).to.deep.equal(gone([refrain]));
    expect(answer({ before, after: cut, quotes: [refrain] })).to.deep.equal(stands("kept", cut, [refrain], [1]));
  });

  it("returns when its sentence returns, held against the version it was last in", () => {
    const without = paragraphs(HEADLINE, BETA);
    const again = paragraphs("Corrected.", HEADLINE, ALPHA, BETA);
    expect(answer({ before: FIGURES, after: without, quotes: [ALPHA] })).to.deep.equal(gone([ALPHA]));
    expect(answer({ before: FIGURES, after: again, quotes: [ALPHA] })).to.deep.equal(
      stands("kept", again, [ALPHA], [2]),
    );
  });

  it("spans two sentences only while they follow each other", () => {
    const quote = `Ann left. Bob stayed.`;
    const before = `It rained. ${quote} Cem came.`;
    const broken = "It rained. Ann left.\n\nBob stayed. Cem came.";
    expect(answer({ before, after: broken, quotes: [quote] })).to.deep.equal(
      stands("kept", broken, ["Ann left.\n\nBob stayed."], [1]),
    );
    const between = "It rained. Ann left. She came back. Bob stayed. Cem came.";
    expect(answer({ before, after: between, quotes: [quote] })).to.deep.equal(gone([quote]));
  });

  it("moves with all its spans or with none", () => {
    const quotes = ["The Alpha ministry", "The Beta ministry"];
    const after = paragraphs("Updated on Tuesday.", HEADLINE, ALPHA);
    expect(answer({ before: FIGURES, after, quotes })).to.deep.equal(gone([ALPHA, BETA]));
    const both = paragraphs("Updated on Tuesday.", FIGURES);
    expect(answer({ before: FIGURES, after: both, quotes })).to.deep.equal(stands("kept", both, quotes, [2, 3]));
  });

  it("takes the new text's own blanks and quotation marks", () => {
    const before = 'The ministry called it "a new  beginning" on Monday.';
    const after = "The ministry called it “a new beginning” on\u00A0Monday.";
    expect(answer({ before, after, quotes: ['"a new  beginning" on'] })).to.deep.equal(
      stands("kept", after, ["“a new beginning” on"], [0]),
    );
  });

  it("is unsure when it says “he” and the name before it was changed", () => {
    const quote = "He signed the treaty last year.";
    const before = `Omar Sabri spoke on Monday. ${quote} It rained.`;
    const after = `Imad Haddad spoke on Monday. ${quote} It rained.`;
    expect(answer({ before, after, quotes: [quote], parties: [["Omar Sabri"]] })).to.deep.equal({
      outcome: "unsure",
      receipt: receiptOf(after, [quote], [1]),
      was: [quote],
    });
    const spoken = `Omar Sabri spoke at length on Monday. ${quote} It rained.`;
    expect(answer({ before, after: spoken, quotes: [quote], parties: [["Omar Sabri"]] })).to.deep.equal(
      stands("kept", spoken, [quote], [1]),
    );
  });

  it("is unsure when the nearer of two names before it was changed, or only a later sentence gives the name", () => {
    const quote = "He signed the treaty last year.";
    const parties = [["the Alpha board"]];
    const board = (name: string) => `The Alpha board met today. the ${name} board voted at noon. ${quote} It rained.`;
    const small = (name: string) =>
      `The ${name} board met today. He signed it at noon. the Alpha board voted. It rained.`;
    const both = (name: string) => `The Alpha board voted. ${name} board voted. ${quote} It rained.`;
    const told = [
      answer({ before: both("The Alpha"), after: both("the Beta"), quotes: [quote], parties }),
      answer({ before: board("Alpha"), after: board("Beta"), quotes: [quote], parties }),
      answer({ before: small("Alpha"), after: small("Beta"), quotes: ["He signed it"], parties }),
    ];
    expect(told.map((one) => one?.outcome)).to.deep.equal(["unsure", "unsure", "unsure"]);
  });

  it("is gone when it is the first or second of two equal sentences that no full stop divides from the next", () => {
    const once = "Rain fell. Ann paid. and Bob left. Snow fell.";
    const twice = "Rain fell. Ann paid.\n\nAnn paid. and Bob left. Snow fell.";
    expect(answer({ before: once, after: twice, quotes: ["Ann paid"] })?.outcome).to.equal("gone");
    expect(answer({ before: twice, after: once, quotes: [["Ann paid", 2]] })?.outcome).to.equal("gone");
  });

  it("is unsure when both neighbours of its sentence are gone and it names nobody", () => {
    const quote = "That was agreed in June.";
    const before = `It rained. Ann spoke. ${quote} Bob left. It snowed.`;
    const after = `It rained. Cem sang. ${quote} Dora swam. It snowed.`;
    const unsure = { outcome: "unsure", receipt: receiptOf(after, [quote], [2]), was: [quote] };
    expect(answer({ before, after, quotes: [quote] })).to.deep.equal(unsure);
    expect(answer({ before, after, quotes: [quote], parties: [["June"]] })).to.deep.equal(
      stands("kept", after, [quote], [2]),
    );
  });

  it("is gone when the old text does not say it where it should", () => {
    const owner = { receipt: { quotes: ["The Beta"], starts: [30], ends: [38], sentences: [1] }, parties: [] };
    const alignment = alignTexts(version(FIGURES), version(FIGURES), "en");
    expect(reanchor(alignment, [owner])).to.deep.equal([gone([ALPHA])]);
  });
});

describe("a sentence that was reworded", () => {
  const outcome = (before: string, after: string, quote: string, language = "en") =>
    answer({ before, after, quotes: [quote], language })?.outcome;

  it("keeps its receipt when a slip of the hand was mended beside the quoted words", () => {
    const around = (words: string) => `Ann said on Monday that ${words} cut the delays.`;
    const told = [
      ["teh rule", "the rule"],
      ["what they recieved", "what they received"],
      ["what occured", "what occurred"],
    ].map(([wrong = "", right = ""]) => outcome(around(wrong), around(right), "cut the delays"));
    expect(told).to.deep.equal(["kept", "kept", "kept"]);
    expect(outcome("Вчера прваила сократили очередь.", "Вчера правила сократили очередь.", "сократили", "ru")).to.equal(
      "kept",
    );
  });

  it("loses it when the slip is in the quoted words, or more than one was mended", () => {
    expect(outcome("Ann said teh rule works.", "Ann said the rule works.", "teh rule")).to.equal("gone");
    expect(outcome("Ann recieved teh rule today.", "Ann received the rule today.", "today")).to.equal("gone");
  });

  const CHANGES: readonly (readonly [string, string, string, string?])[] = [
    ["It is now true that Ann paid.", "It is not true that Ann paid.", "Ann paid"],
    ["It is said that Ann paid.", "It is not said that Ann paid.", "Ann paid"],
    ["It is a legal claim that Ann paid.", "It is a illegal claim that Ann paid.", "Ann paid"],
    ["Those who can say that Ann paid.", "Those who can't say that Ann paid.", "Ann paid"],
    ["Ann was able to say that Bob paid.", "Ann was unable to say that Bob paid.", "Bob paid"],
    ["A million men saw that Ann paid.", "A billion men saw that Ann paid.", "Ann paid"],
    ["Ann paid for nine days.", "Ann paid for five days.", "Ann paid"],
    ["Ann paid in 2019.", "Ann paid in 2018.", "Ann paid"],
    ["Then he said that Ann paid.", "Then she said that Ann paid.", "Ann paid"],
    ["The king reigned when Ann paid.", "The king resigned when Ann paid.", "Ann paid"],
    ["Hassan said that Ann paid.", "Hasan said that Ann paid.", "Ann paid"],
    ["hassan said that ann paid.", "hasan said that ann paid.", "ann paid"],
    ["No one is now here when Ann paid.", "No one is nowhere when Ann paid.", "Ann paid"],
    ["Ann paid on Monday.", "Ann paid on Monday?", "Ann paid"],
    ["Ann paid for peace.", "Ann paid for “peace”.", "Ann paid"],
    ["Ann paid 5′ of it.", "Ann paid 5″ of it.", "Ann paid"],
    ["Bugün Ali geliyor ve Ann ödedi.", "Bugün Ali gelmiyor ve Ann ödedi.", "Ann ödedi", "tr"],
    ["Dnes Jan byl pro a Ann zaplatila.", "Dnes Jan nebyl pro a Ann zaplatila.", "Ann zaplatila", "cs"],
    ["Dopo la sete Ann pagò.", "Dopo la sette Ann pagò.", "Ann pagò", "it"],
    ["Он отправил их, и Анна платила.", "Он отравил их, и Анна платила.", "Анна платила", "ru"],
    [
      "Девять видели, что Анна платила девять раз.",
      "Девять видели, что Анна платила десять раз.",
      "Анна платила",
      "ru",
    ],
    ["قال كريم حسن إن الوزارة دفعت.", "قال كريم حسين إن الوزارة دفعت.", "الوزارة دفعت", "ar"],
    ["قال إنه قبل العرض والوزارة دفعت.", "قال إنه قتل العرض والوزارة دفعت.", "الوزارة دفعت", "ar"],
    ["הוא אמר לו כי המשרד שילם.", "הוא אמר לא כי המשרד שילם.", "המשרד שילם", "he"],
    ["他说他已批准，该部支付。", "他说他未批准，该部支付。", "该部支付", "zh"],
    ["उसने कहा कि करीम हसन ने दिया।", "उसने कहा कि करीम हुसैन ने दिया।", "ने दिया", "hi"],
  ];
  for (const [before, after, quote, language] of CHANGES)
    it(`loses it from “${before}” to “${after}”`, () => {
      const proposal = receiptOf(after, [quote], [0]);
      expect(answer({ before, after, quotes: [quote], language })).to.deep.equal(gone([before], proposal));
    });

  it("takes with it what is denied across the end of a line, behind a title, in a speech, or in a sentence cut in two", () => {
    expect(outcome("It is true\nthat Ann paid.", "It is untrue\nthat Ann paid.", "Ann paid")).to.equal("gone");
    for (const [open, close] of ["“”", "„“", "«»", "»«", "””", '""', "「」"].map((pair) => Array.from(pair))) {
      const speech = `${open}Ann paid. Bob left.${close} Cem came.`;
      expect(outcome(`He said: ${speech}`, `He denied: ${speech}`, "Bob left")).to.equal("gone");
      expect(outcome(`He said: ${speech}`, `He denied: ${speech}`, "Cem came")).to.equal("kept");
    }
    expect(outcome("He said Mr. Bell paid.", "He denied Mr. Bell paid.", "Bell paid")).to.equal("gone");
    const before: TextVersion = {
      text: "Ann paid. Bob left.",
      sentences: [
        [0, 9],
        [10, 19],
      ],
    };
    const after: TextVersion = {
      text: "It is false that Ann paid. Bob left.",
      sentences: [
        [0, 16],
        [17, 26],
        [27, 36],
      ],
    };
    expect(reanchor(alignTexts(before, after, "en"), [ownerOf(before.text, ["Ann paid."])])).to.deep.equal([
      gone(["Ann paid."], receiptOf(after.text, ["Ann paid."], [1])),
    ]);
  });
});

describe("texts of any script and size", () => {
  it("count in code points, with surrogate pairs and combining marks at the ends of spans", () => {
    const situations: readonly (readonly [string, string, string, string])[] = [
      ["en", "🎉 Ann won 🎉. Bob lost.", "Late. 🎉 Ann won 🎉. Bob lost.", "🎉 Ann won 🎉"],
      ["en", "M̂ira won 𝛼𝛽. Bob lost.", "🎉 Late. M̂ira won 𝛼𝛽. Bob lost.", "M̂ira won 𝛼𝛽"],
      [
        "ar",
        "قال الوزير إن القاعدة جديدة. ثم غادر.",
        "تحديث اليوم. قال الوزير إن القاعدة جديدة. ثم غادر.",
        "القاعدة جديدة",
      ],
      ["he", "השר אמר שהכלל חדש. אחר כך הלך.", "עדכון היום. השר אמר שהכלל חדש. אחר כך הלך.", "שהכלל חדש"],
      [
        "ru",
        "Министр подписал договор. Он ушёл.",
        "Обновлено сегодня. Министр подписал договор. Он ушёл.",
        "подписал договор",
      ],
      ["zh", "𠮷野签署了条约。他走了。", "今天更新。𠮷野签署了条约。他走了。", "𠮷野签署了条约"],
      ["hi", "मंत्री ने संधि की। वह गया।", "आज अद्यतन। मंत्री ने संधि की। वह गया।", "संधि की"],
    ];
    for (const [language, before, after, quote] of situations)
      expect(answer({ before, after, quotes: [quote], language })).to.deep.equal(stands("kept", after, [quote], [1]));
  });

  it("may be empty, blank or the same", () => {
    expect(answer({ before: FIGURES, after: "", quotes: [ALPHA] })).to.deep.equal(gone([ALPHA]));
    expect(answer({ before: FIGURES, after: " \n\n ", quotes: [ALPHA] })).to.deep.equal(gone([ALPHA]));
    expect(answer({ before: FIGURES, after: FIGURES, quotes: [ALPHA, BETA] })).to.deep.equal(
      stands("kept", FIGURES, [ALPHA, BETA], [1, 2]),
    );
    expect(reanchor(alignTexts(version(""), version(FIGURES), "en"), [])).to.deep.equal([]);
    const nothing = { receipt: { quotes: ["Ann"], starts: [0], ends: [3], sentences: [0] }, parties: [] };
    expect(reanchor(alignTexts(version(""), version(FIGURES), "en"), [nothing])).to.deep.equal([gone([""])]);
  });

  it("say nothing of a relation from a dataset, which has no span", () => {
    const owner = { receipt: { quotes: [], starts: [], ends: [], sentences: [] }, parties: [] };
    expect(reanchor(alignTexts(version(FIGURES), version(""), "en"), [owner])).to.deep.equal([
      { outcome: "kept", receipt: owner.receipt },
    ]);
  });

  it("have a thousand mentions, of which those in a cut sentence are gone", () => {
    const sentences = Array.from({ length: 1_000 }, (_, at) => `Ann paid bill ${at} on Monday.`);
    const before = sentences.join(" ");
    const after = ["It rained.", ...sentences.slice(0, 499), ...sentences.slice(500)].join(" ");
    const mentions = sentences.map((_, at) => ownerOf(before, [["Ann", at + 1]], [["Ann"]]));
    expect(reanchor(alignTexts(version(before), version(after), "en"), mentions)).to.deep.equal(
      sentences.map((sentence, at) =>
        at === 499
          ? gone([sentence])
          : stands("kept", after, [["Ann", at < 499 ? at + 1 : at]], [at < 499 ? at + 1 : at]),
      ),
    );
  });

  it("are aligned by their sentences alone when 100,000 signs were rewritten", () => {
    const made = (word: string) =>
      Array.from(
        { length: 1_500 },
        (_, at) => `${word} ${at} wrote ${word.toLowerCase()} about ${at * 7} ${word}s today.`,
      );
    const before = [...made("Alder"), ALPHA].join(" ");
    const after = [ALPHA, ...made("Birch")].join(" ");
    expect(answer({ before, after, quotes: ["cut delays", "Alder 7 wrote"] })).to.deep.equal(
      gone([ALPHA, "Alder 7 wrote alder about 49 Alders today."]),
    );
    expect(answer({ before, after, quotes: ["cut delays"], parties: [["Alpha ministry"]] })).to.deep.equal(
      stands("kept", after, ["cut delays"], [0]),
    );
  });
});
