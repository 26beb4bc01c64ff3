import { expect } from "chai";
import type { Entity } from "../../model/entity.ts";
import { allOf, foldStory, type ReadingView } from "../../model/reading.ts";
import type { Relation } from "../../model/relation.ts";
import { relationSentence } from "../../model/sentences.ts";
import { drawingOf } from "../../picture/reading-drawing.ts";
import { claim, entity, graphOf } from "./claims.ts";

const people = [entity("Ann", "Person"), entity("Bo", "Person"), entity("Oman", "Country"), entity("Port", "Facility")];

/** What the reading view says of an event `e`, in sentences. */
function told(event: Partial<Entity>, relations: readonly Relation[], more: readonly Entity[] = []): string[] {
  const graph = graphOf([...people, ...more, entity("e", "Event", event)], relations);
  return foldStory(graph).lines.flatMap(({ sentences }) => sentences.map(({ text }) => text));
}

/** One relation in words. */
function say(relation: Relation, entities: readonly Entity[] = []): string {
  return relationSentence(relation, new Map([...people, ...entities].map((one) => [one.id, one]))).text;
}

const vote = entity("vote", "Event", { name: "Vote on the budget", properties: { status: "planned" } });

describe("what is planned or feared", () => {
  it("is never told as done, in the words of any relation of an event", () => {
    const past = ["KILLED", "TARGETED", "USED", "INVOLVES", "OCCURRED_AT", "ORIGIN", "DESTINATION"].map((type) =>
      say(claim(`vote ${type} Oman`), [vote]),
    );
    expect(past).to.deep.equal([
      "The vote on the budget is to kill Oman",
      "The vote on the budget is to be directed at Oman",
      "The vote on the budget is to be carried out with Oman",
      "The vote on the budget is to involve Oman",
      "The vote on the budget is to take place in Oman",
      "The vote on the budget is to start in Oman",
      "The vote on the budget is to go to Oman",
    ]);
    expect([
      say(claim("Ann PARTICIPATED_IN vote"), [vote]),
      say(claim("Ann CARRIED_OUT vote", { polarity: "negative" }), [vote]),
      say(claim("e PRECEDES vote"), [vote, entity("e", "Event", { name: "Debate" })]),
    ]).to.deep.equal([
      "Ann is to take part in the vote on the budget",
      "Ann is not to carry out the vote on the budget",
      "The debate comes before the vote on the budget",
    ]);
  });

  it("is told so where an imported type has no verb of ours", () => {
    expect([
      say(claim("Ann WORKS_WITH Bo", { certainty: "planned" })),
      say(claim("Ann WORKS_WITH Bo", { certainty: "hypothetical" })),
      say(claim("Ann WORKS_WITH Bo", { polarity: "negative" })),
    ]).to.deep.equal(["Ann works with Bo (planned)", "Ann works with Bo (feared or wished)", "Ann not: works with Bo"]);
  });

  it("is told so of a folded event, whatever it is", () => {
    const planned = { name: "Talks on fishing", properties: { status: "planned" } };
    expect([
      ...told(planned, [claim("Ann CARRIED_OUT e"), claim("e TARGETED Oman")]),
      ...told(planned, [claim("Ann CARRIED_OUT e"), claim("e OCCURRED_AT Oman")]),
      ...told(planned, [claim("Ann PARTICIPATED_IN e"), claim("Bo PARTICIPATED_IN e")]),
    ]).to.deep.equal([
      "Ann is to carry out the talks on fishing, directed at Oman",
      "Ann is to carry out the talks on fishing, in Oman",
      "Ann and Bo are to take part in the talks on fishing",
    ]);
  });

  it("is planned or ordered already, by whoever planned or ordered it", () => {
    const planned = { name: "Talks on fishing", properties: { status: "planned" } };
    const place = claim("e OCCURRED_AT Oman", { certainty: "planned" });
    expect([
      ...told(planned, [claim("Ann PLANNED e"), place]),
      ...told(planned, [claim("Ann PLANNED e", { certainty: "planned" }), place]),
      ...told(planned, [claim("Ann PLANNED e", { polarity: "negative" }), place]),
      ...told(planned, [claim("Ann ORDERED e"), claim("e TARGETED Oman")]),
      say(claim("Ann PLANNED vote"), [vote]),
      say(claim("Ann PLANNED vote", { certainty: "planned" }), [vote]),
    ]).to.deep.equal([
      "Ann planned to carry out the talks on fishing, in Oman",
      "Ann plans to carry out the talks on fishing, in Oman",
      "Ann did not plan to carry out the talks on fishing, in Oman",
      "Ann ordered others to carry out the talks on fishing, directed at Oman",
      "Ann planned the vote on the budget",
      "Ann plans the vote on the budget",
    ]);
  });

  it("has no words of what was done, which are in the past tense", () => {
    const attack = (status: string) => ({ name: "Arson", properties: { status, plover: "ASSAULT/arson" } });
    const burnt = (first: Relation, status: string, polarity: Relation["polarity"] = "positive") =>
      told(attack(status), [first, claim("e TARGETED Oman", { polarity, qualifiers: { action: "burned" } })]);
    expect([
      ...burnt(claim("Ann CARRIED_OUT e"), "happened"),
      ...burnt(claim("Ann CARRIED_OUT e"), "planned"),
      ...burnt(claim("Ann CARRIED_OUT e"), "ongoing"),
      ...burnt(claim("Ann CARRIED_OUT e"), "happened", "negative"),
      ...burnt(claim("Ann PLANNED e"), "happened"),
      ...burnt(claim("Ann ORDERED e"), "happened"),
    ]).to.deep.equal([
      "Ann burned Oman: arson",
      "Ann is to attack Oman: arson",
      "Ann attacks Oman: arson",
      "Ann did not attack Oman: arson",
      "Ann planned to attack Oman: arson",
      "Ann ordered others to attack Oman: arson",
    ]);
  });

  it("is told so of a statement that nobody has made", () => {
    const statement = entity("s", "Statement", { name: "The port will close", short: "Port closes" });
    const lines = (made: Partial<Relation>) =>
      foldStory(graphOf([...people, statement], [claim("Ann MADE s", made), claim("s ABOUT Port")])).lines;
    const texts = (made: Partial<Relation>) => lines(made)[0]?.sentences.map(({ text }) => text);
    expect([
      texts({}),
      texts({ certainty: "planned" }),
      texts({ certainty: "hypothetical" }),
      texts({ polarity: "negative" }),
    ]).to.deep.equal([
      ["Ann: the port will close"],
      ["Ann is to say: the port will close"],
      ["Ann would say: the port will close"],
      ["Ann did not say: the port will close"],
    ]);
  });
});

