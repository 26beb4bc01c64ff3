/** A story file of one sentence, whose lists hold whatever a test puts into them. */
export interface SmallStory {
  readonly format: string;
  readonly story: Record<string, unknown>;
  readonly articles: Record<string, unknown>[];
  readonly entities: Record<string, unknown>[];
  readonly relations: Record<string, unknown>[];
  readonly questions: Record<string, unknown>[];
}

export const SMALL_TEXT = "Ann leads the Guild.";

/** The story `bad-input` of the text SMALL_TEXT in a.txt. */
export function smallStory(): SmallStory {
  return {
    format: "wiregraph-story/1",
    story: { id: "bad-input", title: "Who leads", summary: "One sentence.", articles: ["article"] },
    articles: [
      {
        id: "article",
        title: "Who leads",
        publishedAt: "2026-01-01",
        language: "en",
        sentences: [[0, 20]],
        file: "a.txt",
      },
    ],
    entities: [
      { id: "ann", label: "Person", name: "Ann" },
      { id: "guild", label: "Organization", name: "Guild" },
    ],
    relations: [
      {
        key: "r001",
        document: "article",
        subject: "ann",
        type: "LEADS",
        object: "guild",
        source: "article",
        certainty: "fact",
        receipt: [{ sentence: 0, start: 0, end: 20, quote: SMALL_TEXT }],
      },
    ],
    questions: [],
  };
}
