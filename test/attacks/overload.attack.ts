import { expect } from "chai";
import {
  askAtRate,
  askHeavily,
  faultsOf,
  floodUnread,
  holdConnections,
  slowestOf,
  stopUnderLoad,
  visitEmbed,
} from "./attacks.ts";
import { serveProcess, type ServedProcess } from "./served-process.ts";

/** `WIREGRAPH_ATTACK_SECONDS=10` for a first look; the goal is two minutes. */
const SECONDS = Number(process.env["WIREGRAPH_ATTACK_SECONDS"] ?? 120);

describe("the service, attacked", function () {
  this.timeout((SECONDS + 240) * 1_000);
  let served: ServedProcess;
  beforeEach(async () => {
    served = await serveProcess({ LOG_LEVEL: "warn" });
  });
  afterEach(() => served.destroy());

  it(`answers 500 requests a second for ${SECONDS} s, or says at once that it is busy`, async () => {
    const { result, slowest, failed } = await askAtRate(served, SECONDS);
    expect({ faults: faultsOf(result), errors: result.errors, failed }, JSON.stringify(result.statuses)).to.deep.equal({
      faults: {},
      errors: {},
      failed: 0,
    });
    expect(slowest, "/healthz").to.be.at.most(500);
  });

  it("is well while 60 connections send 150 requests each and read nothing", async () => {
    const { probed, growth, after } = await floodUnread(served, 10);
    expect(probed.failed).to.equal(0);
    expect(probed.slowest, "/healthz").to.be.at.most(1_000);
    expect(growth, "memory").to.be.at.most(2);
    expect(after, "a story's answer afterwards").to.be.at.most(3_000);
  });

  it("makes an embed once for its first forty visitors, and answers others meanwhile", async () => {
    const { result, slowest, failed } = await visitEmbed(served);
    expect({ statuses: result.statuses, errors: result.errors, failed }).to.deep.equal({
      statuses: { 200: 40 },
      errors: {},
      failed: 0,
    });
    expect(slowest, "/healthz").to.be.at.most(1_000);
  });

  it("is well with 5,000 connections that say nothing or never end their headers", async () => {
    const { result: left, slowest, failed } = await holdConnections(served, 5_000);
    expect({ left, failed }).to.deep.equal({ left: 0, failed: 0 });
    expect(slowest, "/healthz").to.be.at.most(1_000);
  });

  it("answers a reader within a second while a hundred heavy queries are asked", async () => {
    const { queries, canaries } = await askHeavily(served);
    expect({ errors: queries.errors, canaries: Object.keys(canaries.statuses) }).to.deep.equal({
      errors: {},
      canaries: ["200"],
    });
    expect(slowestOf(canaries, 200), "the reader").to.be.at.most(1_000);
  });

  it("cuts no answer when it is told to stop under load", async () => {
    const { outcome, exitCode } = await stopUnderLoad(served);
    expect({ exitCode, errors: Object.keys(outcome.errors) }, JSON.stringify(outcome.errors)).to.deep.equal({
      exitCode: 0,
      errors: ["ECONNREFUSED"],
    });
  });
});
