import { expect } from "chai";
import { fade, PALETTES } from "../../picture/palette.ts";
import { KINDS } from "../../model/kinds.ts";
import { apart, contrast, type Vision } from "./colour-vision.ts";

const THEMES = ["light", "dark"] as const;
const HUED = KINDS.filter((kind) => kind !== "Event");

describe("the palette", () => {
  it("gives each kind its own colour, the same hue on both papers", () => {
    for (const theme of THEMES) expect(new Set(Object.values(PALETTES[theme].kinds)).size).to.equal(KINDS.length);
    for (const kind of HUED) expect(PALETTES.dark.kinds[kind]).to.equal(PALETTES.light.kinds[kind]);
  });

  for (const theme of THEMES) {
    const { paper, ink, faint, accent, kinds } = PALETTES[theme];

    it(`keeps every kind at 3:1 against the ${theme} paper`, () => {
      const weak = KINDS.filter((kind) => contrast(kinds[kind], paper) < 3);
      expect(weak).to.deep.equal([]);
    });

    it(`keeps text and the selection at 4.5:1 against the ${theme} paper, names at 7:1`, () => {
      expect(contrast(faint, paper)).to.be.at.least(4.5);
      expect(contrast(accent, paper)).to.be.at.least(4.5);
      expect(contrast(ink, paper)).to.be.at.least(7);
    });

    const least: Readonly<Record<Vision, number>> = { usual: 14, protan: 9, deutan: 9, tritan: 9 };
    for (const vision of ["usual", "protan", "deutan", "tritan"] as const) {
      it(`keeps the kinds apart on ${theme} paper for ${vision} vision`, () => {
        const near = KINDS.flatMap((one, at) =>
          KINDS.slice(at + 1).flatMap((other) => {
            const distance = apart(kinds[one], kinds[other], vision);
            return distance < least[vision] ? [`${one} and ${other}: ${distance.toFixed(1)}`] : [];
          }),
        );
        expect(near).to.deep.equal([]);
      });
    }
  }

  it("fades a colour into the paper by its share", () => {
    expect(fade("#000000", "#ffffff", 0.15)).to.equal("#d9d9d9");
    expect(fade("#ba4200", "#fffefb", 1)).to.equal("#ba4200");
  });
});
