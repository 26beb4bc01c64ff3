import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { makeServices } from "../server/services/services.ts";
import { openStore } from "../server/store/open-store.ts";
import { generatedStory } from "../test/store/generated-story.ts";
import { millisText, type Row } from "./report.ts";

const MOST = 3;
const RELATIONS = 5_000;
const ROUNDS = 3;
const STORY = "generated";

/**
 * Time of one correction in a story of one article with 5,000 relations, compared with the first load of the story;
 * both run in turn.
 */
export async function correctionCostRows(isWanted: (figure: string) => boolean): Promise<Row[]> {
  const edits: readonly (readonly [what: string, edit: (text: string) => string])[] = [
    ["a paragraph in front, which moves every receipt", (text) => `This report was updated. ${text}`],
    ["a sentence cut at the end", (text) => text.slice(0, text.trimEnd().lastIndexOf(". ") + 2)],
    ["half of the text cut", (text) => text.slice(0, text.indexOf(". ", text.length / 2) + 2)],
  ];
  const rows: Row[] = [];
  for (const [what, edit] of edits) {
    const figure = `correct one of ${RELATIONS.toLocaleString("en")} relations: ${what}`;
    if (isWanted(figure)) rows.push(await costRow(figure, edit));
  }
  return rows;
}

async function costRow(figure: string, edit: (text: string) => string): Promise<Row> {
  process.stderr.write(`${figure} …\n`);
  const folder = mkdtempSync(join(tmpdir(), "wiregraph-bench-"));
  const log = pino({ level: "silent" });
  const store = await openStore({ neo4j: null, dataDir: folder }, log);
  const { load } = makeServices(store, log);
  const { story, articles } = generatedStory({ id: STORY, people: 500, relations: RELATIONS, edition: 1 });
  const text = edit(articles["a.txt"]);
  const [loads, corrections]: [number[], number[]] = [[], []];
  let note = "";
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      loads.push(await timed(() => load.load({ kind: "story", story, articles })));
      corrections.push(
        await timed(async () => {
          const { receipts } = await load.correct(STORY, { article: "a", text, isRewritten: false });
          note = Object.entries(receipts)
            .map(([outcome, count]) => `${count} ${outcome}`)
            .join(", ");
        }),
      );
      await load.unload(STORY);
    }
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
  const [ours, against] = [Math.min(...corrections), Math.min(...loads)];
  return {
    figure,
    ours: millisText(ours),
    against: `first load ${millisText(against)}`,
    ratio: ours / against,
    neo4j: "",
    goal: `≤ ${MOST}`,
    reached: ours <= MOST * against,
    note,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
