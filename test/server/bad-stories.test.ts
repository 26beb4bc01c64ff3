import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { LoadReport } from "../../contract/query.ts";
import { load } from "../../server/commands/load.ts";
import { smallStory, SMALL_TEXT, type SmallStory } from "../model/small-story.ts";
import { runCommand } from "./command-run.ts";
import { startApp, type RunningApp } from "./running-app.ts";
import { send } from "./send.ts";

/** A story as it is on disk: `story` is what the file holds. */
interface Written {
  readonly story: string;
  readonly text: string;
  readonly questions?: Readonly<Record<string, string>>;
}

/** What one way of loading says of it. */
interface Told {
  readonly isLoaded: boolean;
  /** Place and message of each mistake; of a file that is refused whole, its detail. */
  readonly mistakes: readonly string[];
}

const written = (change: (file: SmallStory) => void, text = SMALL_TEXT): Written => {
  const file = smallStory();
  change(file);
  return { story: JSON.stringify(file), text };
};
const ann = (change: Record<string, unknown>) =>
  written(({ entities }) => void Object.assign(entities[0] ?? {}, change));
const article = (change: Record<string, unknown>, text?: string) =>
  written(({ articles }) => void Object.assign(articles[0] ?? {}, change), text);
const raw = (story: string): Written => ({ story, text: SMALL_TEXT });
const SMALL = JSON.stringify(smallStory());
const NONE: readonly string[] = [];

/** Ids and names that have broken an address, a page, a picture or a terminal somewhere. */
const HOSTILE = [
  "a/b",
  "a b",
  "%2e%2e",
  "100%",
  "...",
  "?#&=",
  "a\\b",
  "\u202eback",
  "\u200b",
  "<img src=x onerror=alert(1)>",
  "</script><script>alert(1)</script>",
  "__NONCE__",
  "<!--embed-body-->",
  "$& $' $`",
  "__proto__",
  "constructor",
  "\ufffe",
  "👨‍👩‍👧‍👦",
  `a${"\u0301".repeat(150)}`,
];

