/**
 * Three papers on who owns a quarry: the Courier reprints the Gazette, the register has it from nobody. Rita Holm is
 * told by three sentences of two documents of one origin, the quarry by four of three of two.
 */
const TEXTS = {
  gazette: "Rita Holm owns the Tarn quarry. Neighbours say too that Rita Holm owns the Tarn quarry.",
  courier: "Rita Holm owns the Tarn quarry.",
  register: "The land register has R. Holm as owner of the Tarn quarry.",
} as const;
type Paper = keyof typeof TEXTS;

const SENTENCES: Readonly<Record<Paper, readonly (readonly [number, number])[]>> = {
  gazette: [
    [0, 31],
    [32, 87],
  ],
  courier: [[0, 31]],
  register: [[0, 58]],
};

const PAPERS: Readonly<Record<Paper, Readonly<Record<string, unknown>>>> = {
  gazette: { publisher: "Tarn Gazette", publishedAt: "2025-03-01" },
  courier: { publisher: "Lake Courier", publishedAt: "2025-03-02", derivedFrom: "gazette" },
  register: { publisher: "Land Register", publishedAt: "2025-03-03" },
};

function placeOf(paper: Paper, quote: string, at: "first" | "last" = "first") {
  const text = TEXTS[paper];
  const start = at === "first" ? text.indexOf(quote) : text.lastIndexOf(quote);
  const sentence = SENTENCES[paper].findIndex(([from, to]) => from <= start && start < to);
  return { start, end: start + quote.length, sentence };
}

function mentionOf(article: Paper, surface: string): Record<string, unknown> {
  return { article, ...placeOf(article, surface), surface, form: "name" };
}

const owns = "Rita Holm owns the Tarn quarry";
const claim = (document: Paper, subject: string, quote: string, at?: "last") => ({
  document,
  subject,
  type: "OWNS",
  object: "quarry",
  source: document,
  certainty: "fact",
  receipt: [{ ...placeOf(document, quote, at), quote }],
});

export interface ReprintedFile {
  story: { id: string; title: string; summary: string; articles: string[]; featured: string[] };
  articles: Record<string, unknown>[];
  entities: Record<string, unknown>[];
  relations: Record<string, unknown>[];
  questions: unknown[];
}

function file(): ReprintedFile & { readonly format: string } {
  return {
    format: "wiregraph-story/1",
    story: {
      id: "tarn-quarry",
      title: "Who owns the Tarn quarry",
      summary: "Three papers, one of which reprints another.",
      articles: ["gazette", "courier", "register"],
      featured: ["rita", "r-holm", "quarry"],
    },
    articles: (Object.keys(TEXTS) as Paper[]).map((id) => ({
      id,
      title: `The Tarn quarry in the ${id}`,
      ...PAPERS[id],
      language: "en",
      licence: "CC0-1.0",
      sentences: SENTENCES[id],
      file: `${id}.txt`,
    })),
    entities: [
      {
        id: "rita",
        label: "Person",
        name: "Rita Holm",
        mentions: [mentionOf("gazette", "Rita Holm"), mentionOf("courier", "Rita Holm")],
      },
      { id: "r-holm", label: "Person", name: "R. Holm", mentions: [mentionOf("register", "R. Holm")] },
      { id: "quarry", label: "Facility", name: "Tarn quarry", mentions: [mentionOf("gazette", "Tarn quarry")] },
    ],
    relations: [
      { key: "g1", ...claim("gazette", "rita", owns) },
      { key: "g2", ...claim("gazette", "rita", owns, "last"), certainty: "claimed" },
      { key: "c1", ...claim("courier", "rita", owns) },
      { key: "l1", ...claim("register", "r-holm", "R. Holm as owner of the Tarn quarry") },
    ],
    questions: [],
  };
}

/** The story `tarn-quarry`, or what a test makes of it, as POST /api/load takes it. */
export function reprintedStory(change: (story: ReprintedFile) => void = () => undefined) {
  const story = file();
  change(story);
  const texts = Object.entries(TEXTS).map(([id, text]) => [`${id}.txt`, text]);
  return { story: JSON.stringify(story), articles: Object.fromEntries(texts) as Record<string, string> };
}
