import { expect } from "chai";
import { storyFiles } from "../../client/api/story-files.ts";

const MOST = 10_000;
const file = (path: string, content: string | Uint8Array<ArrayBuffer>) => ({ path, file: new Blob([content]) });

describe("the files of a story that a reader gives the page", () => {
  it("are sent as the command sends them: texts and questions by their names, whatever folder they lie in", async () => {
    const given = [
      file("aden/story.json", "\uFEFF{}"),
      file("aden/post.txt", "Post."),
      file("aden/times.txt", "\uFEFFTimes."),
      file("aden/questions/02.cypher", "// Two?"),
      file("aden/questions/01.cypher", "// One?"),
      file("aden/notes.md", "Not sent."),
    ];
    expect(await storyFiles(given, MOST)).to.deep.equal({
      ok: true,
      request: {
        story: "{}",
        articles: { "post.txt": "Post.", "times.txt": "\uFEFFTimes." },
        questions: { "01.cypher": "// One?", "02.cypher": "// Two?" },
      },
    });
  });

  for (const [what, given, message] of [
    ["no story file", [file("a.txt", "A.")], "There is no story file among these: its name ends in .json."],
    [
      "two of them",
      [file("a.json", "{}"), file("b/c.JSON", "{}")],
      "These are 2 story files: “a.json”, “b/c.JSON”. Load one story at a time.",
    ],
    [
      "a text that is not UTF-8",
      [file("a.json", "{}"), file("a.txt", new Uint8Array([0x41, 0xff]))],
      "“a.txt” is not UTF-8. Save it as UTF-8.",
    ],
    [
      "a text in UTF-16 without a mark in front",
      [file("a.json", "{}"), file("a.txt", new Uint8Array([0x41, 0, 0x62, 0]))],
      "“a.txt” is UTF-16. Save it as UTF-8.",
    ],
    [
      "an archive that is called a story",
      [file("a.json", new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x14]))],
      "“a.json” is a zip archive. Unpack it first.",
    ],
    [
      "more than may be sent",
      [file("a.json", "{}"), file("a.txt", "A".repeat(MOST))],
      "The story has 1 MB with its texts; a page can send 1 MB. “npm run load” takes larger ones.",
    ],
  ] as const)
    it(`are not sent where there is ${what}`, async () => {
      expect(await storyFiles(given, MOST)).to.deep.equal({ ok: false, message });
    });
});