const CASES: readonly (readonly [string, Written, Told])[] = [
  ["nothing wrong", raw(SMALL), { isLoaded: true, mistakes: NONE }],
  ["a byte order mark", raw(`\uFEFF${SMALL}`), { isLoaded: true, mistakes: NONE }],
  ["CR LF", raw(JSON.stringify(smallStory(), null, 1).replaceAll("\n", "\r\n")), { isLoaded: true, mistakes: NONE }],
  ["a text with a byte order mark", article({}, `\uFEFF${SMALL_TEXT}`), { isLoaded: true, mistakes: NONE }],
  ["a text that ends with CR LF", article({}, `${SMALL_TEXT}\r\n`), { isLoaded: true, mistakes: NONE }],
  ["a language as systems write it", article({ language: "en_US" }), { isLoaded: true, mistakes: NONE }],
  [
    "a language that is none",
    article({ language: "english" }),
    {
      isLoaded: true,
      mistakes: [
        "articles[0] (article).language: “english” is no language tag; the article is taken as of an unknown language.",
      ],
    },
  ],
  [
    "a day that no calendar has",
    article({ publishedAt: "2020-13-45" }),
    {
      isLoaded: false,
      mistakes: [
        "articles[0] (article).publishedAt: “2020-13-45” is no date: months are 01 to 12. 1 record hangs on it and fell. Nothing was loaded of the story “bad-input”",
      ],
    },
  ],
  [
    "ids and names that look like addresses, markup and marks of our own",
    written(({ entities, relations, story }) => {
      for (const [index, id] of HOSTILE.entries()) {
        entities.push({ id, label: "Person", name: id === "\u200b" || id === "\ufffe" ? "x" : id });
        relations.push({ ...relations[0], key: `${id}!`, subject: id, certainty: "claimed", qualifiers: { index } });
      }
      story["featured"] = HOSTILE.slice(0, 12);
      Object.assign(story, { title: `__NONCE__ <!--embed-body--> $& ${HOSTILE[10]}` });
    }),
    { isLoaded: true, mistakes: NONE },
  ],
  [
    "parts in a ring",
    written(({ entities, relations }) => {
      for (const [index, id] of ["a", "b", "c"].entries()) {
        entities.push({ id, label: "Organization", name: id });
        const ring = { subject: id, type: "PART_OF", object: ["b", "c", "a"][index] };
        relations.push({ ...relations[0], key: id, ...ring });
      }
    }),
    { isLoaded: true, mistakes: NONE },
  ],
  [
    "a part of itself",
    written(({ relations }) => void relations.push({ ...relations[0], key: "r2", type: "PART_OF", subject: "guild" })),
    { isLoaded: true, mistakes: ["relations[1] (r2): PART_OF joins guild with itself."] },
  ],
  ["a name too long for a label", ann({ name: "The woman who leads the Guild" }), { isLoaded: true, mistakes: NONE }],
  [
    "a name of no width",
    ann({ name: "\u200b" }),
    {
      isLoaded: true,
      mistakes: ["entities[0] (ann).name: The name has no sign that can be seen. 1 record hangs on it and fell."],
    },
  ],
  [
    "a list that stands twice",
    raw(SMALL.replace(/\}$/, ',"relations":[]}')),
    {
      isLoaded: false,
      mistakes: ["line 1, column 593: The name “relations” stands twice in one object. Nothing was loaded"],
    },
  ],
  [
    "a member of a record that stands twice",
    raw(SMALL.replace('"name":"Ann"', '"name":"Ann","name":"Anna"')),
    {
      isLoaded: false,
      mistakes: ["line 1, column 310: The name “name” stands twice in one object. Nothing was loaded"],
    },
  ],
  [
    "half a character in an id",
    ann({ id: "ann\ud800" }),
    {
      isLoaded: false,
      mistakes: [
        "entities[0] (ann\\u{d800}).id: an id has no control characters and no half characters, and is not a dot or two alone. Nothing was loaded of the story “bad-input”",
      ],
    },
  ],
  [
    "nothing in it",
    raw(""),
    { isLoaded: false, mistakes: ["the file: The file is not JSON: it is empty. Nothing was loaded"] },
  ],
  [
    "a list in it",
    raw("[]"),
    {
      isLoaded: false,
      mistakes: ["the file: It must be an object, not a list. Nothing was loaded"],
    },
  ],
  [
    "a text with nothing in it",
    article({}, ""),
    {
      isLoaded: false,
      mistakes: ["articles[0] (article).file: The text a.txt is empty. Nothing was loaded of the story “bad-input”"],
    },
  ],
  [
    "a member that is missing",
    written(({ relations }) => void delete relations[0]?.["receipt"]),
    {
      isLoaded: false,
      mistakes: ["relations[0] (r001).receipt: “receipt” is missing. Nothing was loaded of the story “bad-input”"],
    },
  ],
  [
    "a question with CR LF and a byte order mark",
    {
      ...raw(SMALL),
      questions: { "who.cypher": "\uFEFF// Who?\r\nMATCH (e:Entity {story: $story})\r\nRETURN e.name AS name\r\n" },
    },
    { isLoaded: true, mistakes: NONE },
  ],
  [
    "a question that is no Cypher",
    { ...raw(SMALL), questions: { "who.cypher": "// Who?\nMATCH (e:Entity {story: $story}) RETRUN e" } },
    {
      isLoaded: true,
      mistakes: [
        "questions (who), line 1, column 34: Invalid input 'RETRUN': expected MATCH, RETURN, WITH, UNWIND, CREATE, MERGE, CALL, ….",
      ],
    },
  ],
];

