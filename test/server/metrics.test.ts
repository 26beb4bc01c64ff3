import { Writable } from "node:stream";
import { expect } from "chai";
import pino from "pino";
import { makeMetrics } from "../../server/metrics.ts";
import { startApp, type RunningApp } from "./running-app.ts";
import { send } from "./send.ts";

const TOKEN = "a-secret-of-the-owner";
const PARENT = "00f067aa0ba902b7";
const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

/** Figures of Prometheus' text format by name and labels. */
function figures(text: unknown): Readonly<Record<string, number>> {
  const lines = String(text).split("\n");
  return Object.fromEntries(
    lines
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line): [string, number] => {
        const split = line.lastIndexOf(" ");
        return [line.slice(0, split), Number(line.slice(split + 1))];
      }),
  );
}

const STORY = "us-strikes-iraq-2020";

describe("the metrics of an app", () => {
  let app: RunningApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  it("count the requests by pattern, method and status", async () => {
    for (const path of [
      `/api/stories/${STORY}/entities/iran`,
      `/api/stories/${STORY}/entities/us`,
      `/api/stories/${STORY}/entities/nobody`,
      "/nowhere/1",
      "/assets/none.js",
      "/ask",
    ]) {
      await send(`${app.url}${path}`);
    }
    await send(`${app.url}/api/query`);
    await send(`${app.url}/`, { headers: { Host: "evil.example" } });
    const { status, headers, body } = await send(`${app.url}/metrics`);
    const told = figures(body["text"]);
    const counted = Object.entries(told).filter(([name]) => name.startsWith("wiregraph_http_requests_total"));
    expect([status, headers["content-type"]]).to.deep.equal([200, "text/plain; version=0.0.4; charset=utf-8"]);
    expect(Object.fromEntries(counted)).to.deep.equal({
      'wiregraph_http_requests_total{method="GET",route="/api/stories/:story/entities/:id",status="200"}': 2,
      'wiregraph_http_requests_total{method="GET",route="/api/stories/:story/entities/:id",status="404"}': 1,
      'wiregraph_http_requests_total{method="GET",route="/api/query",status="405"}': 1,
      'wiregraph_http_requests_total{method="GET",route="/ask",status="200"}': 1,
      'wiregraph_http_requests_total{method="GET",route="/assets/*",status="404"}': 1,
      'wiregraph_http_requests_total{method="GET",route="none",status="404"}': 1,
      'wiregraph_http_requests_total{method="GET",route="none",status="421"}': 1,
    });
    expect(
      told['wiregraph_http_request_duration_seconds_count{method="GET",route="/api/stories/:story/entities/:id"}'],
    ).to.equal(3);
    expect(told["wiregraph_http_requests_in_flight"]).to.equal(1);
    expect(told['wiregraph_store_ready{store="embedded"}']).to.equal(1);
    expect(told["process_resident_memory_bytes"]).to.be.above(10_000_000);
    expect(told["nodejs_eventloop_lag_seconds"]).to.be.at.least(0);
  });

  it("are for programs on this machine, and not for a proxy's clients or another site's page", async () => {
    const scrape = (headers: Record<string, string>) => send(`${app.url}/metrics`, { headers });
    const prometheus = await scrape({ "User-Agent": "Prometheus/3.5.0", "X-Prometheus-Scrape-Timeout-Seconds": "10" });
    const proxied = await scrape({ "X-Forwarded-For": "203.0.113.9" });
    const page = await scrape({ Origin: "https://evil.example" });
    expect([prometheus.status, proxied.status, page.status]).to.deep.equal([200, 403, 403]);
  });

  it("are for the owner alone where there is a token", async () => {
    const guarded = await startApp({ OWNER_TOKEN: TOKEN });
    const without = await send(`${guarded.url}/metrics`);
    const owner = await send(`${guarded.url}/metrics`, { headers: { Authorization: `Bearer ${TOKEN}` } });
    await guarded.close();
    expect([without.status, owner.status]).to.deep.equal([401, 200]);
  });

  it("belong to one app", async () => {
    const [one, other] = [makeMetrics(), makeMetrics()];
    one.gauge({ name: "queue_length", help: "Waiting", labels: { queue: "reads" }, read: () => 3 });
    one.gauge({ name: "broken", help: "Cannot be read", read: () => Promise.reject(new Error("no")) });
    expect(await one.text())
      .to.include('queue_length{queue="reads"} 3')
      .and.to.include("broken Nan");
    expect(await other.text()).to.not.include("queue_length");
  });
});

describe("the log line of a request", () => {
  const lines: Record<string, unknown>[] = [];
  let app: RunningApp;
  before(async () => {
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
        done();
      },
    });
    app = await startApp({}, { log: pino({ level: "info" }, sink) });
  });
  after(() => app.close());

  const lineOf = async (path: string, headers: Record<string, string>) => {
    const { headers: given } = await send(`${app.url}${path}`, { headers });
    await new Promise((done) => setImmediate(done));
    const found = lines.filter(({ id }) => id === given["x-request-id"]);
    expect(found.length).to.equal(1);
    return found[0] ?? {};
  };

  it("continues the trace that the request belongs to", async () => {
    for (const sent of [`00-${TRACE}-${PARENT}-01`, `00-${TRACE}-${PARENT}-00`, `01-${TRACE}-${PARENT}-01-more`]) {
      expect((await lineOf("/healthz", { traceparent: sent }))["traceId"], sent).to.equal(TRACE);
    }
  });

  it("begins a trace where the request names none that is one", async () => {
    for (const sent of [
      "",
      "nonsense",
      `00-${TRACE}-${PARENT}-01-more`,
      `00-${TRACE}-${PARENT}-01\t`.repeat(2),
      `ff-${TRACE}-${PARENT}-01`,
      `00-${"0".repeat(32)}-${PARENT}-01`,
      `00-${TRACE}-${"0".repeat(16)}-01`,
      `00-${TRACE.toUpperCase()}-${PARENT}-01`,
      `00-${TRACE}-${PARENT}`,
    ]) {
      const { traceId } = await lineOf("/healthz", { traceparent: sent });
      expect(traceId, sent).to.match(/^[0-9a-f]{32}$/);
      expect(traceId, sent).to.not.equal(TRACE);
    }
  });

  it("names the whole path, also of a built file", async () => {
    expect((await lineOf("/assets/nothing.js", {}))["path"]).to.equal("/assets/nothing.js");
  });
});
