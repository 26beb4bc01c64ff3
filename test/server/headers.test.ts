import { expect } from "chai";
import type { Express } from "express";
import { EMBED_STYLE } from "../../picture/embed-document.ts";
import { hashSource } from "../../server/routes/headers.ts";
import { startApp, type RunningApp } from "./running-app.ts";
import { send } from "./send.ts";

const STORY = "us-strikes-iraq-2020";
const TOKEN = "a-secret-of-the-owner";

const ALWAYS = { "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" };
const OWN = { ...ALWAYS, "cross-origin-resource-policy": "same-origin" };
const OPEN = {
  ...ALWAYS,
  "cross-origin-resource-policy": "cross-origin",
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "ETag, Retry-After, X-Request-Id",
};
const NOTHING_LOADS = { "content-security-policy": "default-src 'none'; frame-ancestors 'none'" };

function policy(frames: string, framedBy: string, style = "nonce-N"): Record<string, string> {
  return {
    "content-security-policy":
      `default-src 'none'; script-src 'self'; style-src 'self' '${style}'; img-src 'self' data: blob:; ` +
      `font-src 'self'; connect-src 'self'; worker-src 'self'; frame-src ${frames}; base-uri 'none'; ` +
      `form-action 'self'; frame-ancestors ${framedBy}`,
  };
}

/** The headers of an answer that say who may do what with it: all of them, for each kind of answer. */
const KINDS = {
  page: {
    ...OWN,
    ...policy("'self'", "'none'"),
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
  },
  embed: { ...OPEN, ...policy("'none'", "*", hashSource(EMBED_STYLE)) },
  embedProblem: { ...OPEN, ...policy("'none'", "*") },
  picture: {
    ...OPEN,
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors *",
  },
  text: { ...OPEN, "content-security-policy": "default-src 'none'; frame-ancestors *" },
  asset: {
    ...OPEN,
    "content-security-policy":
      "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; frame-ancestors 'none'",
  },
  api: { ...OWN, ...NOTHING_LOADS },
  publicApi: { ...OPEN, ...NOTHING_LOADS },
} as const;
type Kind = keyof typeof KINDS;

const SAYING =
  /^(x-content-type|referrer-|content-security|x-frame|cross-origin-|access-control-|permissions-|set-cookie$|x-powered|server$)/;

/** The status, and the headers that say who may do what, the nonce read as N. */
async function told(url: string, sent: Parameters<typeof send>[1] = {}) {
  const { status, headers } = await send(url, sent);
  const saying = Object.entries(headers).filter(([name]) => SAYING.test(name));
  return {
    status,
    headers: Object.fromEntries(
      saying.map(([name, value]) => [name, String(value).replace(/nonce-[\w+/]{22}==/, "nonce-N")]),
    ),
  };
}

interface Row {
  readonly path: string;
  readonly status: number;
  /** On an instance on loopback without a token. */
  readonly kind: Kind;
  /** On one whose reads are open, where that is another. */
  readonly open?: Kind;
  readonly method?: "POST";
  /** Of an answer to a method that the route does not take, where that is another. */
  readonly refused?: Kind;
}

const read = { kind: "api", open: "publicApi", status: 200 } as const;

