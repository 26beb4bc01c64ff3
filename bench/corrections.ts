import { alignTexts } from "../model/align-texts.ts";
import { receiptAnchors, type Anchoring } from "../model/reanchor.ts";
import { makeCorrection, type Correction, type Truth } from "./make-correction.ts";
import { millisText, type Row } from "./report.ts";
import { randomNumbers } from "./sample.ts";

const SEED = Number(process.env["WIREGRAPH_CORRECTIONS_SEED"] ?? 20_261_130);
const CORRECTIONS = Number(process.env["WIREGRAPH_CORRECTIONS"] ?? 10_000);
/** The number of wrong answers that are printed in full. */
const MAX_TOLD = 5;

interface Counts {
  /** Receipts whose sentences did not change, and how many of them were found. */
  untouched: number;
  found: number;
  /** Receipts whose words did not change, but something next to them did, and how many of them were found. */
  beside: number;
  besideFound: number;
  gone: number;
  /** Receipts that are gone and for which a person is shown a candidate. */
  proposed: number;
}

/** 10,000 corrections of generated articles. The generator knows the correct position of each quote. */
export async function correctionRows(isWanted: (figure: string) => boolean): Promise<Row[]> {
  const figure = `${CORRECTIONS} corrections, seed ${SEED}`;
  if (!isWanted(figure)) return [];
  process.stderr.write(`${figure} …\n`);
  const random = randomNumbers(SEED);
  const groups = new Map<string, Counts>();
  const faults = { elsewhere: 0, gone: 0, unquoted: 0 };
  let [millis, told] = [0, 0];
  for (let number = 0; number < CORRECTIONS; number += 1) {
    const correction = makeCorrection(number, random);
    const started = performance.now();
    const { before, after, language } = correction;
    const find = receiptAnchors(alignTexts(before, after, language.language));
    const answers = correction.receipts.map(({ owner }) => find(owner));
    millis += performance.now() - started;
    const names = [correction.kind, language.script].map((name) => countsOf(groups, name));
    for (const [at, { truth, owner }] of correction.receipts.entries()) {
      const answer = answers[at] as Anchoring;
      for (const counts of names) count(counts, answer, truth);
      const fault = faultOf(answer, truth, after.text);
      if (fault === null) continue;
      faults[fault] += 1;
      if ((told += 1) <= MAX_TOLD) tell(correction, number, { fault, owner, answer, truth });
    }
  }
  const row = (name: string, ours: string, rest: Partial<Row> = {}): Row => ({
    figure: name,
    ours,
    against: "",
    ratio: null,
    neo4j: "",
    goal: "",
    reached: true,
    note: "",
    ...rest,
  });
  const none = (name: string, times: number) => row(name, String(times), { goal: "0", reached: times === 0 });
  return [
    none("receipts moved silently to other words", faults.elsewhere),
    none("receipts left standing on words that are gone", faults.gone),
    none("receipts that do not quote their text", faults.unquoted),
    ...[...groups].map(([name, counts]) =>
      row(`untouched quotes found again: ${name}`, shareText(counts.found, counts.untouched), {
        goal: "≥ 99 %",
        reached: counts.found >= 0.99 * counts.untouched,
        note: noteOf(counts),
      }),
    ),
    row(`one correction of ${figure}`, millisText(millis / CORRECTIONS)),
  ];
}

function faultOf(answer: Anchoring, truth: Truth, text: string): "elsewhere" | "gone" | "unquoted" | null {
  if (answer.outcome !== "kept" && answer.outcome !== "moved") return null;
  if (truth.state === "gone") return "gone";
  const { starts, ends, quotes } = answer.receipt;
  if (truth.spans.some(([start, end], at) => starts[at] !== start || ends[at] !== end)) return "elsewhere";
  const signs = Array.from(text);
  return quotes.some((quote, at) => signs.slice(starts[at], ends[at]).join("") !== quote) ? "unquoted" : null;
}

function countsOf(groups: Map<string, Counts>, name: string): Counts {
  const counts = groups.get(name) ?? { untouched: 0, found: 0, beside: 0, besideFound: 0, gone: 0, proposed: 0 };
  groups.set(name, counts);
  return counts;
}

function count(counts: Counts, answer: Anchoring, { state }: Truth): void {
  const isFound = answer.outcome === "kept" || answer.outcome === "moved";
  if (state === "stands") {
    counts.untouched += 1;
    if (isFound) counts.found += 1;
  } else if (state === "beside") {
    counts.beside += 1;
    if (isFound) counts.besideFound += 1;
  } else {
    counts.gone += 1;
    if (answer.outcome === "unsure" || (answer.outcome === "gone" && answer.proposal !== null)) counts.proposed += 1;
  }
}

function noteOf({ untouched, beside, besideFound, gone, proposed }: Counts): string {
  const changed = beside === 0 ? "" : `; beside a change ${shareText(besideFound, beside)} of ${beside}`;
  const asked = gone === 0 ? "" : `; gone ${gone}, ${shareText(proposed, gone)} with a place to look at`;
  return `of ${untouched}${changed}${asked}`;
}

function shareText(part: number, whole: number): string {
  return whole === 0 ? "–" : `${((100 * part) / whole).toFixed(2)} %`;
}

function tell({ kind, language, before, after }: Correction, number: number, fault: object): void {
  const told = { number, kind, language: language.language, before: before.text, after: after.text, ...fault };
  process.stderr.write(`${JSON.stringify(told, null, 1)}\n`);
}
