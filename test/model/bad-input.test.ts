import { expect } from "chai";
import { readStory } from "./read-story.ts";
import { smallStory, SMALL_TEXT, type SmallStory } from "./small-story.ts";

const QUESTION = { id: "who", question: "Who?", statement: "MATCH (e:Entity {story: $story}) RETURN e.name AS name" };

/** What reading a story file refuses: the whole file, or records of it. */
function refusals(change: (file: SmallStory) => void, text = SMALL_TEXT) {
  const file = smallStory();
  change(file);
  const read = readStory(JSON.stringify(file), { articles: { "a.txt": text } });
  return read.ok
    ? { whole: false, story: read.content.story.id, problems: read.refused }
    : { whole: true, story: read.story, problems: read.problems };
}

describe("bad input of a story file", () => {
  for (const [what, id] of [
    ["a path upwards", "../x"],
    ["a path", "a/b"],
    ["a Windows path", "a\\b"],
    ["nothing", ""],
    ["a dot", "."],
    ["two dots", ".."],
    ["a NUL", "a\u0000b"],
    ["a line break", "a\nb"],
    ["a line break at its end", "story\n"],
    ["an escape sequence of a terminal", "\u001b[31mred"],
    ["a mark that turns the direction", "a\u202eb"],
    ["a mark of no width", "a\u200bb"],
    ["half a character", "a\ud800"],
    ["capitals", "Bad-Input"],
    ["a letter composed otherwise", "e\u0301"],
    ["a percent sign", "%2e%2e"],
    ["a blank", "a b"],
    ["a colon", "con:"],
    ["10,000 characters", "a".repeat(10_000)],
    ["a hyphen first", "-rf"],
    ["a number", 7],
    ["null", null],
    ["a list", ["bad-input"]],
  ] as const) {
    it(`is refused whole when the story's id is ${what}, with story, place and remedy`, () => {
      const { whole, story, problems } = refusals((file) => (file.story["id"] = id));
      expect({ whole, places: problems.map(({ place }) => place) }).to.deep.equal({
        whole: true,
        places: ["story.id"],
      });
      expect(story).to.equal(typeof id !== "string" ? null : id.length > 80 ? `${id.slice(0, 79)}…` : id);
      for (const { message, remedy } of problems) {
        expect(message).to.match(/^.+\.$/);
        expect(remedy).to.equal("stories/story.schema.json says what belongs there.");
      }
    });
  }

  for (const value of [null, {}, { a: 1 }, [1, "x"], [null], [[1]]])
    it(`says what a property may be where it is ${JSON.stringify(value)}`, () => {
      const { problems } = refusals(
        ({ entities }) => void Object.assign(entities[0] ?? {}, { properties: { age: value } }),
      );
      expect(problems.map(({ place, message }) => `${place}: ${message}`)).to.deep.equal([
        "entities[0] (ann).properties.age: a property is a text, a number, true or false, or a list of texts or of numbers.",
      ]);
    });

  it("names each member that is missing, once", () => {
    const { problems } = refusals(({ entities, relations }) => {
      for (const entity of entities) delete entity["name"];
      for (const relation of relations) delete relation["subject"];
    });
    expect(problems.map(({ place, message }) => `${place}: ${message}`)).to.deep.equal([
      "entities[0] (ann).name: In 2 places, the first of which is told: “name” is missing.",
      "relations[0] (r001).subject: “subject” is missing.",
    ]);
  });

  type Change = (file: SmallStory) => void;
  const entity =
    (change: Record<string, unknown>): Change =>
    (file) => {
      file.entities.push({ id: "new", label: "Person", name: "New", ...change });
    };
  const article =
    (change: Record<string, unknown>): Change =>
    (file) => {
      file.articles.push({ ...file.articles[0], ...change });
    };
  const relation =
    (change: Record<string, unknown>): Change =>
    (file) => {
      file.relations.push({ ...file.relations[0], key: "new", ...change });
    };
  const NEW = "entities[2]";
  const whole: readonly (readonly [string, Change, place: string])[] = [
    ["an empty id", entity({ id: "" }), `${NEW}.id`],
    ["an id with a NUL", entity({ id: "a\u0000b" }), `${NEW} (a\\u{0}b).id`],
    ["an id with half a character", entity({ id: "a\udfff" }), `${NEW} (a\\u{dfff}).id`],
    ["an id that is one dot", entity({ id: "." }), `${NEW} (.).id`],
    ["an id that is two dots", entity({ id: ".." }), `${NEW} (..).id`],
    ["an id of 201 characters", entity({ id: "x".repeat(201) }), `${NEW} (${"x".repeat(79)}…).id`],
    ["an article's id with a line break", article({ id: "a\nb" }), "articles[1] (a\\u{a}b).id"],
    ["an article's id that is two dots", article({ id: ".." }), "articles[1] (..).id"],
    ["a key with a control character", relation({ key: "\u0085" }), "relations[1] (\\u{85}).key"],
    ["an empty key", relation({ key: "" }), "relations[1].key"],
    ["a kind of ours", entity({ label: "Entity" }), `${NEW} (new).label`],
    ["the kind of an article", entity({ label: "Article" }), `${NEW} (new).label`],
    ["a kind that is not there", entity({ label: "Judgement" }), `${NEW} (new).label`],
    ["the label of what is staged", entity({ label: "Staged" }), `${NEW} (new).label`],
    ["a property whose name is no name", entity({ properties: { "a b": 1 } }), `${NEW} (new).properties.a b`],
    [
      "a property that would be a prototype",
      entity(JSON.parse('{"properties": {"__proto__": {"a": 1}}}') as object as Record<string, unknown>),
      `${NEW} (new).properties`,
    ],
    ["a type in small letters", relation({ type: "leads" }), "relations[1] (new).type"],
    ["a name with half a character", entity({ name: "a\ud83d" }), `${NEW} (new).name`],
  ];
  for (const [what, change, place] of whole) {
    it(`is refused whole for ${what}, with story, place and remedy`, () => {
      const { whole, story, problems } = refusals(change);
      expect({ whole, story, places: problems.map((one) => one.place) }).to.deep.equal({
        whole: true,
        story: "bad-input",
        places: [place],
      });
      for (const { message, remedy } of problems)
        for (const words of [message, remedy]) expect(words).to.match(/^.+\.$/);
    });
  }

  const OWN_PROPERTIES = `
    story canonical origin id label name short kind description wikidata aliases otherNames properties receipts
    searchNames receiptProperties receiptStarts receiptEnds receiptDocuments`;
  const OWN_QUALIFIERS = `
    story canonical origin id key fingerprint document subject type object source verb statement certainty polarity
    quotes starts ends sentences row rowKey reason note startDate endDate timeText method status retractedAt inText
    saidFrom saidUntil lastVersion subjectName objectName`;
  const names = (text: string) => text.trim().split(/\s+/);
  const partly: readonly (readonly [string, Change, code: string, place: string])[] = [
    ...names(OWN_PROPERTIES).map(
      (name) =>
        [
          `the property ${name}`,
          entity({ properties: { [name]: "x" } }),
          "property-name",
          `${NEW} (new).properties.${name}`,
        ] as const,
    ),
    ...names(OWN_QUALIFIERS).map(
      (name) =>
        [
          `the qualifier ${name}`,
          relation({ qualifiers: { [name]: "x" } }),
          "qualifier-name",
          `relations[1] (new).qualifiers.${name}`,
        ] as const,
    ),
    ["MENTIONS as a type", relation({ type: "MENTIONS" }), "type-unknown", "relations[1] (new).type"],
    ["an entity's id twice", entity({ id: "ann", name: "Anna" }), "duplicate-id", `${NEW} (ann)`],
    ["an article's id as an entity's", entity({ id: "article" }), "duplicate-id", `${NEW} (article)`],
    ["an article's id twice", article({}), "duplicate-id", "articles[1] (article)"],
    [
      "an id composed otherwise",
      (file) => {
        entity({ id: "caf\u00e9" })(file);
        entity({ id: "cafe\u0301", name: "Other" })(file);
      },
      "duplicate-id",
      "entities[3] (cafe\u0301)",
    ],
    ["a relation's key twice", relation({ key: "r001", certainty: "claimed" }), "duplicate-id", "relations[1] (r001)"],
    [
      "a relation to another story",
      relation({ object: "another-story/guild" }),
      "unknown-id",
      "relations[1] (new).object",
    ],
    [
      "a document of another story",
      relation({ document: "another-story/article" }),
      "unknown-id",
      "relations[1] (new).document",
    ],
    [
      "a receipt of a property that every object has",
      entity({ receipts: [{ property: "constructor", start: 0, end: 1 }] }),
      "unknown-id",
      `${NEW} (new).receipts[0].property`,
    ],
    ["a question's id twice", (file) => file.questions.push(QUESTION, QUESTION), "duplicate-id", "questions[1] (who)"],
  ];
  for (const [what, change, code, place] of partly) {
    it(`leaves out ${what}, with place and remedy`, () => {
      const { whole, problems } = refusals(change);
      expect({ whole, problems: problems.map((one) => [one.code, one.place]) }).to.deep.equal({
        whole: false,
        problems: [[code, place]],
      });
      for (const { message, remedy } of problems)
        for (const words of [message, remedy]) expect(words).to.match(/^.+\.$/);
    });
  }

  it("takes ids of any other sign, and two that differ in capitals", () => {
    const { whole, problems } = refusals((file) => {
      for (const id of [
        "a/b",
        "%2e%2e",
        "a b",
        "con",
        "CON",
        "…",
        "نام",
        "\u202eback",
        "constructor",
        "__proto__",
        "?#&",
      ])
        entity({ id, name: id })(file);
    });
    expect({ whole, problems }).to.deep.equal({ whole: false, problems: [] });
  });

  it("is told in words that can do nothing to a terminal or a page", () => {
    const { problems } = refusals(relation({ subject: "\u001b]0;x\u0007\u202e" }));
    expect(problems.map(({ message }) => message)).to.deep.equal([
      "There is nothing with the id \\u{1b}]0;x\\u{7}\\u{202e} in this story.",
    ]);
  });

  it("is refused whole for a text with half a character", () => {
    const { whole, problems } = refusals(() => undefined, `${SMALL_TEXT}\ud800`);
    expect([whole, problems.map(({ place }) => place)]).to.deep.equal([true, ["articles[0] (article).file"]]);
  });

  it("names at most its own length of what is endless", () => {
    const { problems } = refusals(relation({ object: "x".repeat(90_000) }));
    expect(problems.map(({ place, message }) => [place, message.length])).to.deep.equal([
      ["relations[1] (new).object", 600],
    ]);
  });
});
