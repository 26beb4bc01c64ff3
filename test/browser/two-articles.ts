/** A story of two reports that share people and differ in who says what; a planned event; an id with a comma. */
const TIMES =
  "Port of Aden shut after blast\n\nA blast shut the port of Aden on Friday. Harbour chief Salma Badr blamed the Reef Brigade. The brigade denied it.";
const POST =
  "Aden port to reopen\n\nMinister Omar Said said the port of Aden would reopen on Monday. A funeral for the two dead dockers is planned in Aden. Omar Said is to meet Salma Badr there.";

interface Told {
  readonly key: string;
  readonly says: string;
  readonly document: "times" | "post";
  readonly quote: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

const TEXTS = { times: TIMES, post: POST };

/** Sentences of a text, half open: the headline, then those that a full stop ends. */
function sentencesOf(text: string): [number, number][] {
  return [...text.matchAll(/[^\n.]+\.?/gu)]
    .map(({ index, 0: sentence }): [number, number] => {
      const start = index + (sentence.length - sentence.trimStart().length);
      return [start, start + sentence.trim().length];
    })
    .filter(([start, end]) => end > start);
}

function relationOf({ key, says, document, quote, more }: Told): Record<string, unknown> {
  const [subject, type, object] = says.split(" ");
  const start = TEXTS[document].indexOf(quote);
  const end = start + quote.length;
  const sentence = sentencesOf(TEXTS[document]).findIndex(([from, to]) => from <= start && end <= to);
  const receipt = [{ sentence, start, end, quote }];
  return { key, document, subject, type, object, source: document, certainty: "fact", receipt, ...more };
}

const RELATIONS: readonly Told[] = [
  {
    key: "t1",
    says: "blast TARGETED port",
    document: "times",
    quote: "A blast shut the port of Aden",
  },
  {
    key: "t2",
    says: "brigade CARRIED_OUT blast",
    document: "times",
    quote: "blamed the Reef Brigade",
    more: { source: "salma", certainty: "claimed" },
  },
  {
    key: "t3",
    says: "brigade CARRIED_OUT blast",
    document: "times",
    quote: "The brigade denied it",
    more: { source: "brigade", certainty: "claimed", polarity: "negative" },
  },
  { key: "t4", says: "salma LEADS port-office", document: "times", quote: "Harbour chief Salma Badr" },
  { key: "t5", says: "salma OPPOSES brigade", document: "times", quote: "Salma Badr blamed the Reef Brigade" },
  { key: "p1", says: "omar LEADS ministry", document: "post", quote: "Minister Omar Said" },
  {
    key: "p2",
    says: "funeral OCCURRED_AT aden",
    document: "post",
    quote: "A funeral for the two dead dockers is planned in Aden",
  },
  { key: "p3", says: "funeral INVOLVES dockers", document: "post", quote: "A funeral for the two dead dockers" },
  {
    key: "p4",
    says: "omar ALLIED_WITH salma",
    document: "post",
    quote: "Omar Said is to meet Salma Badr",
    more: { certainty: "planned" },
  },
  {
    key: "p5",
    says: "omar SUPPORTS port-office",
    document: "post",
    quote: "Omar Said said the port of Aden would reopen on Monday",
    more: { source: "omar", certainty: "claimed" },
  },
  { key: "p6", says: "salma LEADS port-office", document: "post", quote: "Salma Badr there" },
];

function mentionOf(document: keyof typeof TEXTS, surface: string): Record<string, unknown> {
  const start = TEXTS[document].indexOf(surface);
  const end = start + surface.length;
  const sentence = sentencesOf(TEXTS[document]).findIndex(([from, to]) => from <= start && end <= to);
  return { article: document, start, end, surface, sentence, form: "name" };
}

/** As POST /api/load takes it. */
export const twoArticles = {
  story: JSON.stringify({
    format: "wiregraph-story/1",
    story: {
      id: "aden-port",
      title: "The port of Aden",
      summary: "Two reports.",
      articles: ["times", "post"],
      featured: ["salma"],
    },
    articles: (["times", "post"] as const).map((id) => ({
      id,
      title: TEXTS[id].split("\n")[0],
      publisher: id === "times" ? "Harbour Times" : "Gulf Post",
      publishedAt: id === "times" ? "2024-05-04" : "2024-05-05",
      language: "en",
      licence: "CC0-1.0",
      sentences: sentencesOf(TEXTS[id]),
      file: `${id}.txt`,
    })),
    entities: [
      {
        id: "salma",
        label: "Person",
        name: "Salma Badr",
        mentions: [mentionOf("times", "Salma Badr"), mentionOf("post", "Salma Badr")],
      },
      { id: "omar", label: "Person", name: "Omar Said", mentions: [mentionOf("post", "Omar Said")] },
      { id: "brigade", label: "ArmedForce", name: "Reef Brigade", mentions: [mentionOf("times", "Reef Brigade")] },
      { id: "port", label: "Facility", name: "port of Aden" },
      { id: "port-office", label: "Organization", name: "Port office, Aden" },
      { id: "ministry", label: "Organization", name: "Ministry of Ports" },
      { id: "aden", label: "Place", name: "Aden" },
      { id: "dockers", label: "Group", name: "two dead dockers" },
      { id: "blast", label: "Event", name: "Blast at the port", properties: { plover: "ASSAULT/explosives" } },
      { id: "funeral", label: "Event", name: "Funeral in Aden", properties: { status: "planned" } },
    ],
    relations: RELATIONS.map(relationOf),
    questions: [],
  }),
  articles: { "times.txt": TIMES, "post.txt": POST },
};
