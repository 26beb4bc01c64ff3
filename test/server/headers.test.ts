import { expect } from "chai";
import { EMBED_STYLE } from "../../picture/embed-document.ts";
import { hashSource, headersFor } from "../../server/routes/headers.ts";
import { startApp, type RunningApp } from "./running-app.ts";

const ALWAYS = { "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" };

function policy(style: string, frames: string, framedBy: string): string {
  return (
    `default-src 'none'; script-src 'self'; style-src 'self' '${style}'; img-src 'self' data: blob:; ` +
    `font-src 'self'; connect-src 'self'; worker-src 'self'; frame-src ${frames}; base-uri 'none'; ` +
    `form-action 'self'; frame-ancestors ${framedBy}`
  );
}

describe("the headers of an answer", () => {
  let app: RunningApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  const told = async (path: string, audience: Parameters<typeof headersFor>[0]) => {
    const { headers } = await fetch(`${app.url}${path}`);
    const names = Object.keys(headersFor(audience, "")).map((name) => name.toLowerCase());
    const nonce = /nonce-([^']+)/.exec(headers.get("content-security-policy") ?? "")?.[1] ?? "";
    return { nonce, headers: Object.fromEntries(names.map((name) => [name, headers.get(name)])) };
  };

  it("let nobody frame the page, and the page frame only its own", async () => {
    const { nonce, headers } = await told("/", "page");
    expect(nonce).to.match(/^[\w+/]{22}==$/);
    expect(headers).to.deep.equal({
      ...ALWAYS,
      "content-security-policy": policy(`nonce-${nonce}`, "'self'", "'none'"),
      "x-frame-options": "DENY",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    expect((await told("/", "page")).nonce).to.not.equal(nonce);
  });

  it("let everybody frame an embed, and the embed frame nothing", async () => {
    const { headers } = await told("/e/us-strikes-iraq-2020/", "embed");
    expect(headers).to.deep.equal({
      ...ALWAYS,
      "content-security-policy": policy(hashSource(EMBED_STYLE), "'none'", "*"),
      "cross-origin-resource-policy": "cross-origin",
    });
  });

  it("let no answer of the API be taken for a page", async () => {
    const { headers } = await told("/api/stories", "api");
    expect(headers).to.deep.equal({
      ...ALWAYS,
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    });
  });

  it("set no cookie and name no software", async () => {
    for (const path of ["/", "/e/us-strikes-iraq-2020/", "/api/stories", "/healthz", "/nowhere"]) {
      const { headers } = await fetch(`${app.url}${path}`);
      expect([path, headers.get("set-cookie"), headers.get("x-powered-by")]).to.deep.equal([path, null, null]);
    }
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
