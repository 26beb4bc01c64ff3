import { expect } from "chai";
import { readStory } from "./read-story.ts";
import { smallStory, SMALL_TEXT, type SmallStory } from "./small-story.ts";

type Change = (file: SmallStory) => void;

/** What is left of the small story, and the mistakes that were told. */
function read(change: Change, text = SMALL_TEXT) {
  const file = smallStory();
  change(file);
  return readStory(JSON.stringify(file), { articles: { "a.txt": text } });
}

function accepted(change: Change, text = SMALL_TEXT) {
  const found = read(change, text);
  if (!found.ok) throw new Error(JSON.stringify(found));
  return found;
}

const told = (change: Change) =>
  accepted(change).refused.map(({ code, place, message, remedy }) => ({ code, place, message, remedy }));
const article =
  (change: Record<string, unknown>): Change =>
  ({ articles }) =>
    void Object.assign(articles[0] ?? {}, change);
const ann =
  (change: Record<string, unknown>): Change =>
  ({ entities }) =>
    void Object.assign(entities[0] ?? {}, change);
const relation =
  (change: Record<string, unknown>): Change =>
  ({ relations }) =>
    void Object.assign(relations[0] ?? {}, change);
const receipt = (change: Record<string, unknown>) =>
  relation({ receipt: [{ sentence: 0, start: 0, end: 20, quote: SMALL_TEXT, ...change }] });