describe("where something is", () => {
  it("is told with one preposition, also where the name of the place has one", () => {
    const places = [
      entity("n", "Place", { name: "north of Oman" }),
      entity("c", "Place", { name: "off the coast of Oman" }),
      entity("b", "Place", { name: "near the border" }),
      entity("k", "Country", { name: "North Macedonia" }),
    ];
    const e = entity("e", "Event", { name: "March" });
    const each = (type: string, qualifiers = {}) =>
      places.map(({ id }) => say(claim(`e ${type} ${id}`, { qualifiers }), [...places, e]));
    expect([
      ...each("OCCURRED_AT"),
      ...each("ORIGIN", { preposition: "in" }),
      ...each("DESTINATION"),
      say(claim("Port LOCATED_IN n"), places),
      say(claim("e ORIGIN Port", { qualifiers: { preposition: "from" } }), [e]),
    ]).to.deep.equal([
      "The march took place north of Oman",
      "The march took place off the coast of Oman",
      "The march took place near the border",
      "The march took place in North Macedonia",
      "The march started north of Oman",
      "The march started off the coast of Oman",
      "The march started near the border",
      "The march started in North Macedonia",
      "The march went north of Oman",
      "The march went off the coast of Oman",
      "The march went near the border",
      "The march went to North Macedonia",
      "The Port lies north of Oman",
      "The march started from the Port",
    ]);
  });
});

/** Every line of a view that a picture has: where from, words, certainty, denial, number, arrow heads. */
function drawn(view: ReadingView): string[] {
  return drawingOf(view).lines.map(({ from, words, certainty, negative, count, arrows }) =>
    [from, words, certainty, negative ? "not" : "", count, arrows.from, arrows.to].join(" "),
  );
}