/** Every route of the app, by its pattern. */
const ROUTES: Readonly<Record<string, Row>> = {
  "/healthz": { path: "/healthz", status: 200, kind: "api" },
  "/readyz": { path: "/readyz", status: 200, kind: "api" },
  "/metrics": { path: "/metrics", status: 200, kind: "api" },
  "/api/openapi.json": { ...read, path: "/api/openapi.json" },
  "/api/instance": { ...read, path: "/api/instance" },
  "/api/stories": { ...read, path: "/api/stories" },
  "/api/stories/:story": { ...read, path: `/api/stories/${STORY}` },
  "/api/search": { ...read, path: "/api/search?q=Quds" },
  "/api/stories/:story/entities/:id": { ...read, path: `/api/stories/${STORY}/entities/iran` },
  "/api/stories/:story/entities/:id/neighbours": { ...read, path: `/api/stories/${STORY}/entities/iran/neighbours` },
  "/api/stories/:story/paths": { ...read, path: `/api/stories/${STORY}/paths?from=trump&to=hashed` },
  "/api/stories/:story/view": { ...read, path: `/api/stories/${STORY}/view` },
  "/api/stories/:story/articles": { ...read, path: `/api/stories/${STORY}/articles` },
  "/api/stories/:story/articles/:id": { ...read, path: `/api/stories/${STORY}/articles/article` },
  "/api/stories/:story/relations/:id": { ...read, path: `/api/stories/${STORY}/relations/r001` },
  "/api/stories/:story/articles/:id/versions/:number": {
    ...read,
    path: `/api/stories/${STORY}/articles/article/versions/1`,
  },
  "/api/stories/:story/articles/:id/corrections": {
    path: `/api/stories/${STORY}/articles/article/corrections?dryRun=1`,
    status: 400,
    kind: "api",
    method: "POST",
  },
  "/api/shipped": { path: "/api/shipped", status: 200, kind: "api" },
  "/api/shipped/:story": { path: "/api/shipped/none", status: 400, kind: "api", method: "POST" },
  "/api/stories/:story/erasures": {
    path: `/api/stories/${STORY}/erasures?dryRun=1`,
    status: 400,
    kind: "api",
    method: "POST",
  },
  "/api/stories/:story/claims": { ...read, path: `/api/stories/${STORY}/claims` },
  "/api/stories/:story/claims/:id/confirm": {
    path: `/api/stories/${STORY}/claims/r001/confirm`,
    status: 400,
    kind: "api",
    method: "POST",
  },
  "/api/stories/:story/changes": { ...read, path: `/api/stories/${STORY}/changes` },
  "/api/stories/:story/changes/:number": { path: `/api/stories/${STORY}/changes/1`, status: 200, kind: "api" },
  "/api/stories/:story/changes/:number/revert": {
    path: `/api/stories/${STORY}/changes/1/revert`,
    status: 400,
    kind: "api",
    method: "POST",
  },
  "/api/schema": { ...read, path: "/api/schema" },
  "/api/stories/:story/questions": { ...read, path: `/api/stories/${STORY}/questions` },
  "/api/stories/:story/questions/:id": { ...read, path: `/api/stories/${STORY}/questions/13-how-old-was-he` },
  "/api/stories/:story/views": { ...read, path: `/api/stories/${STORY}/views` },
  // Only PATCH and DELETE are answered there.
  "/api/stories/:story/views/:id": { path: `/api/stories/${STORY}/views/none`, status: 405, kind: "api" },
  "/api/who/:id": { ...read, path: `/api/who/${STORY}%2Firan` },
  "/api/judgements/changes": { path: "/api/judgements/changes", status: 200, kind: "api" },
  "/api/judgements/changes/:number/revert": {
    path: "/api/judgements/changes/1/revert",
    status: 400,
    kind: "api",
    method: "POST",
  },
  "/api/judgements": { path: "/api/judgements", status: 200, kind: "api" },
  "/api/query": { path: "/api/query", status: 200, kind: "api", method: "POST" },
  "/api/load": { path: "/api/load", status: 400, kind: "api", method: "POST" },
  // Only DELETE is answered there.
  "/api/load/:load": { path: "/api/load/00000000-0000-4000-8000-000000000000", status: 405, kind: "api" },
  "/": { path: "/", status: 200, kind: "page", refused: "api" },
  "/views": { path: "/views", status: 200, kind: "page", refused: "api" },
  "/claims": { path: "/claims", status: 200, kind: "page", refused: "api" },
  "/ask": { path: "/ask", status: 200, kind: "page", refused: "api" },
  "/share": { path: "/share", status: 200, kind: "page", refused: "api" },
  "/stories": { path: "/stories", status: 200, kind: "page", refused: "api" },
  "/who/:story/:id": { path: `/who/${STORY}/soleimani`, status: 200, kind: "page", refused: "api" },
  "/e/:slug": { path: `/e/${STORY}`, status: 308, kind: "text" },
  "/e/:slug/": { path: `/e/${STORY}/`, status: 200, kind: "embed", refused: "text" },
  "/e/:slug/picture.svg": { path: `/e/${STORY}/picture.svg`, status: 200, kind: "picture", refused: "text" },
  "/e/:slug/sentences.txt": { path: `/e/${STORY}/sentences.txt`, status: 200, kind: "text" },
  "/assets/*path": { path: "/assets/nothing.js", status: 404, kind: "asset" },
};

