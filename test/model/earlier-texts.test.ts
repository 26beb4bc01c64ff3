import { expect } from "chai";
import { readStory } from "./read-story.ts";
import { smallStory, SMALL_TEXT, type SmallStory } from "./small-story.ts";

const BEFORE = "Bo leads the Guild, and Ann writes.";
const LED = {
  key: "led",
  document: "article",
  subject: "bo",
  type: "LEADS",
  object: "guild",
  source: "article",
  certainty: "fact",
  receipt: [{ sentence: 0, start: 0, end: 18, quote: "Bo leads the Guild" }],
};
const TEXTS = { "a.txt": SMALL_TEXT, "before.txt": BEFORE, "same.txt": SMALL_TEXT };

/** The small story, whose article said before that somebody else leads. */
function read(change: Record<string, unknown> = {}, more: (file: SmallStory) => void = () => undefined) {
  const file = smallStory();
  file.entities.push({ id: "bo", label: "Person", name: "Bo" });
  const [article = {}] = file.articles;
  article["earlier"] = [{ file: "before.txt", sentences: [[0, 35]], relations: [LED], ...change }];
  more(file);
  return readStory(JSON.stringify(file), { articles: TEXTS });
}

function accepted(...given: Parameters<typeof read>) {
  const found = read(...given);
  if (!found.ok) throw new Error(JSON.stringify(found));
  const earlier = (found.content.earlier ?? []).map(({ article, relations }) => [
    article.text,
    relations.map(({ id }) => id),
  ]);
  return { earlier, refused: found.refused.map(({ place, message }) => [place, message]) };
}

describe("an earlier text of an article in a story file", () => {
  it("comes with the relations that it alone made, their receipts in that text", () => {
    expect(accepted()).to.deep.equal({ earlier: [[BEFORE, ["led"]]], refused: [] });
  });

  const place = "articles (article).earlier[0]";
  for (const [what, relation, at] of [
    [
      "whose quote is the later text's",
      { receipt: [{ sentence: 0, start: 0, end: 20, quote: SMALL_TEXT }] },
      ".receipt[0]",
    ],
    ["of what is no article", { document: "ann" }, ".document"],
    ["without a receipt", { receipt: [] }, ""],
    ["of nobody", { subject: "nobody" }, ".subject"],
  ] as const)
    it(`is kept without a relation ${what}`, () => {
      const { earlier, refused } = accepted({ relations: [{ ...LED, ...relation }] });
      expect(earlier).to.deep.equal([[BEFORE, []]]);
      expect(refused.map(([where]) => where)).to.deep.equal([`${place}.relations[0] (led)${at}`]);
    });

  it("takes no key that a relation of today has", () => {
    const { earlier, refused } = accepted({ relations: [{ ...LED, key: "r001" }] });
    expect(earlier).to.deep.equal([[BEFORE, []]]);
    expect(refused.map(([where]) => where)).to.deep.equal([`${place}.relations[0] (r001)`]);
  });

  it("is left out where it is the text behind it, or its date is none", () => {
    const same = accepted({ file: "same.txt", sentences: [[0, 20]], relations: [] });
    expect(same).to.deep.equal({ earlier: [], refused: [[`${place}.file`, "The text behind it is the same."]] });
    const dated = accepted({ modifiedAt: "in spring" });
    expect([dated.earlier, dated.refused.map(([where]) => where)]).to.deep.equal([[], [`${place}.modifiedAt`]]);
  });

  it("refuses the file where its text is not beside it", () => {
    const found = read({ file: "nowhere.txt" });
    expect(found.ok ? [] : found.problems.map(({ place: at, message }) => [at, message])).to.deep.equal([
      ["articles[0] (article).earlier[0].file", "The text nowhere.txt is not there."],
    ]);
  });
});

describe("a judgement in a story file", () => {
  const judged = (judgement: Record<string, unknown>, times = 1) => {
    const made = { id: "ann", other: "other/ann", verdict: "same", ...judgement };
    const found = read({}, (file) => Object.assign(file, { judgements: Array.from({ length: times }, () => made) }));
    if (!found.ok) return found.problems.map(({ place }) => place);
    return [(found.content.judgements ?? []).length, ...found.refused.map(({ place }) => place)];
  };

  it("names an entity of the story and one of another", () =>
    expect(judged({ reason: "One Ann." })).to.deep.equal([1]));

  for (const [what, judgement, told] of [
    ["an entity that is not there", { id: "nobody" }, [0, "judgements[0] (nobody).id"]],
    ["an article", { id: "article" }, [0, "judgements[0] (article).id"]],
    ["another entity of its own story", { other: "bad-input/guild" }, [0, "judgements[0] (ann).other"]],
    ["no story", { other: "ann" }, ["judgements[0] (ann).other"]],
    ["a verdict that there is not", { verdict: "alike" }, ["judgements[0] (ann).verdict"]],
  ] as const)
    it(`is refused where it names ${what}`, () => expect(judged(judgement)).to.deep.equal(told));

  it("is taken once of two entities", () => expect(judged({}, 2)).to.deep.equal([1, "judgements[1] (ann)"]));
});