describe("what a sentence calls things", () => {
  it("is one for a statement, however its name ends", () => {
    const statement = entity("st", "Statement", { name: "Announcement on the raids", short: "The force announces" });
    expect(say(claim("st ABOUT Bo", { polarity: "negative" }), [statement])).to.equal(
      "“Announcement on the raids” is not about Bo",
    );
  });

  it("is an event in small letters, with the place behind it", () => {
    const events = [
      entity("protests", "Event", { name: "Protests, Muscat" }),
      entity("raid", "Event", { name: "Raid, 3 Jan" }),
    ];
    expect([
      say(claim("protests TARGETED Port"), events),
      say(claim("raid TARGETED Port"), events),
      say(claim("raid CAUSED protests"), events),
    ]).to.deep.equal([
      "The protests (Muscat) were directed at the Port",
      "The raid of 3 Jan was directed at the Port",
      "The raid of 3 Jan led to the protests (Muscat)",
    ]);
  });
});

describe("who took part in something", () => {
  const raid = { name: "Raid on the port", properties: { plover: "ASSAULT/raid" } };
  const part = claim("Ann PARTICIPATED_IN e");

  it("is not told to have carried it out, nor to be who killed in it", () => {
    const march = { name: "March" };
    const carried = claim("e INVOLVES Port", { qualifiers: { role: "carried" } });
    const denied: Partial<Relation> = { polarity: "negative" };
    expect([
      ...told({ name: "Talks" }, [part, claim("e OCCURRED_AT Oman")]),
      ...told({ name: "Talks" }, [claim("Ann PARTICIPATED_IN e", denied), claim("e DESTINATION Oman")]),
      ...told({ name: "Talks" }, [part, claim("e TARGETED Oman")]),
      ...told({ name: "Relief", properties: { plover: "MOBILIZE" } }, [part, claim("e DESTINATION Oman")]),
      ...told(raid, [part, claim("e KILLED Bo")]),
      ...told(raid, [claim("Ann PARTICIPATED_IN e", denied), claim("e KILLED Bo")]),
      ...told(raid, [part, claim("e KILLED Bo", denied)]),
      ...told(march, [part, claim("Bo CARRIED_OUT e"), carried]),
    ]).to.deep.equal([
      "Ann took part in the talks, in Oman",
      "Ann did not take part in the talks, to Oman",
      "Ann took part in the talks, directed at Oman",
      "Ann took part in the relief, to Oman",
      "Ann took part in the raid on the port, which killed Bo",
      "Ann did not take part in the raid on the port, which killed Bo",
      "Ann took part in the raid on the port, which did not kill Bo",
      "Ann took part in the march, which carried the Port",
      "Bo carried the Port: march",
    ]);
  });

  it("did so of the larger event, where what killed was a part of it", () => {
    const war = entity("war", "Event", { name: "War" });
    const relations = [claim("Ann PARTICIPATED_IN war"), claim("e PART_OF war"), claim("e KILLED Bo")];
    expect(told(raid, relations, [war])).to.deep.equal(["Ann took part in the war; the raid on the port killed Bo"]);
  });
});

describe("a silence", () => {
  it("is told as one, and is no denial of what the statement is called", () => {
    const silence = entity("s", "Statement", { name: "Bo had no comment", properties: { act: "silence" } });
    const report = entity("r", "Statement", { name: "Report on the port" });
    const denied: Partial<Relation> = { polarity: "negative" };
    const aspect = { ...denied, qualifiers: { aspect: "blame" } };
    expect([
      say(claim("Bo MADE s", denied), [silence]),
      say(claim("Bo MADE s"), [silence]),
      say(claim("r ABOUT Port", aspect), [report]),
      say(claim("Bo MADE r", denied), [report]),
    ]).to.deep.equal([
      "Bo kept silent: Bo had no comment",
      "Bo kept silent: Bo had no comment",
      "“Report on the port” says nothing of blame, on the Port",
      "Bo did not make the statement “Report on the port”",
    ]);
  });
});

describe("people who are called by what became of them", () => {
  it("are not killed once more", () => {
    const dead = entity("dead", "Group", { name: "56 dead" });
    const hurt = entity("hurt", "Group", { name: "three wounded" });
    const fire = entity("fire", "Event", { name: "Fire" });
    expect([
      say(claim("fire KILLED dead"), [fire, dead]),
      say(claim("fire INJURED hurt", { polarity: "negative" }), [fire, hurt]),
      say(claim("fire KILLED Bo"), [fire]),
    ]).to.deep.equal(["The fire left 56 dead", "The fire did not leave three wounded", "The fire killed Bo"]);
  });
});

