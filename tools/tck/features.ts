import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { AstBuilder, GherkinClassicTokenMatcher, Parser, compile } from "@cucumber/gherkin";
import { IdGenerator, type PickleStep } from "@cucumber/messages";

export interface Step {
  readonly text: string;
  readonly code: string | null;
  readonly table: readonly (readonly string[])[];
}

export interface Scenario {
  /** Feature, name, and for outlines the number of the example. */
  readonly name: string;
  readonly steps: readonly Step[];
}

/** Every scenario of the kit, outlines expanded. */
export function readScenarios(folder: string): Scenario[] {
  const features = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".feature"),
  );
  return features.toSorted().flatMap((file) => scenariosOf(join(folder, file), relative(folder, join(folder, file))));
}

function scenariosOf(path: string, shown: string): Scenario[] {
  const newId = IdGenerator.incrementing();
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher());
  const pickles = compile(parser.parse(readFileSync(path, "utf8")), shown, newId);
  const seen = new Map<string, number>();
  return pickles.map(({ name, steps }) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const feature = shown.replace(/^.*\//, "").replace(".feature", "");
    return { name: `${feature} ${name}${count > 1 ? ` (${count})` : ""}`, steps: steps.map(stepOf) };
  });
}

function stepOf({ text, argument }: PickleStep): Step {
  const table = argument?.dataTable?.rows.map(({ cells }) => cells.map(({ value }) => value)) ?? [];
  return { text, code: argument?.docString?.content ?? null, table };
}
