import { expect } from "chai";
import pino from "pino";
import { Failure } from "../../contract/errors.ts";
import { PATH_THREAD_LIMITS, pathService } from "../../server/services/paths.ts";
import { makeServices } from "../../server/services/services.ts";
import { startApp, type RunningApp } from "./running-app.ts";

const STORY = "us-strikes-iraq-2020";
const log = pino({ level: "silent" });

describe("the service that finds how two are linked", function () {
  this.timeout(60_000);
  let app: RunningApp;
  /** How often the story was read whole. */
  let read = 0;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  function service(limits = PATH_THREAD_LIMITS) {
    const { browse } = makeServices(app.store, log);
    read = 0;
    return pathService(app.store, { story: (viewer, id) => ((read += 1), browse.story(viewer, id)) }, limits);
  }
  const wanted = (from: string, to: string) => ({ story: STORY, from, to, k: 3, without: [] });
  const codeOf = async (work: Promise<unknown>) =>
    work.then(
      () => "answered",
      (error: unknown) => (error instanceof Failure ? error.code : String(error)),
    );

  it("reads a story once, however many ask, and again when nothing may be kept", async () => {
    const { paths, forget } = service();
    const answers = await Promise.all(
      ["hashed", "iran", "soleimani", "hashed"].map((to) => paths("reader", wanted("trump", to))),
    );
    expect(read).to.equal(1);
    expect(answers[3]).to.deep.equal(answers[0]);
    await paths("reader", wanted("us", "iran"));
    expect(read).to.equal(1);
    forget();
    await paths("reader", wanted("us", "iran"));
    expect(read).to.equal(2);
  });

  it("goes on after a mistake of one who asks first", async () => {
    const { paths } = service();
    const [mistake, answered] = await Promise.all([
      codeOf(paths("reader", wanted("nobody", "trump"))),
      codeOf(paths("reader", wanted("trump", "iran"))),
    ]);
    expect([mistake, answered, read]).to.deep.equal(["entity/not-found", "answered", 1]);
  });

  it("says of a story that takes too long that it is too large, and does not try it at every request", async () => {
    const { paths } = service({ ...PATH_THREAD_LIMITS, millis: 1 });
    expect(await codeOf(paths("reader", wanted("trump", "iran")))).to.equal("story/too-large");
    expect(await codeOf(paths("reader", wanted("trump", "iran")))).to.equal("story/too-large");
    expect(read).to.be.at.most(1);
  });

  it("refuses early what it could not answer in time", async () => {
    const { paths } = service();
    const codes = await Promise.all(Array.from({ length: 80 }, () => codeOf(paths("reader", wanted("trump", "iran")))));
    expect(new Set(codes)).to.deep.equal(new Set(["answered", "store/busy"]));
  });
});
