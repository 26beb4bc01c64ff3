import { expect } from "chai";
import { smallStory, SMALL_TEXT } from "../model/small-story.ts";
import { startApp, type RunningApp } from "./running-app.ts";
import { send, type Reply } from "./send.ts";

/** Of a mistake that one place has, and that costs nothing else. */
const ONCE = { count: 1, alsoAt: [], fallen: 0 };

describe("bad input of the API", function () {
  this.timeout(120_000);
  let app: RunningApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app?.close());

  const json = (method: string, path: string, body: unknown): Promise<Reply> =>
    send(`${app.url}${path}`, {
      method,
      headers: { "Content-Type": "application/json" },
      ...(method !== "DELETE" && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  const REF = "us-strikes-iraq-2020/iran";
  const cases: readonly (readonly [string, () => Promise<Reply>, status: number, code: string, field?: string])[] = [
    ...["..%2Fx", "a%2Fb", "%00", "A", "%E2%80%AE", "a".repeat(101), "%2e%2e%2fx", "con%3A"].flatMap((id) =>
      (["PATCH", "DELETE"] as const).map(
        (method) =>
          [
            `${method} of the story ${id.slice(0, 20)}`,
            () => json(method, `/api/stories/${id}`, { visibility: "desk" }),
            400,
            "request/invalid",
            "path.story",
          ] as const,
      ),
    ),
    [
      "PATCH of a story that is not there",
      () => json("PATCH", "/api/stories/nowhere", { visibility: "desk" }),
      404,
      "story/not-found",
    ],
    ["DELETE of a story that is not there", () => json("DELETE", "/api/stories/nowhere", ""), 404, "story/not-found"],
    ["a broken escape", () => json("DELETE", "/api/stories/%E0%A4%A", ""), 400, "request/invalid"],
    ["no story at all", () => json("DELETE", "/api/stories/", ""), 404, "request/not-found"],
    [
      "a search of a story that is not there",
      () => send(`${app.url}/api/search?q=a&story=nowhere`),
      404,
      "story/not-found",
    ],
    [
      "a search of a story that is a path",
      () => send(`${app.url}/api/search?q=a&story=../x`),
      400,
      "request/invalid",
      "query.story",
    ],
    [
      "a search of two stories",
      () => send(`${app.url}/api/search?q=a&story=a&story=b`),
      400,
      "request/invalid",
      "query.story",
    ],
    [
      "a query of a story that is not there",
      () => json("POST", "/api/query", { statement: "RETURN $story AS s", story: "nowhere" }),
      404,
      "story/not-found",
    ],
    [
      "a query of a story that is a path",
      () => json("POST", "/api/query", { statement: "RETURN $story AS s", story: "../x" }),
      400,
      "request/invalid",
      "body.story",
    ],
    [
      "a query with two stories",
      () =>
        json("POST", "/api/query", {
          statement: "RETURN $story AS s",
          story: "us-strikes-iraq-2020",
          parameters: { story: "b" },
        }),
      400,
      "query/invalid",
      "parameters.story",
    ],
    [
      "an entity whose id is two dots",
      () => send(`${app.url}/api/who/us-strikes-iraq-2020%2F..`),
      400,
      "request/invalid",
      "path.id",
    ],
    ["an id with half a character", () => send(`${app.url}/api/who/a%2F%ED%A0%80`), 400, "request/invalid"],
    ...[
      "",
      "iran",
      "/iran",
      "us-strikes-iraq-2020/",
      "../iran",
      "A/iran",
      "a/\u0000",
      "a/\ud800",
      "a/.",
      7,
      null,
      {},
      ["a/b"],
    ].map(
      (a) =>
        [
          `a judgement of ${JSON.stringify(a)}`,
          () => json("POST", "/api/judgements", { a, b: REF, verdict: "same" }),
          400,
          "request/invalid",
          "body.a",
        ] as const,
    ),
    [
      "a judgement of itself",
      () => json("POST", "/api/judgements", { a: REF, b: REF, verdict: "same" }),
      400,
      "request/invalid",
      "body.b",
    ],
    [
      "a judgement of nobody",
      () => json("POST", "/api/judgements", { a: "nowhere/x", b: REF, verdict: "same" }),
      404,
      "entity/not-found",
    ],
    [
      "a verdict that is none",
      () => json("POST", "/api/judgements", { a: "a/b", b: REF, verdict: "maybe" }),
      400,
      "request/invalid",
      "body.verdict",
    ],
    [
      "a reason with half a character",
      () => json("POST", "/api/judgements", '{"a":"a/b","b":"c/d","verdict":"same","reason":"\\ud800"}'),
      400,
      "request/invalid",
      "body.reason",
    ],
    [
      "a judgement taken back that is none",
      () => json("DELETE", "/api/judgements?a=a/b&b=../x", ""),
      400,
      "request/invalid",
      "query.b",
    ],
    [
      "a load that is not under way",
      () => json("DELETE", "/api/load/00000000-0000-4000-8000-000000000000", ""),
      404,
      "load/not-found",
    ],
    ["a load that cannot be one", () => json("DELETE", "/api/load/..%2Fx", ""), 400, "request/invalid", "path.load"],
  ];
  for (const [what, ask, status, code, field] of cases) {
    it(`is refused: ${what}`, async () => {
      const { status: answered, body } = await ask();
      const place = body["place"] as { field?: string } | undefined;
      expect([answered, body["code"], place?.field]).to.deep.equal([status, code, field]);
      expect(body["detail"]).to.not.match(/[\p{Cc}\p{Cs}\u202e]/u);
    });
  }

  const load = (change: (file: ReturnType<typeof smallStory>) => void) => {
    const file = smallStory();
    change(file);
    return json("POST", "/api/load", { story: JSON.stringify(file), articles: { "a.txt": SMALL_TEXT } });
  };

  it("is refused with story, place and remedy when a whole file is", async () => {
    const { status, body } = await load((file) => {
      file.story["id"] = "../x\u202e";
      file.entities.push({ id: "a\u0000", label: "Entity", name: "A" });
    });
    const { code, detail, place, remedy, mistakes } = body;
    expect({ status, code, detail, place, remedy, mistakes }).to.deep.equal({
      status: 422,
      code: "load/invalid",
      mistakes: undefined,
      detail: "story.id: a story's id is small letters, digits and -. Nothing was loaded of the story “../x\\u{202e}”",
      place: { field: "story.id" },
      remedy: "stories/story.schema.json says what belongs there.",
    });
  });

  it("is left out with story, place and remedy when a record is", async () => {
    const { status, body } = await load((file) => {
      Object.assign(file.relations[0] ?? {}, { type: "MENTIONS" });
      file.entities.push({ id: "ann", label: "Person", name: "Anna", properties: { canonical: "x" } });
    });
    expect([status, body["story"], body["refusedCount"]]).to.deep.equal([200, "bad-input", 3]);
    expect(body["refused"]).to.deep.equal([
      {
        code: "property-name",
        place: "entities[2] (ann).properties.canonical",
        message: "“canonical” is a name that the product keeps for itself.",
        remedy: "Choose another name.",
        ...ONCE,
      },
      {
        code: "duplicate-id",
        place: "entities[2] (ann)",
        message: "The id ann stands twice.",
        remedy: "Give one of them another id.",
        ...ONCE,
      },
      {
        code: "type-unknown",
        place: "relations[0] (r001).type",
        message: "MENTIONS is the product's own: it joins an article with what it names.",
        remedy: 'Write it as one of the entity\'s "mentions".',
        ...ONCE,
      },
    ]);
  });
});
