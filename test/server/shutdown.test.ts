import { expect } from "chai";
import { Agent } from "node:http";
import { slowQuery } from "../attacks/attacks.ts";
import { ask, count, newOutcome, pause } from "../attacks/clients.ts";
import { serveProcess } from "../attacks/served-process.ts";
import { startApp, type RunningApp } from "./running-app.ts";

describe("an app that shuts down", () => {
  let app: RunningApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  it("says that it is not ready, ends every connection with its answer, and then takes none", async () => {
    const agent = new Agent({ keepAlive: true });
    expect((await ask(app.url, { path: "/readyz" }, { agent })).status).to.equal(200);
    const stopped = app.stop({ graceMillis: 1_000, answerMillis: 5_000 });
    const ready = await ask(app.url, { path: "/readyz" }, { agent });
    expect(ready.status).to.equal(503);
    expect(JSON.parse(ready.body)).to.deep.equal({
      status: "not ready",
      store: "embedded",
      reason: "The app is shutting down",
    });
    expect(ready.headers["connection"]).to.equal("close");
    const late = await ask(app.url, { path: "/api/stories" });
    expect([late.status, late.headers["connection"]]).to.deep.equal([200, "close"]);
    await stopped;
    const outcome = newOutcome();
    await count(outcome, () => ask(app.url, { path: "/healthz" }));
    expect(outcome.errors).to.deep.equal({ ECONNREFUSED: 1 });
    agent.destroy();
  });
});

describe("SIGTERM", function () {
  this.timeout(120_000);

  it("cuts no answer: each is given whole, or the connection is refused", async () => {
    const served = await serveProcess();
    try {
      const [slow, outcome] = [newOutcome(), newOutcome()];
      let isOver = false;
      const queries = Array.from({ length: 10 }, () => count(slow, () => ask(served.url, slowQuery)));
      const readers = Array.from({ length: 20 }, async () => {
        const agent = new Agent({ keepAlive: true });
        while (!isOver) {
          await count(outcome, () => ask(served.url, { path: "/api/stories" }, { agent }));
          if (outcome.errors["ECONNREFUSED"] !== undefined) await pause(20);
        }
        agent.destroy();
      });
      await pause(1_500);
      served.kill("SIGTERM");
      const code = await served.exited;
      isOver = true;
      await Promise.all([...queries, ...readers]);
      expect(code).to.equal(0);
      const { 503: busy = 0, 504: late = 0, ...slowOthers } = slow.statuses;
      expect([slow.errors, slowOthers, busy + late], "each slow query has its answer").to.deep.equal([{}, {}, 10]);
      expect(Object.keys(outcome.errors), JSON.stringify(outcome.errors)).to.deep.equal(["ECONNREFUSED"]);
      // A reader that asks without a pause spends the budget of its address, and is told so.
      const { 200: answered = 0, 429: _spent, 503: _refused, ...others } = outcome.statuses;
      expect(others).to.deep.equal({});
      expect(answered).to.be.above(20);
    } finally {
      await served.destroy();
    }
  });

  it("that comes a second time ends the process at once", async () => {
    const served = await serveProcess();
    try {
      const outcome = newOutcome();
      const query = count(outcome, () => ask(served.url, slowQuery));
      await pause(1_000);
      const began = performance.now();
      served.kill("SIGTERM");
      await pause(1_000);
      served.kill("SIGTERM");
      expect(await served.exited).to.equal(1);
      expect(performance.now() - began).to.be.below(8_000);
      await query;
    } finally {
      await served.destroy();
    }
  });
});
