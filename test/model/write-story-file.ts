import type { StoryFile } from "../../model/story-file.ts";

/** Writes a file as it is kept: one record a line, what is usual left out. */
export function writeStoryFile(file: StoryFile): string {
  const { format, story, questions, judgements, ...records } = file;
  const lists = {
    ...records,
    ...(questions.length > 0 && { questions }),
    ...(judgements.length > 0 && { judgements }),
  };
  const head = [`  "format": ${JSON.stringify(format)}`, `  "story": ${JSON.stringify(story)}`];
  const bodies = Object.entries(lists).map(([name, records]) => {
    const lines = records.map((record) => `    ${JSON.stringify(record, withoutUsual)}`);
    return `  ${JSON.stringify(name)}: [${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n  `}]`;
  });
  return `{\n${[...head, ...bodies].join(",\n")}\n}\n`;
}

const USUAL: Readonly<Record<string, string>> = { polarity: "positive", method: "person", status: "confirmed" };

function withoutUsual(this: unknown, key: string, value: unknown): unknown {
  const isRelation = typeof this === "object" && this !== null && "receipt" in this;
  if (isRelation && USUAL[key] === value) return undefined;
  if (Array.isArray(value) && value.length === 0 && key !== "receipt") return undefined;
  if (typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0)
    return undefined;
  return value;
}
