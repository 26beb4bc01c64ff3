import { expect } from "chai";
import { textOf, written } from "../model/written-story.ts";
import {
  AGE,
  ALPHA,
  BETA,
  CLAIMS,
  ENTITIES,
  HEAD,
  LED,
  QUOTE,
  SENTENCES,
  STORY,
  first,
  type Ministries,
} from "./ministries.ts";

/** What people decide about claims of the story, and the ledger of all its changes. */
export function decisionSuites(ministries: Ministries): void {
  const { client, own, of, load, correct, ask, standing, others, changesOf, problem } = ministries;

  describe("and what a person decides", () => {
    const decide = (id: string, body: Record<string, unknown>) => client("decide", { ...of(id), body });

    it("stands over the next load of the file, and goes with --discard-edits", async () => {
      await decide("alpha-made", { status: "disputed", certainty: "hypothetical", who: "A.B." });
      await decide("beta-made", { status: "retracted", why: "misread" });
      await decide("ann-leads", { note: "Seen in the register too" });
      const report = await load(first());
      expect({
        created: report.created,
        changed: report.changed,
        removed: report.removed,
        lost: report.lost,
      }).to.deep.equal({
        created: 0,
        changed: 0,
        removed: 0,
        lost: [],
      });
      expect(
        await ask("MATCH (:Entity {story: $story})-[r]->() RETURN r.id, r.status, r.certainty, r.note ORDER BY r.id"),
      ).to.deep.equal([
        ["alpha-made", "disputed", "hypothetical", null],
        ["ann-leads", "confirmed", "claimed", "Seen in the register too"],
      ]);
      expect(await others()).to.deep.equal([{ id: "beta-made", inText: "stands", status: "retracted" }]);
      await client("load", { body: written(first()), query: { discardEdits: "1" }, ...own });
      expect(
        await ask("MATCH (:Entity {story: $story})-[r]->() RETURN r.id, r.status, r.certainty, r.note ORDER BY r.id"),
      ).to.deep.equal([
        ["alpha-made", "confirmed", "claimed", null],
        ["ann-leads", "confirmed", "claimed", null],
        ["beta-made", "confirmed", "claimed", null],
      ]);
    });

    it("about a claim that the file no longer makes is listed", async () => {
      await decide("alpha-made", { status: "disputed" });
      const report = await load({ ...first(), claims: CLAIMS.slice(1) });
      expect(report.lost).to.deep.equal([
        { relation: "alpha-made", edited: ["status"], status: "disputed", inText: "stands" },
      ]);
      expect((await standing()).map(([id]) => id)).to.deep.equal(["ann-leads", "beta-made"]);
      const back = await load(first());
      expect(back.lost).to.deep.equal([]);
      expect(await ask("MATCH (:Entity {story: $story})-[r {id: 'alpha-made'}]->() RETURN r.status")).to.deep.equal([
        ["disputed"],
      ]);
    });

    it("to take a claim back stays so when its words come back", async () => {
      await decide("alpha-made", { status: "retracted" });
      await correct({ text: textOf([HEAD, BETA, LED, AGE]) });
      await correct({ text: textOf(SENTENCES) });
      expect((await standing()).map(([id]) => id)).to.deep.equal(["ann-leads", "beta-made"]);
      expect(await others()).to.deep.equal([{ id: "alpha-made", inText: "stands", status: "retracted" }]);
      const { relation } = await decide("alpha-made", { status: "confirmed" });
      expect(relation?.quotes).to.deep.equal([QUOTE]);
      expect((await standing()).map(([id]) => id)).to.deep.equal(["alpha-made", "ann-leads", "beta-made"]);
    });

    it("puts a claim back at the words that were found for it", async () => {
      const reworded =
        "The Alpha ministry said that the new rule cut delays by nearly twelve percent across all regions.";
      await correct({ text: textOf([HEAD, reworded, BETA, LED, AGE]) });
      const { claim } = await client("relation", of("alpha-made"));
      expect(claim?.proposal?.quotes).to.deep.equal([reworded]);
      const done = await client("confirm", { ...of("alpha-made"), body: { who: "A.B." } });
      expect(done.relation?.quotes).to.deep.equal([reworded]);
      expect((await standing())[0]).to.deep.equal(["alpha-made", reworded, reworded]);
      expect(await problem(client("confirm", { ...of("alpha-made"), body: {} }))).to.equal("request/invalid");
    });

    it("needs a reason for what is read into the text", async () => {
      expect(await problem(decide("alpha-made", { certainty: "inferred" }))).to.equal("request/invalid");
      expect(await problem(decide("nobody", { status: "disputed" }))).to.equal("relation/not-found");
      expect(await problem(decide("alpha-made", {}))).to.equal("request/invalid");
    });
  });

  describe("stand in the ledger", () => {
    const changes = async () => (await changesOf()).map(({ at: _, ...change }) => change);
    const revert = (number: number) =>
      client("revert", { params: { story: STORY, number: String(number) }, body: {}, ...own });
    /** All that a story is, but for what tells how it came to be so. */
    const everything = async () => {
      const { version: _, graph } = await client("story", { params: { story: STORY }, ...own });
      return {
        graph,
        article: await client("article", of("article-1")),
        claims: await client("claims", { params: { story: STORY }, ...own }),
      };
    };

    it("with who made them, when and why", async () => {
      await correct({
        text: textOf(SENTENCES.slice(0, 4)),
        kind: "correction",
        notice: "Her age was wrong.",
        who: "A.B.",
      });
      expect(await changes()).to.deep.equal([
        {
          number: 2,
          who: "A.B.",
          what: "correction",
          kind: "correction",
          why: "Her age was wrong.",
          subject: "article-1",
          visibility: null,
          reverted: null,
          created: 0,
          changed: 2,
          removed: 1,
          revertible: true,
        },
        {
          number: 1,
          who: "the app",
          what: "load",
          kind: null,
          why: null,
          subject: null,
          visibility: null,
          reverted: null,
          created: 12,
          changed: 0,
          removed: 0,
          revertible: false,
        },
      ]);
    });

    it("and are taken back whole: a correction, a load, a decision", async () => {
      const before = await everything();
      await correct({ text: textOf(["Updated.", HEAD, BETA, LED]) });
      await revert(2);
      expect(await everything()).to.deep.equal(before);
      await load({ ...first(), claims: CLAIMS.slice(1), entities: [...ENTITIES, ["new", "Person", "New Body"]] });
      await revert(4);
      expect(await everything()).to.deep.equal(before);
      await client("decide", { ...of("alpha-made"), body: { status: "retracted" } });
      await revert(6);
      expect(await everything()).to.deep.equal(before);
      expect((await changes()).map(({ number, what, reverted }) => [number, what, reverted])).to.deep.equal([
        [7, "revert", 6],
        [6, "decision", null],
        [5, "revert", 4],
        [4, "load", null],
        [3, "revert", 2],
        [2, "correction", null],
        [1, "load", null],
      ]);
    });

    it("and are told of each thing alone: a claim, an entity, an article", async () => {
      await correct({ text: textOf([HEAD, ALPHA, BETA, LED]) });
      await client("decide", { ...of("alpha-made"), body: { note: "Seen in the register" } });
      await client("decide", { ...of("beta-made"), body: { note: 'Read as "key":"alpha-made"' } });
      const told = async (id: string, before?: string) => {
        const query = { of: id, ...(before !== undefined && { before }) };
        const { changes: found } = await client("changes", { params: { story: STORY }, query, ...own });
        return found.map(({ number, what }) => [number, what]);
      };
      expect(await told("alpha-made")).to.deep.equal([[3, "decision"]]);
      expect(await told("beta-made")).to.deep.equal([[4, "decision"]]);
      expect(await told("article-1")).to.deep.equal([[2, "correction"]]);
      expect(await told("ann")).to.deep.equal([[2, "correction"]]);
      expect(await told("alpha-made", "3")).to.deep.equal([]);
      expect(await told("nobody")).to.deep.equal([]);
    });

    it("and are not taken back where a later one has touched the same", async () => {
      await client("decide", { ...of("alpha-made"), body: { status: "disputed" } });
      await client("decide", { ...of("alpha-made"), body: { note: "Asked again" } });
      const before = await everything();
      expect(await problem(revert(2))).to.equal("change/conflict");
      expect(await everything()).to.deep.equal(before);
      expect(await problem(revert(1))).to.equal("change/conflict");
      expect(await problem(revert(9))).to.equal("change/not-found");
    });

    it("and go with the story, so that a story that is loaded again begins anew", async () => {
      const version = async () => (await client("story", { params: { story: STORY }, ...own })).version;
      const once = await version();
      await correct({ text: textOf(SENTENCES.slice(0, 4)) });
      const corrected = await version();
      expect(corrected).to.not.equal(once);
      await client("unload", { params: { story: STORY }, ...own });
      await load(first());
      expect(await version()).to.equal(once);
      await correct({ text: textOf(SENTENCES.slice(0, 4)) });
      expect(await version(), "caches must not take it for the story before").to.not.equal(corrected);
    });
  });
}
