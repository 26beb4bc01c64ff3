// Reads what mocha says at the end of a run, to add it up over several.
import { stripVTControlCharacters } from "node:util";

/** What mocha, or bin/test.mjs for all its groups, counts at the end of the output; null when it did not come to its end. */
export function countsOf(output) {
  const plain = stripVTControlCharacters(output);
  const sum = [...plain.matchAll(/^ {2}(\d+) passing, (\d+) failing, (\d+) pending/gm)].at(-1);
  if (sum !== undefined) return { passing: number(sum[1]), failing: number(sum[2]), pending: number(sum[3]) };
  const last = (word) => plain.match(new RegExp(`^  \\d+ ${word}\\b`, "gm"))?.at(-1);
  const passing = last("passing");
  if (passing === undefined) return null;
  const [failing, pending] = [last("failing"), last("pending")];
  return { passing: number(passing), failing: number(failing), pending: number(pending) };
}

/** The list of what failed, with its errors, as mocha prints it after its counts; empty when nothing failed. */
export function failuresOf(output) {
  const counted = output.matchAll(/^.*\d+ failing\b.*$/gm);
  const last = [...counted].filter(([line]) => /^ {2}\d+ failing$/.test(stripVTControlCharacters(line))).at(-1);
  if (last === undefined) return "";
  // Of what bin/test-reporter.mjs prints after it nothing.
  return output
    .slice(last.index + last[0].length)
    .split("\n  slowest suites:")[0]
    .trim();
}

/** All counts together; null when one run did not come to its end. */
export function sumOf(all) {
  if (all.includes(null)) return null;
  const sum = (kind) => all.reduce((total, counts) => total + counts[kind], 0);
  return { passing: sum("passing"), failing: sum("failing"), pending: sum("pending") };
}

export function countsText(counts) {
  if (counts === null) return "the run did not come to its end";
  return `${counts.passing} passing, ${counts.failing} failing, ${counts.pending} pending`;
}

const number = (text = "0") => Number.parseInt(text, 10);
