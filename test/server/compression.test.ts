import { readdirSync, readFileSync, statSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect } from "chai";
import { headersFor } from "../../server/routes/headers.ts";
import { startApp, type RunningApp } from "./running-app.ts";

const STORY = "us-strikes-iraq-2020";
const ASSETS = "dist/client/assets";

interface RawReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

function get(url: string, headers: Readonly<Record<string, string>> = {}, method = "GET"): Promise<RawReply> {
  return new Promise((done, fail) => {
    const asked = request(url, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", fail);
      response.on("end", () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) }),
      );
    });
    asked.on("error", fail);
    asked.end();
  });
}

const DECODED: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  br: (bytes) => brotliDecompressSync(bytes),
  gzip: (bytes) => gunzipSync(bytes),
  none: (bytes) => bytes,
};

describe("the encoding of an answer", () => {
  let app: RunningApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  /** A page's nonce is another each time. */
  const text = (bytes: Buffer) => bytes.toString("utf8").replaceAll(/nonce="[^"]+"/g, "");

  for (const path of [
    `/e/${STORY}/`,
    `/e/${STORY}/picture.svg`,
    `/e/${STORY}/sentences.txt`,
    `/api/stories/${STORY}`,
    "/api/openapi.json",
    "/metrics",
  ]) {
    for (const [accepted, wanted] of [
      ["gzip, deflate, br, zstd", "br"],
      ["gzip", "gzip"],
      ["br;q=0, gzip;q=0.5", "gzip"],
      ["identity", "none"],
      ["", "none"],
    ] as const) {
      it(`is ${wanted} for ${path} to who accepts “${accepted}”`, async () => {
        const plain = await get(`${app.url}${path}`);
        const reply = await get(`${app.url}${path}`, { "Accept-Encoding": accepted });
        expect([reply.status, reply.headers["content-encoding"] ?? "none", reply.headers["vary"]]).to.deep.equal([
          200,
          wanted,
          "Accept-Encoding",
        ]);
        const decoded = DECODED[wanted]?.(reply.bytes) ?? Buffer.alloc(0);
        if (path === "/metrics") expect(decoded.toString()).to.include("process_resident_memory_bytes");
        else expect(text(decoded)).to.equal(text(plain.bytes));
        if (wanted !== "none") expect(reply.bytes.length).to.be.below(plain.bytes.length / 2);
        expect(reply.headers["content-type"]).to.equal(plain.headers["content-type"]);
      });
    }
  }

  it("is none for what is small", async () => {
    for (const path of ["/healthz", "/api/stories", "/nowhere"]) {
      const { headers } = await get(`${app.url}${path}`, { "Accept-Encoding": "br" });
      expect([path, headers["content-encoding"]]).to.deep.equal([path, undefined]);
    }
  });

  it("leaves the answer as fresh as it is, whichever it was", async () => {
    for (const path of [`/api/stories/${STORY}`, "/api/openapi.json"]) {
      const replies = await Promise.all(
        ["br", "gzip", "identity"].map((accepted) => get(`${app.url}${path}`, { "Accept-Encoding": accepted })),
      );
      const etags = new Set(replies.map(({ headers }) => headers["etag"]));
      expect(etags.size).to.equal(1);
      // Weak: the bytes of the encodings are not the same.
      const [etag = ""] = [...etags].map(String);
      expect(etag).to.match(/^W\/"/);
      const again = await get(`${app.url}${path}`, { "Accept-Encoding": "br", "If-None-Match": etag });
      expect([
        again.status,
        again.bytes.length,
        again.headers["vary"],
        again.headers["content-encoding"],
      ]).to.deep.equal([304, 0, "Accept-Encoding", undefined]);
    }
  });

  it("is told to who asks for the head alone without a body", async () => {
    const { status, bytes, headers } = await get(
      `${app.url}/api/stories/${STORY}`,
      { "Accept-Encoding": "br" },
      "HEAD",
    );
    expect([status, bytes.length, headers["vary"]]).to.deep.equal([200, 0, "Accept-Encoding"]);
  });

  it("ends with the client that leaves in the middle", async () => {
    for (let left = 0; left < 20; left += 1) {
      await new Promise<void>((done) => {
        const asked = request(`${app.url}/api/stories/${STORY}`, { headers: { "Accept-Encoding": "br" } }, () => {
          asked.destroy();
          done();
        });
        asked.on("error", () => done());
        asked.end();
      });
    }
    const { status, bytes } = await get(`${app.url}/api/stories/${STORY}`, { "Accept-Encoding": "br" });
    expect([status, brotliDecompressSync(bytes).toString().endsWith("}")]).to.deep.equal([200, true]);
  });
});

describe("a built file", () => {
  let app: RunningApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  const names = () => readdirSync(ASSETS).filter((name) => /\.(js|css|woff2)$/.test(name));

  it("is sent as it was compressed when it was built, for a year", async () => {
    for (const name of names()) {
      const original = readFileSync(join(ASSETS, name));
      const compressed = /\.(js|css)$/.test(name) && original.length >= 1_024;
      for (const [accepted, encoding, ending] of [
        ["gzip, deflate, br, zstd", "br", ".br"],
        ["gzip, deflate", "gzip", ".gz"],
        ["identity", "none", ""],
      ] as const) {
        const { status, headers, bytes } = await get(`${app.url}/assets/${name}`, { "Accept-Encoding": accepted });
        const used = compressed ? encoding : "none";
        expect([name, status, headers["content-encoding"] ?? "none", headers["cache-control"]]).to.deep.equal([
          name,
          200,
          used,
          "public, max-age=31536000, immutable",
        ]);
        expect(bytes.length).to.equal(compressed ? statSync(join(ASSETS, name + ending)).size : original.length);
        expect((DECODED[used]?.(bytes) ?? Buffer.alloc(0)).equals(original), name).to.equal(true);
        expect(headers["content-type"]).to.match(
          /^(text\/javascript; charset=utf-8|text\/css; charset=utf-8|font\/woff2)$/i,
        );
        if (compressed) expect(headers["vary"]).to.equal("Accept-Encoding");
        for (const [header, value] of Object.entries(headersFor("asset"))) {
          expect(headers[header.toLowerCase()], header).to.equal(value);
        }
      }
    }
  });

  it("is answered 304 to who has it in that encoding, and whole to who has another", async () => {
    const name = names().find((one) => one.endsWith(".js")) ?? "";
    const [br, gzip] = await Promise.all(
      ["br", "gzip"].map((accepted) => get(`${app.url}/assets/${name}`, { "Accept-Encoding": accepted })),
    );
    const ask = (etag: unknown) =>
      get(`${app.url}/assets/${name}`, { "Accept-Encoding": "br", "If-None-Match": String(etag) });
    expect([(await ask(br?.headers["etag"])).status, (await ask(gzip?.headers["etag"])).status]).to.deep.equal([
      304, 200,
    ]);
  });
});
