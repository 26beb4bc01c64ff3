import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import pino from "pino";
import { makeCorrection, type Correction } from "../../bench/make-correction.ts";
import { randomNumbers } from "../../bench/sample.ts";
import { makeServices, type Services } from "../../server/services/services.ts";
import { queryFiles } from "../../server/store/catalogue.ts";
import { openStore } from "../../server/store/open-store.ts";
import type { Store } from "../../server/store/store.ts";

const STORY = "generated";
const LIMITS = { maxRows: 10, timeoutMillis: 30_000 };
/** Every kind of correction in three languages, which take turns. */
const NUMBERS = Array.from({ length: 24 }, (_, at) => Math.floor(at / 3) * 8 + ((at * 3) % 8));

/** The story of a generated correction: a relation for each receipt, its parties as people who stand by one another. */
function storyOf({ before, language, receipts }: Correction) {
  const people = new Map<string, readonly string[]>();
  const idOf = (names: readonly string[] = ["Nobody at all"]) => {
    const id = names.join(" | ");
    people.set(id, names);
    return id;
  };
  const relations = receipts.map(({ owner: { receipt, parties } }, number) => {
    const [subject, object] = [idOf(parties[0]), idOf(parties[1] ?? [`Somebody ${number}`])];
    return {
      key: `claim-${number}`,
      document: "a",
      subject,
      type: "ALLIED_WITH",
      object: subject === object ? idOf([`Somebody ${number}`]) : object,
      source: "a",
      certainty: "fact",
      qualifiers: { number },
      receipt: receipt.quotes.map((quote, at) => ({
        quote,
        start: receipt.starts[at],
        end: receipt.ends[at],
        sentence: before.sentences.length > 0 ? receipt.sentences[at] : 0,
      })),
    };
  });
  const entities = [...people].map(([id, [name = "", ...aliases]]) => ({ id, label: "Person", name, aliases }));
  return {
    kind: "story" as const,
    story: JSON.stringify({
      format: "wiregraph-story/1",
      story: { id: STORY, title: "Generated", summary: "", articles: ["a"], featured: [] },
      articles: [
        {
          id: "a",
          title: "Generated",
          publishedAt: "2026-01-01",
          language: language.language,
          sentences: before.sentences,
          file: "a.txt",
        },
      ],
      entities,
      relations,
      questions: [],
    }),
    articles: { "a.txt": before.text },
  };
}

describe("generated corrections of stored articles", function () {
  this.timeout(120_000);
  let folder: string;
  let store: Store;
  let services: Services;
  const rows = async (statement: string) => (await store.query(statement, {}, LIMITS)).rows;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "wiregraph-corrections-"));
    const log = pino({ level: "silent" });
    store = await openStore({ neo4j: null, dataDir: folder }, log);
    services = makeServices(store, log);
  });
  after(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const random = randomNumbers(20_261_130);
  for (const [number, correction] of NUMBERS.map((at) => [at, makeCorrection(at, random)] as const))
    it(`leave no claim on other words: ${number}, ${correction.kind}, ${correction.language.script}`, async () => {
      const { load } = services;
      const loaded = await load.load(storyOf(correction));
      expect(loaded.refused).to.deep.equal([]);
      const report = await load.correct(STORY, { article: "a", text: correction.after.text, isRewritten: true });
      const { graph } = await services.browse.story("owner", STORY);
      const standing = new Map(graph.relations.map(({ id, starts }) => [id, starts]));
      const { claims } = await services.history.claims("owner", { story: STORY, limit: 1_000 });
      const total = correction.receipts.length;
      expect(standing.size + claims.length).to.equal(total);
      const { kept, moved, unsure, gone } = report.receipts;
      expect([kept + moved, unsure + gone]).to.deep.equal([standing.size, claims.length]);
      for (const [at, { truth }] of correction.receipts.entries()) {
        const starts = standing.get(`claim-${at}`);
        if (starts === undefined) continue;
        expect(truth.state, `claim-${at}`).to.not.equal("gone");
        expect(starts).to.deep.equal(truth.spans.map(([start]) => start));
      }
      for (const { name, statement } of queryFiles("audit")) expect(await rows(statement), name).to.deep.equal([]);
      await load.unload(STORY);
    });
});