describe("the mistakes of a story", () => {
  for (const [what, change, place, message] of [
    [
      "a sentence that the article does not have",
      receipt({ sentence: 7 }),
      "relations[0] (r001).receipt[0].sentence",
      "The span 0 to 20 is in sentence 0, and there is no sentence 7: they are 0 to 0.",
    ],
    [
      "a sentence counted from 1",
      (file: SmallStory) => {
        article({
          sentences: [
            [0, 9],
            [10, 20],
          ],
        })(file);
        receipt({ sentence: 1, start: 0, end: 3, quote: "Ann" })(file);
      },
      "relations[0] (r001).receipt[0].sentence",
      "The span 0 to 3 is in sentence 0, and sentence 1 is 10 to 20.",
    ],
    [
      "a quote of blanks alone",
      receipt({ start: 3, end: 4, quote: " " }),
      "relations[0] (r001).receipt[0]",
      "The quote has no words.",
    ],
    [
      "an end before the start",
      relation({ startDate: "2020-01-04", endDate: "2019" }),
      "relations[0] (r001).endDate",
      "It ends on 2019, before it starts on 2020-01-04.",
    ],
    [
      "a day that no calendar has",
      relation({ startDate: "2020-02-30" }),
      "relations[0] (r001).startDate",
      "“2020-02-30” is no date: February 2020 has the days 01 to 29.",
    ],
    [
      "a relation with itself",
      relation({ type: "ALLIED_WITH", object: "ann" }),
      "relations[0] (r001)",
      "ALLIED_WITH joins ann with itself.",
    ],
    [
      "a document that is an entity",
      relation({ document: "guild" }),
      "relations[0] (r001).document",
      "guild is no article.",
    ],
    [
      "a statement that is none",
      relation({ statement: "guild" }),
      "relations[0] (r001).statement",
      "guild is no statement.",
    ],
    [
      "a reason of blanks",
      relation({ certainty: "inferred", reason: " \u200b" }),
      "relations[0] (r001)",
      "It is inferred and does not say why.",
    ],
  ] as readonly (readonly [string, Change, string, string])[])
    it(`name ${what}, and the relation is left out`, () => {
      const { content, refused } = accepted(change);
      expect(refused.map((one) => ({ place: one.place, message: one.message }))).to.deep.equal([{ place, message }]);
      expect(content.relations).to.deep.equal([]);
    });

  for (const [what, change] of [
    ["a date that is none", ann({ properties: { startDate: "2020-13" } })],
    ["a date that is a number", ann({ properties: { endDate: 2020 } })],
    ["an end before the start", ann({ properties: { startDate: "2020", endDate: "2019" } })],
    ["a blank name", ann({ name: " " })],
    ["a name of no width", ann({ name: "\u200b\u2060" })],
    ["a name of a mark alone", ann({ name: "\u0301" })],
    ["a name that turns the direction of nothing", ann({ name: "\u202e" })],
  ] as readonly (readonly [string, Change])[])
    it(`are one where an entity has ${what}: what hangs on it falls with it and is counted there`, () => {
      const { refused, refusedCount, fallenCount, content } = accepted((file) => {
        change(file);
        Object.assign(file.entities[0] ?? {}, {
          mentions: [{ start: 0, end: 3, surface: "Ann", sentence: 0, form: "name" }],
        });
        file.relations.push({ ...file.relations[0], key: "r002", certainty: "claimed" });
      });
      expect({ refusedCount, fallenCount }).to.deep.equal({ refusedCount: 1, fallenCount: 3 });
      expect(
        refused.map(({ count, fallen, message }) => ({ count, fallen, message: message.slice(-31) })),
      ).to.deep.equal([{ count: 1, fallen: 3, message: " 3 records hang on it and fell." }]);
      expect(content.entities.map(({ id }) => id)).to.deep.equal(["guild"]);
      expect([content.mentions, content.relations]).to.deep.equal([[], []]);
    });

  for (const status of ["Planned", "scheduled", "", 1, ["planned"]])
    it(`are one where an event has the status ${JSON.stringify(status)}, which would be told as done`, () => {
      const { refused, fallenCount } = accepted((file) => {
        file.entities.push({ id: "talks", label: "Event", name: "Talks", properties: { status } });
        file.relations.push({ ...file.relations[0], key: "r002", type: "CARRIED_OUT", object: "talks" });
      });
      expect(fallenCount).to.equal(1);
      expect(refused.map(({ code, place, message, remedy }) => ({ code, place, message, remedy }))).to.deep.equal([
        {
          code: "status",
          place: "entities[2] (talks).properties.status",
          message: `${typeof status === "string" ? `“${status}”` : JSON.stringify(status)} is no status of an event. 1 record hangs on it and fell.`,
          remedy: "Write happened, ongoing, planned, alleged or hypothetical, or leave it out.",
        },
      ]);
    });

  it("are none where what is no event has a status of its own", () => {
    expect(accepted(ann({ properties: { status: "Retired" } })).refused).to.deep.equal([]);
  });

  it("are told once where many records have one, the count first", () => {
    const { refused, refusedCount } = accepted((file) => {
      for (let number = 0; number < 90; number += 1)
        file.relations.push({ ...file.relations[0], key: `n${number}`, object: number < 60 ? "nobody" : "nowhere" });
    });
    expect(refusedCount).to.equal(90);
    expect(refused.map(({ count, place, message }) => ({ count, place, message }))).to.deep.equal([
      {
        count: 60,
        place: "relations[1] (n0).object",
        message: "In 60 places, the first of which is told: There is nothing with the id nobody in this story.",
      },
      {
        count: 30,
        place: "relations[61] (n60).object",
        message: "In 30 places, the first of which is told: There is nothing with the id nowhere in this story.",
      },
    ]);
    expect(refused[0]?.alsoAt).to.deep.equal(
      Array.from({ length: 10 }, (_, index) => `relations[${index + 2}] (n${index + 1}).object`),
    );
  });

  for (const [what, change, remedy] of [
    [
      "between the kinds it joins",
      relation({ type: "HEADS" }),
      "From Person to Organization go LEADS, DEPUTY_OF, SUCCEEDS, MEMBER_OF, ALLIED_WITH, REPRESENTS, OWNS, SUPPORTS, OPPOSES.",
    ],
    [
      "that are none between these kinds",
      relation({ type: "HEADS", subject: "port", object: "vow" }),
      "None goes from Place to Statement: docs/data-model.md lists them.",
    ],
    [
      "of the docs where an end is not known",
      relation({ type: "HEADS", object: "nobody" }),
      "Use one of those that docs/data-model.md lists.",
    ],
  ] as readonly (readonly [string, Change, string])[])
    it(`name the types ${what} where a relation has one of its own`, () => {
      const { refused } = accepted((file) => {
        file.entities.push(
          { id: "port", label: "Place", name: "Port" },
          { id: "vow", label: "Statement", name: "Vow" },
        );
        change(file);
      });
      expect(refused.find(({ code }) => code === "type-unknown")?.remedy).to.equal(remedy);
    });

  it("do not name an event whose only relation was refused as one that nothing joins", () => {
    const { refused } = accepted((file) => {
      file.entities.push({ id: "vote", label: "Event", name: "Vote" });
      file.relations.push({ ...file.relations[0], key: "r002", type: "CARRIED_OUT", object: "vote", receipt: [] });
    });
    expect(refused.map(({ code }) => code)).to.deep.equal(["no-receipt"]);
  });

  it("are two where one mention stands twice", () => {
    const mention = { start: 0, end: 3, surface: "Ann", sentence: 0, form: "name" };
    const { content, refused } = accepted(ann({ mentions: [mention, mention, { ...mention, sentence: 1 }] }));
    expect(content.mentions.length).to.equal(1);
    expect(refused.map(({ code, place }) => ({ code, place }))).to.deep.equal([
      { code: "duplicate-id", place: "mentions[1] of ann" },
      { code: "sentence", place: "mentions[2] of ann.sentence" },
      { code: "duplicate-id", place: "mentions[2] of ann" },
    ]);
  });

  it("leave nothing of a story whose only article has a date that is none", () => {
    const found = read(article({ publishedAt: "yesterday" }));
    expect(found.ok ? found.refused : found.problems).to.deep.equal([
      {
        code: "not-a-date",
        count: 1,
        place: "articles[0] (article).publishedAt",
        message: "“yesterday” is no ISO 8601 date. 1 record hangs on it and fell.",
        remedy: "Write it as 2020, 2020-01, 2020-01-04 or 2020-01-04T09:30:00Z.",
        alsoAt: [],
        fallen: 1,
      },
    ]);
  });

  it("leave out the article that has one, what hangs on it, and its place in the story", () => {
    const { content, fallenCount } = accepted((file) => {
      file.articles.push({ ...file.articles[0], id: "second", retrievedAt: "2020-02-30" });
      file.story["articles"] = ["second", "article"];
      file.relations.push({ ...file.relations[0], key: "r002", document: "second", source: "second" });
    });
    expect({
      articles: content.articles.map(({ id }) => id),
      listed: content.story.articles,
      relations: content.relations.map(({ key }) => key),
      fallenCount,
    }).to.deep.equal({ articles: ["article"], listed: ["article"], relations: ["r001"], fallenCount: 1 });
  });

  for (const [given, listed] of [
    [["nowhere", "second", "second"], ["second"]],
    [["nowhere"], ["article", "second"]],
  ] as const)
    it(`leave ${JSON.stringify(listed)} of the articles ${JSON.stringify(given)} that a story lists`, () => {
      const { content } = accepted((file) => {
        file.articles.push({ ...file.articles[0], id: "second" });
        Object.assign(file.story, { articles: given, featured: ["ann", "nobody", "ann", "article"] });
      });
      expect([content.story.articles, content.story.featured]).to.deep.equal([listed, ["ann"]]);
    });
});

