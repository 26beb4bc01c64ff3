import { expect } from "chai";
import { readStory } from "./read-story.ts";
import { smallStory, SMALL_TEXT, type SmallStory } from "./small-story.ts";

function accepted(change: (file: SmallStory) => void) {
  const file = smallStory();
  change(file);
  const found = readStory(JSON.stringify(file), { articles: { "a.txt": SMALL_TEXT } });
  if (!found.ok) throw new Error(JSON.stringify(found));
  return found;
}

describe("questions in a story file", () => {
  const good = { id: "who", question: "Who?", statement: "MATCH (e:Entity {story: $story}) RETURN e" };
  for (const [what, change] of [
    ["has no statement", { statement: "" }],
    ["does not say in words what it asks", { question: " " }],
    ["has an id that is none", { id: "Who is it?" }],
  ] as const)
    it(`are refused one by one: one that ${what}`, () => {
      const { content, refused } = accepted((file) =>
        file.questions.push({ ...good, ...change }, { ...good, id: "other" }),
      );
      expect(content.questions.map(({ id }) => id)).to.deep.equal(["other"]);
      expect(refused.map(({ count, place }) => [count, place.startsWith("questions[0]")])).to.deep.equal([[1, true]]);
    });
});

describe("questions beside a story file", () => {
  const asked = (text: string) => {
    const found = readStory(JSON.stringify(smallStory()), {
      articles: { "a.txt": SMALL_TEXT },
      questions: { "who.cypher": text },
    });
    return found.ok
      ? { questions: found.content.questions, refused: found.refused.map(({ message }) => message) }
      : found;
  };
  const statement = "MATCH (e:Entity {story: $story})\nRETURN e.name";
  for (const [what, text] of [
    ["LF", `// Who?\n${statement}\n`],
    ["CR LF", `// Who?\n${statement}\n`.replaceAll("\n", "\r\n")],
    ["a byte order mark", `\uFEFF// Who?\n${statement}\n`],
  ] as const)
    it(`are the same with ${what}`, () =>
      expect(asked(text)).to.deep.equal({ questions: [{ id: "who", question: "Who?", statement }], refused: [] }));

  for (const [what, text, message] of [
    ["does not begin with its words", statement, "The question does not say in words what it asks."],
    ["has no words", `//\n${statement}`, "The question does not say in words what it asks."],
    ["has no statement", "// Who?\n\n", "The question has no statement."],
    ["is empty", "", "The question does not say in words what it asks."],
  ] as const)
    it(`are told and left out where one ${what}`, () =>
      expect(asked(text)).to.deep.equal({ questions: [], refused: [message] }));
});
