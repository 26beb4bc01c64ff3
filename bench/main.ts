import { parseArgs } from "node:util";
import { tableOf, type Row } from "./report.ts";
import { makeSample } from "./sample.ts";

type Part = (sample: () => ReturnType<typeof makeSample>, isWanted: (figure: string) => boolean) => Promise<Row[]>;

/** Imported on demand: only storage and queries need Grafeo. */
const PARTS: Readonly<Record<string, Part>> = {
  storage: async (sample, isWanted) => (await import("./storage.ts")).storageRows(sample(), isWanted),
  queries: async (sample, isWanted) => (await import("./queries.ts")).queryRows(sample(), isWanted),
  load: async (_sample, isWanted) => (await import("./load.ts")).loadRows(isWanted),
  corrections: async (_sample, isWanted) => [
    ...(await (await import("./corrections.ts")).correctionRows(isWanted)),
    ...(await (await import("./correction-cost.ts")).correctionCostRows(isWanted)),
  ],
  view: async (_sample, isWanted) => (await import("./view.ts")).viewRows(isWanted),
  service: async (_sample, isWanted) => (await import("./service.ts")).serviceRows(isWanted),
};

const { values, positionals } = parseArgs({
  options: { only: { type: "string", default: "" } },
  allowPositionals: true,
});
const unknown = positionals.find((name) => PARTS[name] === undefined);
if (unknown !== undefined) {
  process.stderr.write(`There is no part named ${unknown}; there are: ${Object.keys(PARTS).join(", ")}\n`);
  process.exit(2);
}
let made: ReturnType<typeof makeSample> | null = null;
const sample = () => (made ??= makeSample(100_000, 500_000));
const isWanted = (figure: string) => figure.toLowerCase().includes(values.only.toLowerCase());
const rows: Row[] = [];
for (const [name, part] of Object.entries(PARTS))
  if (positionals.length === 0 || positionals.includes(name)) rows.push(...(await part(sample, isWanted)));
process.stdout.write(`${tableOf(rows)}\n`);
const missed = rows.filter(({ reached }) => !reached);
process.stdout.write(
  missed.length === 0
    ? `\nAll ${rows.length} goals reached.\n`
    : `\nMissed ${missed.length} of ${rows.length} goals: ${missed.map(({ figure }) => figure).join("; ")}.\n`,
);
process.exitCode = missed.length > 0 || rows.length === 0 ? 1 : 0;
