import { expect } from "chai";
import type { Drawing } from "../../picture/drawing.ts";
import { lineLegend } from "../../picture/lines.ts";
import { escapeMarkup } from "../../picture/markup.ts";
import { pictureSvg } from "../../picture/svg.ts";
import { storyDrawing } from "./story-drawing.ts";

const words = { title: "Title", description: "Description" };

function named(label: string): Drawing {
  return { marks: [{ id: "one", kind: "Person", label, caption: "", joins: 1 }], lines: [] };
}

describe("the picture as SVG", function () {
  this.timeout(30_000);
  it("holds every mark's name, a title and a description", () => {
    const drawing = storyDrawing(30);
    const svg = pictureSvg(drawing, words);
    expect(svg).to.match(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 800 \d+"/);
    expect(svg).to.include("<title>Title</title><desc>Description</desc>");
    for (const { label } of drawing.marks) expect(svg).to.include(`>${escapeMarkup(label)}</text>`);
  });

  it("escapes what a name may hold and leaves out what XML does not know", () => {
    const svg = pictureSvg(named('<b onload="x">&\u0000\uD800\u0007'), { ...words, title: "</title><script>" });
    expect(svg).to.include("&lt;b onload=&quot;x&quot;&gt;&amp;<");
    expect(svg).to.include("<title>&lt;/title&gt;&lt;script&gt;</title>");
    for (const character of ["\u0000", "\uD800", "\u0007"]) expect(svg).not.to.include(character);
  });

  it("sets names that read from right to left whole", () => {
    expect(pictureSvg(named("الحشد الشعبي"), words)).to.match(
      /direction="rtl" unicode-bidi="isolate"[^>]*>الحشد الشعبي</,
    );
  });

  it("draws certainty as a dash and says not as a cross", () => {
    const [one, other] = storyDrawing(2).marks;
    const line = { ...storyDrawing(30).lines[0]!, from: one!.id, to: other!.id, count: 1 };
    const draw = (change: object): string =>
      pictureSvg({ marks: [one!, other!], lines: [{ ...line, ...change }] }, { ...words, legend: false });
    expect(draw({ certainty: "fact", negative: false })).not.to.include("stroke-dasharray");
    expect(draw({ certainty: "claimed", negative: false })).to.include('stroke-dasharray="6 4"');
    expect(draw({ certainty: "planned", negative: false })).to.include('stroke-dasharray="1.6 3.4"');
    expect(draw({ certainty: "fact", negative: true })).to.match(/<path d="M[^"]+" stroke="#1d1c1a"/);
    expect(draw({ certainty: "fact", negative: false, contradicted: true })).to.include(">≠</text>");
    expect(draw({ certainty: "fact", negative: false, count: 3 })).to.include(">3</text>");
  });

  it("keeps the cross of what says not where a number or ≠ stands on the line, beside it", () => {
    const [one, other] = storyDrawing(2).marks;
    const positions = { [one!.id]: { x: 0.2, y: 0.2 }, [other!.id]: { x: 0.8, y: 0.8 } };
    const line = { ...storyDrawing(30).lines[0]!, from: one!.id, to: other!.id, negative: true, lane: 0 };
    for (const change of [{ count: 3 }, { count: 1, contradicted: true }]) {
      const drawing = { marks: [one!, other!], lines: [{ ...line, ...change }] };
      const svg = pictureSvg(drawing, { ...words, positions, legend: false });
      const [, x, y] = /<path d="M(\S+) (\S+?)l9 9/.exec(svg) ?? [];
      const [, left, baseline] = /<text x="([^"]+)" y="([^"]+)"[^>]*>(?:3|≠)</.exec(svg) ?? [];
      expect(Math.hypot(Number(x) + 4.5 - Number(left), Number(y) + 4.5 - Number(baseline))).to.be.greaterThan(12);
    }
  });

  it("tells in its legend what a cross means where it has one", () => {
    const drawing = storyDrawing(30);
    const lines = drawing.lines.map((line, at) => ({ ...line, negative: at === 0 }));
    expect(pictureSvg({ ...drawing, lines }, words)).to.include(">says not</text>");
    const none = lines.map((line) => ({ ...line, negative: false }));
    expect(pictureSvg({ ...drawing, lines: none }, words)).not.to.include(">says not</text>");
  });

  it("names three sorts of line in its legend, with every word that is drawn so", () => {
    const certainties = ["planned", "ambiguous", "fact", "claimed", "claimed"] as const;
    const legend = lineLegend(certainties.map((certainty) => ({ certainty, negative: false })));
    expect(legend.map(({ style, words }) => [style, words])).to.deep.equal([
      ["solid", "said"],
      ["dashed", "claimed, unclear"],
      ["dotted", "planned"],
    ]);
  });

  it("follows the theme, the page's colours, or nothing behind it", () => {
    expect(pictureSvg(named("Iran"), { ...words, theme: "dark" })).to.include('fill="#15181c"');
    expect(pictureSvg(named("Iran"), { ...words, theme: "auto" })).to.include('fill="var(--wg-ink,#1d1c1a)"');
    expect(pictureSvg(named("Iran"), { ...words, transparent: true })).not.to.include("<rect");
  });

  it("names the kinds and lines it has in its legend, and nothing else", () => {
    const svg = pictureSvg(named("Iran"), { ...words, caption: "showing 1 of 55" });
    expect(svg).to.include(">people</text>").and.to.include(">showing 1 of 55</text>");
    expect(svg).not.to.include(">events</text>");
  });

  it("uses no style that a page's policy would refuse, and no address", () => {
    const svg = pictureSvg(storyDrawing(30), words);
    expect(svg).not.to.match(/style=|<style|href|url\(|<script/);
  });
});
