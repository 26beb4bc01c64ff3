/** How many people and relations a generated story has, and which edition of it this is. */
export interface GeneratedOptions {
  readonly id: string;
  readonly people: number;
  readonly relations: number;
  /** Another edition leaves out every tenth relation, adds as many, and says the others are claimed. */
  readonly edition: 1 | 2;
}

/** A story of people who back one another, one sentence a relation, as it is sent to be loaded. */
export function generatedStory({ id, people, relations, edition }: GeneratedOptions) {
  const name = (number: number) => `Person ${number % people}`;
  let text = "";
  const sentences: [number, number][] = [];
  const mentions = new Map<string, object[]>();
  const records: object[] = [];
  for (let number = 0; number < relations + relations / 10; number += 1) {
    const [subject, object] = [name(number), name(number * 7 + 1 + Math.floor(number / people))];
    if (subject === object) continue;
    const start = text.length;
    // A slice of the growing text would keep all of it for each relation.
    const quote = `${subject} backs ${object}.`;
    text += `${quote} `;
    const end = text.length - 1;
    const sentence = sentences.push([start, end]) - 1;
    for (const [who, at] of [
      [subject, start],
      [object, end - 1 - object.length],
    ] as const)
      mentions.set(who, [
        ...(mentions.get(who) ?? []),
        { start: at, end: at + who.length, surface: who, sentence, form: "name" },
      ]);
    const isOnlyInSecond = number >= relations;
    if (edition === 1 ? isOnlyInSecond : number % 10 === 0 && !isOnlyInSecond) continue;
    records.push({
      key: `k${number}`,
      document: "a",
      subject: subject.replace(" ", "-"),
      type: "ALLIED_WITH",
      object: object.replace(" ", "-"),
      source: "a",
      certainty: edition === 1 ? "fact" : "claimed",
      receipt: [{ sentence, start, end, quote }],
    });
  }
  const story = {
    format: "wiregraph-story/1",
    story: { id, title: `Who backs whom, edition ${edition}`, summary: "Generated.", articles: ["a"], featured: [] },
    articles: [
      {
        id: "a",
        title: "Who backs whom",
        publishedAt: "2026-01-01",
        language: "en",
        licence: "CC0-1.0",
        file: "a.txt",
        sentences,
      },
    ],
    entities: [...mentions].map(([who, places]) => ({
      id: who.replace(" ", "-"),
      label: "Person",
      name: who,
      aliases: [],
      mentions: places,
    })),
    relations: records,
  };
  return { story: JSON.stringify(story), articles: { "a.txt": text } };
}
