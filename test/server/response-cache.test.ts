import { expect } from "chai";
import { responseCache } from "../../server/services/response-cache.ts";

describe("the cache of responses", () => {
  /** Work that ends when it is told to, and says whether it was given up. */
  function work() {
    let finish: (value: unknown) => void = () => undefined;
    const result = new Promise((done) => (finish = done));
    const seen: { signal: AbortSignal | null; begun: number } = { signal: null, begun: 0 };
    const answer = (signal: AbortSignal) => {
      seen.signal = signal;
      seen.begun += 1;
      return result;
    };
    return { answer, finish, seen };
  }

  it("gives work up when the last of those who wait for it has left", async () => {
    const cache = responseCache();
    const { answer, finish, seen } = work();
    const [one, other] = [new AbortController(), new AbortController()];
    const waiting = [cache.make("key", answer, one.signal), cache.make("key", answer, other.signal)];
    one.abort();
    expect([seen.signal?.aborted, seen.begun]).to.deep.equal([false, 1]);
    other.abort();
    expect(seen.signal?.aborted).to.equal(true);
    finish("made");
    await Promise.all(waiting);
  });

  it("begins anew for whoever comes when it was given up", async () => {
    const cache = responseCache();
    const [first, second] = [work(), work()];
    const left = new AbortController();
    const waiting = cache.make("key", first.answer, left.signal);
    left.abort();
    const again = cache.make("key", second.answer);
    first.finish("first");
    second.finish("second");
    expect((await waiting).toString()).to.equal('"first"');
    expect((await again).toString()).to.equal('"second"');
    expect(second.seen.signal?.aborted).to.equal(false);
  });

  it("keeps what was made, whoever has left meanwhile", async () => {
    const cache = responseCache();
    const { answer, finish } = work();
    const left = new AbortController();
    const waiting = cache.make("key", answer, left.signal);
    finish("made");
    await waiting;
    left.abort();
    expect(cache.find("key")?.toString()).to.equal('"made"');
  });
});
