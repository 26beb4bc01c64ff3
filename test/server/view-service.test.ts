import { expect } from "chai";
import pino from "pino";
import { Failure } from "../../contract/errors.ts";
import { makeServices } from "../../server/services/services.ts";
import { VIEW_THREAD_LIMITS, viewService } from "../../server/services/views.ts";
import type { Viewer } from "../../server/services/visibility.ts";
import { startApp, type RunningApp } from "./running-app.ts";

const STORY = "us-strikes-iraq-2020";
const FIRST = { story: STORY, mode: "story", around: [], offset: 0, limit: 30 } as const;
const log = pino({ level: "silent" });

describe("the service that answers a story as it is drawn", function () {
  this.timeout(60_000);
  let app: RunningApp;
  /** How often the story was read whole, and as whom. */
  let read: Viewer[] = [];
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  /** Of `relations` the list of stories says that the seed has them. */
  function service(limits = VIEW_THREAD_LIMITS, relations?: number) {
    const { browse } = makeServices(app.store, log);
    read = [];
    return viewService(
      app.store,
      {
        story: (viewer, id) => (read.push(viewer), browse.story(viewer, id)),
        stories: async (viewer) => {
          const { stories } = await browse.stories(viewer);
          return { stories: stories.map((story) => ({ ...story, ...(relations !== undefined && { relations }) })) };
        },
      },
      limits,
    );
  }
  const codeOf = async (work: Promise<unknown>) =>
    work.then(
      () => "answered",
      (error: unknown) => (error instanceof Failure ? error.code : String(error)),
    );

  it("reads and folds a version once for all pages that are asked for", async () => {
    const { view, forget } = service();
    const [one, other, around] = await Promise.all([
      view("reader", FIRST),
      view("reader", FIRST),
      view("reader", { ...FIRST, around: ["iran"] }),
    ]);
    expect(other).to.deep.equal(one);
    expect(around.marks.map(({ id }) => id)).to.include("iran");
    expect(read).to.deep.equal(["reader"]);
    forget();
    expect(await view("reader", FIRST)).to.deep.equal(one);
    expect(read).to.deep.equal(["reader", "reader"]);
  });

  it("makes the first sight of a large story before anybody asks, as whoever asks most", async () => {
    const { view, prepare } = service(VIEW_THREAD_LIMITS, 20_000);
    await prepare("reader");
    expect(read).to.deep.equal(["reader"]);
    await view("reader", FIRST);
    expect(read).to.deep.equal(["reader"]);
    await prepare("owner", STORY);
    expect(read).to.deep.equal(["reader", "owner"]);
    await prepare("owner", "another");
    expect(read).to.deep.equal(["reader", "owner"]);
  });

  it("prepares no small story", async () => {
    const { prepare } = service();
    await prepare("reader");
    expect(read).to.deep.equal([]);
  });

  it("says of a story that takes too long that it is too large, and does not try it at every request", async () => {
    const { view } = service({ ...VIEW_THREAD_LIMITS, millis: 1 });
    expect(await codeOf(view("reader", FIRST))).to.equal("story/too-large");
    expect(await codeOf(view("reader", FIRST))).to.equal("story/too-large");
    expect(read.length).to.be.at.most(1);
  });
});
