import { tableOf, type Row } from "./report.ts";
import { queryRows } from "./queries.ts";
import { makeSample } from "./sample.ts";
import { storageRows } from "./storage.ts";

const PARTS: Readonly<Record<string, (sample: ReturnType<typeof makeSample>) => Promise<Row[]>>> = {
  storage: storageRows,
  queries: queryRows,
};

const named = process.argv.slice(2);
const sample = makeSample(100_000, 500_000);
const rows: Row[] = [];
for (const [name, part] of Object.entries(PARTS)) {
  if (named.length === 0 || named.includes(name)) rows.push(...(await part(sample)));
}
process.stdout.write(`${tableOf(rows)}\n`);