describe("where something takes place", () => {
  it("is not told again behind a name that ends with it", () => {
    const mission = { name: "Training mission in Oman", properties: { status: "ongoing" } };
    expect(told(mission, [claim("Ann CARRIED_OUT e"), claim("e OCCURRED_AT Oman")])).to.deep.equal([
      "Ann carries out the training mission in Oman",
    ]);
  });
});

describe("a line", () => {
  const raid = entity("raid", "Event", { name: "Raid" });
  const strike = [
    claim("Ann CARRIED_OUT raid"),
    claim("Ann CARRIED_OUT raid", { id: "claimed", source: "Bo", certainty: "claimed" }),
    claim("Ann ORDERED raid"),
    claim("Ann CARRIED_OUT raid", { id: "denied", source: "Bo", polarity: "negative" }),
    claim("Ann PLANNED raid", { certainty: "planned" }),
    claim("raid TARGETED Ann"),
  ];

  it("tells no more than its sentences: each says its words, its way, as surely at least", () => {
    expect(drawn(allOf(graphOf([...people, raid], strike)))).to.deep.equal([
      "Ann ordered fact  1 false true",
      "raid was directed at fact  1 false true",
      "Ann carried out claimed  2 false true",
      "Ann plans planned  1 false true",
      "Ann did not carry out fact not 1 false true",
    ]);
  });

  it("tells no more than its sentences where an event is folded into it", () => {
    const assault = { ...raid, properties: { plover: "ASSAULT/aerial" } };
    const legs = [...strike.slice(0, 3), claim("raid TARGETED Oman")];
    expect(drawn(foldStory(graphOf([...people, assault], legs)))).to.deep.equal([
      "Ann attacked fact  1 false true",
      "Ann ordered others to attack fact  1 false true",
      "Ann attacked claimed  1 false true",
    ]);
  });

  it("has an id of its own where others of its pair begin with the same claim", () => {
    const arson = entity("arson", "Event", { name: "Arson", properties: { plover: "ASSAULT/arson" } });
    const done = ["KILLED", "INJURED", "TARGETED"].map((type) => claim(`arson ${type} Bo`));
    const view = foldStory(graphOf([...people, arson], [claim("Ann CARRIED_OUT arson"), ...done]));
    expect(view.lines.map(({ id, sentences: [first] }) => [id, first?.words])).to.deep.equal([
      ["Ann~Bo", "killed"],
      ["Ann~Bo~Ann CARRIED_OUT arson", "wounded"],
      ["Ann~Bo~arson TARGETED Bo", "attacked"],
    ]);
  });

  it("has an id of its own beside the others of its pair, also where ids hold the sign that joins them", () => {
    const odd = [entity("a~b", "Person"), entity("c", "Person"), entity("a", "Person"), entity("b~c", "Person")];
    const graph = graphOf(odd, [claim("a~b LEADS c"), claim("a LEADS b~c"), claim("a DEPUTY_OF b~c")]);
    const ids = foldStory(graph).lines.map(({ id }) => id);
    expect(ids).to.deep.equal(["a%7Eb~c", "a~b%7Ec", "a~b%7Ec~a DEPUTY_OF b~c"]);
  });

  it("tells a statement to somebody about them once, with all its legs", () => {
    const both = [entity("Annika", "Person"), entity("Boris", "Person")];
    const statement = entity("s", "Statement", { name: "Annika greets Boris" });
    const about = claim("s ABOUT Boris", { certainty: "inferred" });
    const legs = [claim("Annika MADE s"), claim("s ADDRESSED_TO Boris"), about];
    const [line, ...others] = foldStory(graphOf([...both, statement], legs)).lines;
    expect(others).to.deep.equal([]);
    expect(line?.sentences).to.deep.equal([
      {
        text: "Annika greets Boris",
        words: "Annika greets Boris",
        from: "Annika",
        to: "Boris",
        relations: legs.map(({ id }) => id),
        certainty: "inferred",
        negative: false,
        speaker: "article",
      },
    ]);
  });
});