describe("what a story is mended for", () => {
  it("is a language that systems write their own way", () => {
    const { content, refused } = accepted(article({ language: "en_US.UTF-8" }));
    expect([content.articles[0]?.language, refused]).to.deep.equal(["en-US", []]);
  });

  it("is a language that is no tag: it is told, and the article taken as of an unknown one", () => {
    const { content, refused } = accepted(article({ language: "english" }));
    expect(content.articles[0]?.language).to.equal("und");
    expect(refused.map(({ place, message }) => ({ place, message }))).to.deep.equal([
      {
        place: "articles[0] (article).language",
        message: "“english” is no language tag; the article is taken as of an unknown language.",
      },
    ]);
  });

  for (const address of [
    "javascript:alert(1)",
    "data:text/html,<p>",
    "file:///etc/passwd",
    "//paper.example/a",
    "https://",
    "https://ann:secret@paper.example/a",
    "paper.example/a",
    "",
  ])
    it(`is an address that no reader may be sent to: ${JSON.stringify(address)}`, () => {
      const url = "https://paper.example/a?b=1#c";
      for (const [name, other] of [
        ["url", "archiveUrl"],
        ["archiveUrl", "url"],
      ] as const) {
        const { content, refused } = accepted(article({ [name]: address, [other]: url }));
        expect(content.articles.map((one) => [one[name], one[other]])).to.deep.equal([[undefined, url]]);
        expect(refused.map(({ code, place, message }) => ({ code, place, message }))).to.deep.equal([
          {
            code: "address",
            place: `articles[0] (article).${name}`,
            message: `“${address}” is no address of the web; the article is taken without it.`,
          },
        ]);
      }
    });

  for (const [what, sentences, message] of [
    ["past the text", [[0, 21]], "0 to 21 is no span of the text, which has 20 characters."],
    ["empty", [[5, 5]], "5 to 5 is no span of the text, which has 20 characters."],
    [
      "out of order",
      [
        [10, 20],
        [0, 9],
      ],
      "0 to 9 begins before the sentence before it ends, at 20.",
    ],
    [
      "over another",
      [
        [0, 10],
        [9, 20],
      ],
      "9 to 20 begins before the sentence before it ends, at 10.",
    ],
  ] as const)
    it(`is a sentence that is ${what}: it is told, and the article's sentences are left out`, () => {
      const { content, refused } = accepted(article({ sentences }));
      expect([content.articles[0]?.sentences, content.relations.length]).to.deep.equal([[], 1]);
      expect(refused.map((one) => one.message)).to.deep.equal([`${message} The article's sentences are left out.`]);
    });

  /** Articles of the small story by what they copy, as `{a: "b"}`, each published on the next day. */
  const copying =
    (derivations: Readonly<Record<string, string>>, publishedAt: (at: number) => string): Change =>
    (file) => {
      const [first] = file.articles;
      for (const [at, [id, derivedFrom]] of Object.entries(derivations).entries())
        file.articles.push({ ...first, id, publishedAt: publishedAt(at), ...(derivedFrom !== "" && { derivedFrom }) });
    };
  const days = (at: number) => `2026-02-${String(at + 1).padStart(2, "0")}`;
  const sameDay = () => "2026-02-01";
  const derivations = (change: Change) => {
    const { content, refused } = accepted(change);
    return {
      left: Object.fromEntries(
        content.articles.flatMap(({ id, derivedFrom }) => (derivedFrom === undefined ? [] : [[id, derivedFrom]])),
      ),
      told: refused.map(({ code, place, message, count }) => ({ code, place, message, count })),
    };
  };

  it("is nothing where articles copy one another in a chain, or what is not in the story", () => {
    const given = { c: "b", b: "article", d: "Reuters", e: "ann", f: "https://paper.example/1" };
    expect(derivations(copying(given, days))).to.deep.equal({ left: given, told: [] });
  });

  it("is an article that copies itself, by its id or by its address: it is told once, and taken without it", () => {
    const url = "https://paper.example/a";
    const change: Change = (file) => {
      copying({ a: "a", b: url, c: "article" }, days)(file);
      Object.assign(file.articles[2] ?? {}, { url });
    };
    expect(derivations(change)).to.deep.equal({
      left: { c: "article" },
      told: [
        {
          code: "derived-from",
          place: "articles[1] (a).derivedFrom",
          message:
            "In 2 places, the first of which is told: The article is said to copy itself; it is taken without that.",
          count: 2,
        },
      ],
    });
  });

  it("is an article that does not say what it copies", () => {
    expect(derivations(article({ derivedFrom: "\u200b " }))).to.deep.equal({
      left: {},
      told: [
        {
          code: "derived-from",
          place: "articles[0] (article).derivedFrom",
          message: "It does not say what the article copies.",
          count: 1,
        },
      ],
    });
  });

  for (const [what, given, dates, original, left, circle] of [
    ["two", { a: "b", b: "a" }, days, "a", { b: "a" }, "a and b"],
    [
      "three, of which another copies one",
      { d: "b", b: "c", c: "a", a: "b" },
      days,
      "b",
      { d: "b", c: "a", a: "b" },
      "b, c and a",
    ],
    ["two of one day: the first of the file", { b: "a", a: "b" }, sameDay, "b", { a: "b" }, "b and a"],
    [
      "eight, of which five are named",
      { a: "b", b: "c", c: "d", d: "e", e: "f", f: "g", g: "h", h: "a" },
      sameDay,
      "a",
      { b: "c", c: "d", d: "e", e: "f", f: "g", g: "h", h: "a" },
      "a, b, c, d, e and 3 more",
    ],
  ] as const)
    it(`is a circle of ${what}: it is told, and the first that was published copies nothing`, () => {
      const at = 1 + Object.keys(given).indexOf(original);
      expect(derivations(copying(given, dates))).to.deep.equal({
        left,
        told: [
          {
            code: "derived-from",
            place: `articles[${at}] (${original}).derivedFrom`,
            message: `${circle} copy one another in a circle; ${original}, the first of them, is taken as the original.`,
            count: 1,
          },
        ],
      });
    });

  it("is a name too long for a label: one is made", () => {
    const names = ["A".repeat(24), "A".repeat(25), "The International Committee of the Red Cross", "🙂".repeat(24)];
    const { content, refused } = accepted((file) =>
      file.entities.push(...names.map((name, at) => ({ id: `n${at}`, label: "Person", name }))),
    );
    expect(content.entities.slice(2).map(({ short }) => short)).to.deep.equal([
      undefined,
      `${"A".repeat(23)}…`,
      "The International…",
      undefined,
    ]);
    expect(refused).to.deep.equal([]);
  });

  it("is a label of 24 characters that take two units each", () => {
    const short = "🙂".repeat(24);
    const { content, refused } = accepted(ann({ short }));
    expect([content.entities[0]?.short, refused]).to.deep.equal([short, []]);
  });

  it("is a label that is too long or shows nothing: it is told, and another is made", () => {
    expect(told(ann({ short: "The woman who leads the whole Guild" }))).to.deep.equal([
      {
        code: "name",
        place: "entities[0] (ann).short",
        message: "The label has more than 24 characters; it is cut.",
        remedy: "Write one of 1 to 24 characters.",
      },
    ]);
    expect(accepted(ann({ short: "\u200b" })).content.entities[0]?.short).to.equal("Ann");
  });

  it("is a further name that shows nothing: it is told and left out", () => {
    const { content, refused } = accepted(ann({ aliases: ["", "Annie"], otherNames: ["\u00a0"] }));
    const [entity] = content.entities;
    expect([entity?.aliases, entity?.otherNames]).to.deep.equal([["Annie"], []]);
    expect(refused.map(({ place, count }) => ({ place, count }))).to.deep.equal([
      { place: "entities[0] (ann).aliases[0]", count: 2 },
    ]);
  });

  it("is nothing where two people have one surname", () => {
    const { content, refused } = accepted((file) => {
      ann({ aliases: ["Maxwell"] })(file);
      file.entities.push({ id: "bob", label: "Person", name: "Bob Maxwell", aliases: ["Maxwell", "MAXWELL"] });
      file.relations.push({ ...file.relations[0], key: "r002", subject: "bob" });
    });
    expect([refused, content.entities.length, content.relations.length]).to.deep.equal([[], 3, 2]);
  });
});