describe("a story that is not as it should be", function () {
  this.timeout(240_000);
  let folder: string;
  let app: RunningApp;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "wiregraph-bad-stories-"));
    app = await startApp();
  });
  after(async () => {
    await app?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** As `npm run load -- story.json` tells it. */
  async function byCommand({ story, text, questions = {} }: Written, number: number): Promise<Told> {
    const at = join(folder, String(number));
    await mkdir(join(at, "questions"), { recursive: true });
    const file = join(at, "story.json");
    await writeFile(file, story);
    await writeFile(join(at, "a.txt"), text);
    for (const [name, question] of Object.entries(questions)) await writeFile(join(at, "questions", name), question);
    const run = await runCommand(load, [file], { env: { DATA_DIR: join(folder, "data"), NODE_ENV: "test" } });
    const head = `${file}: story bad-input: `;
    const mistakes = run.noted.flatMap((line) => (line.startsWith(head) ? [line.slice(head.length)] : []));
    if (run.failure === null) return { isLoaded: true, mistakes };
    const message = String(run.failure["message"]);
    // A terminal shows several files, one after the other.
    expect(message.startsWith(`${file}: `)).to.equal(true);
    return { isLoaded: false, mistakes: [message.slice(`${file}: `.length)] };
  }

  async function byHttp({ story, text, questions }: Written): Promise<Told & { readonly remedies: readonly string[] }> {
    const { status, body } = await send(`${app.url}/api/load`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ story, articles: { "a.txt": text }, questions }),
    });
    if (status !== 200)
      return { isLoaded: false, mistakes: [String(body["detail"])], remedies: [String(body["remedy"])] };
    const { refused } = LoadReport.parse(body);
    return {
      isLoaded: true,
      mistakes: refused.map(({ place, message }) => `${place}: ${message}`),
      remedies: refused.map(({ remedy }) => remedy),
    };
  }

  /** What is not served of all that is there of the story. */
  async function notServed(): Promise<string[]> {
    const { body } = await send(`${app.url}/api/stories/bad-input`);
    const graph = body["graph"] as {
      entities: { id: string }[];
      relations: { id: string }[];
      articles: { id: string }[];
    };
    const story = "/api/stories/bad-input";
    const paths = [
      "/e/bad-input/",
      "/e/bad-input/picture.svg",
      "/e/bad-input/sentences.txt",
      "/?story=bad-input",
      `${story}/questions`,
      "/api/search?q=ann&story=bad-input",
      ...graph.articles.map(({ id }) => `${story}/articles/${encodeURIComponent(id)}`),
      ...graph.relations.map(({ id }) => `${story}/relations/${encodeURIComponent(id)}`),
      ...graph.entities.flatMap(({ id }) => [
        `${story}/entities/${encodeURIComponent(id)}`,
        `${story}/entities/${encodeURIComponent(id)}/neighbours`,
        `/api/who/${encodeURIComponent(`bad-input/${id}`)}`,
      ]),
    ];
    const failed: string[] = [];
    // One after the other: the app sheds load.
    for (const path of paths) {
      const { status } = await fetch(`${app.url}${path}`);
      if (status !== 200) failed.push(`${status} ${path}`);
    }
    return failed;
  }

  for (const [number, [what, input, wanted]] of CASES.entries())
    it(`is told alike by the command and over HTTP, and all its pages are served: ${what}`, async () => {
      await fetch(`${app.url}/api/stories/bad-input`, { method: "DELETE" });
      const { remedies, ...overHttp } = await byHttp(input);
      expect(overHttp).to.deep.equal(wanted);
      const command = await byCommand(input, number);
      const withRemedies = wanted.isLoaded
        ? wanted.mistakes.map((mistake, index) => `${mistake} ${remedies[index]}`)
        : wanted.mistakes;
      expect(command).to.deep.equal({ ...wanted, mistakes: withRemedies });
      for (const remedy of remedies) expect(remedy).to.match(/^(?:[A-Z]|stories\/).+[.?]$/);
      if (wanted.isLoaded) expect(await notServed()).to.deep.equal([]);
    });
});
