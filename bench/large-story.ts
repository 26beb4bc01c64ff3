import { closeSync, mkdirSync, openSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { randomNumbers } from "./sample.ts";

export interface LargeStory {
  readonly id: string;
  readonly file: string;
  /** The size of the story file and its texts, in bytes. */
  readonly bytes: number;
  readonly articles: number;
  readonly entities: number;
  readonly relations: number;
  readonly mentions: number;
}

const RELATIONS_AN_ARTICLE = 100;
const TYPES = [
  ["ALLIED_WITH", "stands by"],
  ["SUPPORTS", "backs"],
  ["OPPOSES", "speaks against"],
] as const;
const FIRST = ["Amal", "Boris", "Chioma", "Dilan", "Esra", "Farid", "Greta", "Hamid", "Ines", "Jonas"];
const LAST = ["Haddad", "Ivanova", "Jansen", "Kaya", "Lindqvist", "Moreau", "Nasser", "Okafor", "Petrov", "Qureshi"];
const LABELS = ["Person", "Person", "Person", "Organization", "Group"];

/**
 * Writes a story file with its texts into a folder: per relation one sentence, one receipt and two mentions. The same
 * sizes give the same story.
 */
export function writeLargeStory(folder: string, sizes: { entities: number; relations: number }): LargeStory {
  const { entities, relations } = sizes;
  const random = randomNumbers(20_261_129);
  mkdirSync(folder, { recursive: true });
  const articles = Math.ceil(relations / RELATIONS_AN_ARTICLE);
  const mentions: string[][] = Array.from({ length: entities }, () => []);
  const file = join(folder, "story.json");
  const out = lines(file);
  let textBytes = 0;
  const head = { id: "large", title: "A large story", summary: "Generated.", articles: ["article-0"], featured: [] };
  out.add(`{"format":"wiregraph-story/1","story":${JSON.stringify(head)},"articles":[`);
  const claims: string[] = [];
  for (let article = 0; article < articles; article += 1) {
    const id = `article-${article}`;
    const sentences: [number, number][] = [];
    let text = "";
    for (let number = 0; number < RELATIONS_AN_ARTICLE && claims.length < relations; number += 1) {
      const subject = random(entities);
      // The object is never the subject.
      const object = (subject + 1 + random(entities - 1)) % entities;
      const [type, words] = TYPES[random(TYPES.length)] ?? TYPES[0];
      const [start, sentence] = [text.length, sentences.length];
      text += `${nameOf(subject)} ${words} ${nameOf(object)} over the budget of ${1990 + random(40)}.`;
      const end = text.length;
      sentences.push([start, end]);
      for (const [who, at] of [
        [subject, start],
        [object, start + nameOf(subject).length + words.length + 2],
      ] as const) {
        const surface = nameOf(who);
        mentions[who]?.push(
          JSON.stringify({ article: id, start: at, end: at + surface.length, surface, sentence, form: "name" }),
        );
      }
      const quote = text.slice(start, end);
      claims.push(
        JSON.stringify({
          key: `claim-${claims.length}`,
          document: id,
          subject: `entity-${subject}`,
          type,
          object: `entity-${object}`,
          source: id,
          certainty: "fact",
          polarity: "positive",
          receipt: [{ sentence, start, end, quote }],
          startDate: `20${10 + random(10)}-0${1 + random(9)}-1${random(10)}`,
          qualifiers: { count: random(1_000) },
        }),
      );
      text += " ";
    }
    writeFileSync(join(folder, `${id}.txt`), text);
    textBytes += text.length;
    const record = { id, title: `Report ${article}`, publishedAt: "2026-01-01", language: "en", licence: "CC0-1.0" };
    out.add(JSON.stringify({ ...record, file: `${id}.txt`, sentences }), article);
  }
  out.add('],"entities":[');
  for (let entity = 0; entity < entities; entity += 1) {
    const label = LABELS[entity % LABELS.length];
    const properties = { founded: 1900 + (entity % 100), motto: `Motto ${entity}` };
    const own = JSON.stringify({ id: `entity-${entity}`, label, name: nameOf(entity), aliases: [], properties });
    out.add(`${own.slice(0, -1)},"mentions":[${(mentions[entity] ?? []).join(",")}]}`, entity);
  }
  out.add('],"relations":[');
  for (const [at, claim] of claims.entries()) out.add(claim, at);
  out.add("]}");
  out.close();
  const bytes = statSync(file).size + textBytes;
  return { id: head.id, file, bytes, articles, entities, relations, mentions: relations * 2 };
}

function nameOf(entity: number): string {
  return `${FIRST[entity % 10]} ${LAST[Math.floor(entity / 10) % 10]} ${entity}`;
}

/** Appends lines to a new file. A record that is not the first of its list starts with a comma. */
function lines(path: string): { add(line: string, at?: number): void; close(): void } {
  const file = openSync(path, "w");
  let held = "";
  const flush = () => {
    const bytes = Buffer.from(held);
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    held = "";
  };
  return {
    add: (line, at = 0) => {
      held += `${at > 0 ? "," : ""}${line}\n`;
      if (held.length > 1 << 20) flush();
    },
    close: () => {
      flush();
      closeSync(file);
    },
  };
}