/** The patterns of all routes, those of routers in the app too. */
function patterns(app: Express): string[] {
  interface Layer {
    readonly route?: { readonly path: string | readonly string[] };
    readonly handle?: { readonly stack?: readonly Layer[] };
  }
  const of = (stack: readonly Layer[]): string[] =>
    stack.flatMap(({ route, handle }) => (route === undefined ? of(handle?.stack ?? []) : [route.path].flat()));
  return [...new Set(of((app.router as unknown as { stack: Layer[] }).stack))];
}

for (const [what, env, isOpen] of [
  ["a server on loopback", {}, false],
  ["a server with a token", { OWNER_TOKEN: TOKEN }, true],
  ["a public server without an owner", { PUBLIC_URL: "https://graph.example.org", READ_ONLY: "1" }, true],
  ["a server of a private network", { PUBLIC_URL: "http://192.168.1.5", READ_ONLY: "1" }, false],
] as const) {
  describe(`the headers of an answer of ${what}`, () => {
    let app: RunningApp;
    before(async () => {
      app = await startApp(env);
    });
    after(() => app.close());

    it("have a row for every route", () => {
      expect(patterns(app.express)).to.have.members(Object.keys(ROUTES));
    });

    const isOwners = (path: string) =>
      /^\/(metrics|api\/(query|load|shipped.*|judgements.*|stories\/.*\/(corrections.*|erasures.*|confirm|revert|changes\/\d+)))$/.test(
        path,
      );
    const ownerStatus = "OWNER_TOKEN" in env ? 401 : 403;
    for (const [pattern, { path, status, kind, open, method = "GET", refused }] of Object.entries(ROUTES)) {
      const wanted = KINDS[isOpen ? (open ?? kind) : kind];
      const body = method === "POST" ? '{"statement": "RETURN 1"}' : undefined;
      const headers = { ...(body && { "Content-Type": "application/json" }) };

      it(`are those of their kind for ${pattern}`, async () => {
        const ownStatus = isOwners(path) && what !== "a server on loopback" ? ownerStatus : status;
        expect(await told(`${app.url}${path}`, { method, headers, body })).to.deep.equal({
          status: ownStatus,
          headers: wanted,
        });
        if (method === "GET")
          expect((await told(`${app.url}${path}`, { method: "HEAD" })).headers).to.deep.equal(wanted);
      });

      it(`are those of a refusal for another method of ${pattern}`, async () => {
        expect(await told(`${app.url}${path}`, { method: "PUT" })).to.deep.equal({
          status: pattern === "/assets/*path" ? 404 : 405,
          headers: refused === undefined ? wanted : KINDS[refused],
        });
      });

      it(`answer what a script of another site may do with ${pattern}`, async () => {
        const { status: answered, headers: given } = await told(`${app.url}${path}`, {
          method: "OPTIONS",
          headers: { Origin: "https://other.example", "Access-Control-Request-Method": "GET" },
        });
        if ("access-control-allow-origin" in wanted) {
          expect([answered, given["access-control-allow-origin"], given["access-control-allow-methods"]]).to.deep.equal(
            [204, "*", "GET, HEAD"],
          );
        } else {
          expect([answered, given["access-control-allow-origin"]]).to.deep.equal([405, undefined]);
        }
      });
    }

    for (const [what404, path, accept, kind] of [
      ["an address that is nothing", "/nowhere", "*/*", "api"],
      ["a page that is not there", "/nowhere", "text/html", "page"],
      ["an operation that is not there", "/api/nothing", "text/html", "api"],
      ["a story that is not there", "/e/nowhere/", "*/*", "text"],
      ["the page of a story that is not there", "/e/nowhere/", "text/html", "embedProblem"],
      ["the picture of a story that is not there", "/e/nowhere/picture.svg", "image/svg+xml", "text"],
      ["a name of a story that is none", "/e/%00/", "text/html", "embedProblem"],
      ["a broken address", "/e/%E0%A4%A/", "*/*", "text"],
    ] as const) {
      it(`are those of a refusal for ${what404}`, async () => {
        const { headers } = await told(`${app.url}${path}`, { headers: { Accept: accept } });
        expect(headers).to.deep.equal(KINDS[kind]);
      });
    }
  });
}

