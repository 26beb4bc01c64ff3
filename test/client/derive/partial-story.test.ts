import { expect } from "chai";
import { surroundings } from "../../../client/derive/expand.ts";
import { partialStory, withAround, type AnsweredPage } from "../../../client/derive/partial-story.ts";
import { storyPicture } from "../../../client/derive/story-picture.ts";
import { selectMark } from "../../../client/graph/selection.ts";
import { NEW_WORKSPACE, type Workspace } from "../../../client/state/workspace.ts";
import { FIRST_SIGHT } from "../../../model/first-sight.ts";
import type { StoryGraph } from "../../../model/story.ts";
import { foldedStory, type ViewPage, type ViewRequest } from "../../../model/view-page.ts";
import { seedGraph } from "../../model/seed.ts";
import { randomGraph } from "../../model/random-graph.ts";

const MODES = ["story", "all"] as const;

/** The seed, and graphs of people, events and statements at random. */
const graphs: readonly (readonly [string, StoryGraph])[] = [
  ["the seed", seedGraph()],
  ...Array.from({ length: 5 }, (_, seed) => [`random graph ${seed}`, randomGraph(seed)] as const),
];

function asAnswer(page: ViewPage): AnsweredPage {
  return { ...page, version: "1", positions: null };
}

function pagesOf(graph: StoryGraph, request: Omit<ViewRequest, "offset">): ViewPage[] {
  const story = foldedStory(graph);
  const pages: ViewPage[] = [];
  for (let offset: number | null = 0; offset !== null; offset = pages.at(-1)?.next ?? null)
    pages.push(story.page({ ...request, offset }));
  return pages;
}

const first = (graph: StoryGraph, mode: Workspace["mode"] = "story") =>
  partialStory(asAnswer(foldedStory(graph).page({ mode, around: [], offset: 0, limit: FIRST_SIGHT })));

const byId = <T extends { readonly id: string }>(items: readonly T[]) =>
  items.toSorted((one, other) => (one.id < other.id ? -1 : 1));

describe("a view that is folded on the server", function () {
  this.timeout(60_000);
  for (const [name, graph] of graphs)
    for (const mode of MODES) {
      const workspace: Workspace = { ...NEW_WORKSPACE, mode };

      it(`draws the first sight that the page derives from the whole graph: ${name}, ${mode}`, () => {
        const part = first(graph, mode);
        const own = storyPicture(graph)(workspace);
        const given = storyPicture(part.graph, part.fold)(workspace);
        expect(given.drawing).to.deep.equal(own.drawing);
        expect([given.hidden, given.dimmed, given.counts, given.removal, given.seen]).to.deep.equal([
          own.hidden,
          own.dimmed,
          own.counts,
          own.removal,
          own.seen,
        ]);
        expect(part.marks).to.equal(own.view.marks.length);
      });

      it(`filters that as the page does: ${name}, ${mode}`, () => {
        const part = first(graph, mode);
        for (const { id } of part.speakers.slice(0, 4)) {
          const filtered: Workspace = { ...workspace, filter: { ...workspace.filter, sources: new Set([id]) } };
          const own = storyPicture(graph)(filtered);
          const given = storyPicture(part.graph, part.fold)(filtered);
          expect([given.drawing, given.hidden, given.dimmed, given.counts, given.removal]).to.deep.equal([
            own.drawing,
            own.hidden,
            own.dimmed,
            own.counts,
            own.removal,
          ]);
        }
      });

      it(`has every mark and every line once on its pages: ${name}, ${mode}`, () => {
        const { view } = storyPicture(graph)(workspace);
        for (const limit of [1, 7, 500]) {
          const pages = pagesOf(graph, { mode, around: [], limit });
          expect(byId(pages.flatMap(({ marks }) => marks))).to.deep.equal(byId(view.marks));
          expect(byId(pages.flatMap(({ lines }) => lines))).to.deep.equal(byId(view.lines));
          for (const page of pages) {
            const known = new Set(page.graph.relations.map(({ id }) => id));
            const legs = page.lines.flatMap(({ sentences }) => sentences.flatMap(({ relations }) => relations));
            expect(legs.filter((id) => !known.has(id))).to.deep.equal([]);
          }
        }
      });

      it(`counts what surrounds a mark as the page does: ${name}, ${mode}`, () => {
        const page = foldedStory(graph).page({ mode, around: [], offset: 0, limit: FIRST_SIGHT });
        const picture = storyPicture(graph)(workspace);
        for (const { id, total, left, groups } of page.neighbours) {
          const own = surroundings(picture, graph, NEW_WORKSPACE.filter, id);
          expect({ id, total, left }).to.deep.equal({
            id,
            total: own.fresh.length + own.shown.length,
            left: own.fresh.length,
          });
          expect(groups.map(({ type, direction, ...counts }) => [`${type} ${direction}`, counts])).to.have.deep.members(
            own.groups.map((group) => [
              `${group.type} ${group.direction}`,
              { total: group.count, left: group.fresh.length },
            ]),
          );
        }
      });

      it(`brings in what is asked for around an entity, with all lines of it: ${name}, ${mode}`, () => {
        for (const { id } of graph.entities.slice(0, 20)) {
          const selected: Workspace = { ...workspace, selection: selectMark(id) };
          const own = storyPicture(graph)(selected);
          const part = withAround(
            first(graph, mode),
            [id],
            pagesOf(graph, { mode, around: [id], limit: 5 }).map(asAnswer),
          );
          const given = storyPicture(part?.graph ?? graph, part?.fold)(selected);
          const ofMark = (view: typeof own.view) => view.lines.filter(({ from, to }) => from === id || to === id);
          expect(ofMark(given.view)).to.deep.equal(ofMark(own.view));
          expect(given.drawing.marks.some((mark) => mark.id === id)).to.equal(
            own.drawing.marks.some((mark) => mark.id === id),
          );
          const relationsOf = (of: StoryGraph) => of.relations.filter((one) => one.subject === id || one.object === id);
          expect(relationsOf(part?.graph ?? graph)).to.deep.equal(relationsOf(graph));
        }
      });
    }

  it("is not mixed with pages of another version", () => {
    const [, graph] = graphs[0]!;
    const page = asAnswer(foldedStory(graph).page({ mode: "story", around: ["iran"], offset: 0, limit: 5 }));
    expect(withAround(first(graph), ["iran"], [{ ...page, version: "2" }])).to.equal(null);
  });
});
