import { expect } from "chai";
import type { Line } from "../../model/lines.ts";
import { foldStory } from "../../model/reading.ts";
import { seedGraph } from "./seed.ts";

const told = (lines: readonly Line[], one: string, other: string): string[] =>
  lines
    .filter(({ from, to }) => [from, to].toSorted().join() === [one, other].toSorted().join())
    .flatMap(({ sentences }) => sentences.map(({ text }) => text));

describe("the sentences of the seed story", () => {
  const { lines } = foldStory(seedGraph());
  const all = lines.flatMap(({ sentences }) => sentences.map(({ text }) => text));

  it("say single relations in plain English", () => {
    expect([
      ...told(lines, "soleimani", "quds-force"),
      ...told(lines, "soleimani", "iran"),
      ...told(lines, "quds-force", "irgc"),
      ...told(lines, "trump", "us"),
      ...told(lines, "five-guards", "irgc"),
      ...told(lines, "strike-2", "north-of-baghdad"),
      ...told(lines, "strike-2", "dead-and-wounded"),
    ]).to.deep.equal([
      "Qasem Soleimani leads the Quds Force",
      "Qasem Soleimani acts for Iran as pointman for Iraq",
      "Iran mourned Qasem Soleimani: three days of mourning for Soleimani",
      "The Quds Force is part of the Revolutionary Guards as the arm that operates abroad",
      "Donald Trump leads the United States as President",
      "Five Guards belong to the Revolutionary Guards",
      "The second strike of 4 Jan took place north of Baghdad",
      "The second strike of 4 Jan left people dead (no clear count)",
      "The second strike of 4 Jan left people wounded (no clear count)",
    ]);
  });

  it("fold an event into who did what to whom", () => {
    expect([
      ...told(lines, "iran", "qaani"),
      ...told(lines, "us", "middle-east"),
      ...told(lines, "tehran-demonstrators", "us-flags"),
      ...told(lines, "security-agreement", "us-troops"),
      ...told(lines, "soleimani", "us-diplomats"),
    ]).to.deep.equal([
      "Iran named Esmail Qaani to succeed Qasem Soleimani",
      "The United States sent about 14,000 troops to the Middle East",
      "The United States is to send troops to the Middle East: further troops for the region",
      "Tehran demonstrators set alight US flags: demonstrations in Tehran",
      "The security pact permits the US armed forces in Iraq: presence of some 5,200 US troops in Iraq",
      "Qasem Soleimani planned to attack US diplomats: “Imminent” plot",
    ]);
  });

  it("never tell what is planned or feared as if it had happened", () => {
    expect([
      ...told(lines, "us", "us-iran-war"),
      ...told(lines, "iran", "us-iran-war"),
      ...told(lines, "us", "deployment-kuwait"),
      ...told(lines, "iraqi-parliament", "security-agreement"),
      ...told(lines, "five-guards", "iran"),
      ...told(lines, "mourning-procession", "baghdad"),
      ...told(lines, "strike-2", "mourning-procession"),
    ]).to.deep.equal([
      "The United States would take part in the war or wider conflict between the US and Iran",
      "The United States did not plan the war or wider conflict between the US and Iran",
      "Iran would take part in the war or wider conflict between the US and Iran",
      "The United States is to carry out the deployment of 3,000 to 3,500 soldiers to Kuwait",
      "The Iraqi parliament would reject the security pact: scrapping of the security pact",
      "Five Guards are to be taken to Iran: bodies of the Guards sent to Iran",
      "The mourning procession is to start in Baghdad",
      "The second strike of 4 Jan comes before the mourning procession (hours)",
    ]);
  });

  it("let speech acts speak, and tell a silence", () => {
    expect([
      ...told(lines, "khamenei", "revenge"),
      ...told(lines, "tehran-demonstrators", "us"),
      ...told(lines, "hashed", "strike-2"),
    ]).to.deep.equal([
      "Khamenei vows “severe revenge”",
      "Tehran demonstrators are against the United States",
      "Tehran demonstrators: chant “death to America”",
      "Hashed al-Shaabi: announcement of the Hashed on the second raid",
      "On the second strike of 4 Jan, Hashed al-Shaabi said nothing of responsibility",
    ]);
  });

  it("all begin with a capital, and none shows an id, a code or an arrow", () => {
    expect(
      all.filter((text) => !/^[\p{Lu}“‘\d]/u.test(text) || /[→_]|\b[a-z]+(-[a-z]+){2,}\b|[A-Z]{5}/u.test(text)),
    ).to.deep.equal([]);
  });
});