describe("the nonce of a page", () => {
  let app: RunningApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  it("is another each time, and the one its style elements carry", async () => {
    const nonces = new Set<string>();
    for (const path of ["/", "/claims", "/ask", "/share"]) {
      const { headers, body } = await send(`${app.url}${path}`);
      const nonce = /'nonce-([\w+/]{22}==)'/.exec(String(headers["content-security-policy"]))?.[1] ?? "";
      nonces.add(nonce);
      const carried = [...String(body["text"]).matchAll(/<style nonce="([^"]*)"/g)].map(([, one]) => one);
      expect(carried.every((one) => one === nonce)).to.equal(true);
    }
    expect(nonces.size).to.equal(4);
  });
});

describe("the description of the API", () => {
  it("is written once, and answered 304 to whoever has it", async () => {
    const app = await startApp();
    const first = await send(`${app.url}/api/openapi.json`);
    const again = await send(`${app.url}/api/openapi.json`, {
      headers: { "If-None-Match": String(first.headers["etag"]) },
    });
    await app.close();
    expect([first.status, first.body["openapi"], again.status, again.headers["etag"]]).to.deep.equal([
      200,
      "3.1.0",
      304,
      first.headers["etag"],
    ]);
  });
});

describe("what a browser is told when there is nothing to show", () => {
  let app: RunningApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  const asBrowser = (path: string) =>
    fetch(`${app.url}${path}`, { headers: { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" } });

  it("is a page that a stranger's page may frame, for an embed that is not there", async () => {
    const answer = await asBrowser("/e/nowhere/");
    const page = await answer.text();
    expect([answer.status, answer.headers.get("content-type")]).to.deep.equal([404, "text/html; charset=utf-8"]);
    expect(answer.headers.get("content-security-policy")).to.include("frame-ancestors *");
    expect(page).to.include("<h1>There is no such story</h1>").and.to.not.include('nonce=""');
  });

  it("is a page of ours for any other address, with what was typed escaped", async () => {
    const answer = await asBrowser("/<b>nowhere");
    expect(answer.status).to.equal(404);
    expect(answer.headers.get("content-security-policy")).to.include("frame-ancestors 'none'");
    const page = await answer.text();
    expect(page).to.include("<h1>There is nothing at this address</h1>").and.to.not.include("<b>");
    expect(page).to.include(`Request ${answer.headers.get("x-request-id")}`);
  });

  it("is a problem for whoever asks the API, or does not ask for a page", async () => {
    const api = await asBrowser("/api/stories/nowhere");
    expect(api.headers.get("content-type")).to.equal("application/problem+json; charset=utf-8");
    const script = await fetch(`${app.url}/e/nowhere/`);
    expect(script.headers.get("content-type")).to.equal("application/problem+json; charset=utf-8");
  });
});

describe("an embed's address", () => {
  let app: RunningApp;
  before(async () => {
    app = await startApp({ PUBLIC_URL: "https://wire.example" });
  });
  after(() => app.close());

  it("links back to where readers reach the app, whatever was asked first", async () => {
    await fetch(`${app.url}/e/us-strikes-iraq-2020/picture.svg`);
    const page = await (await fetch(`${app.url}/e/us-strikes-iraq-2020/`)).text();
    expect(page).to.include("https://wire.example/?story=us-strikes-iraq-2020");
  });
});
