import { expect } from "chai";
import type { StorySummary } from "../../contract/browse.ts";
import { filterStories } from "../../client/panels/filter-stories.ts";

const story = (id: string, title: string): StorySummary => ({
  id,
  title,
  summary: "",
  publishedAt: null,
  until: null,
  visibility: "public",
  articles: 1,
  entities: 1,
  relations: 1,
  voices: 1,
  changedAt: null,
});

describe("a story found by its title", () => {
  const stories = [story("aden", "The port of Aden"), story("tarn", "Tarn: a québécois quarry"), story("x", "شعبي")];
  for (const [typed, ids] of [
    ["", ["aden", "tarn", "x"]],
    ["PORT ad", ["aden"]],
    ["quebec", ["tarn"]],
    ["الشعبي", ["x"]],
    ["napoleon", []],
  ] as const)
    it(`is ${ids.length === 0 ? "none" : ids.join(" and ")} by “${typed}”`, () => {
      expect(filterStories(stories, typed).map(({ id }) => id)).to.deep.equal(ids);
    });
});
