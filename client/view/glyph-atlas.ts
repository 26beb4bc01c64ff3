/* oxlint-disable unicorn/no-array-fill-with-reference-type -- what is filled here is a canvas */
import { KINDS, type Kind } from "../../model/kinds.ts";
import { GLYPH_BOX, glyphOf } from "../../picture/marks.ts";

const CELL = 128;
/** Cells per side of the atlas. */
export const ATLAS_SIDE = 4;
/** A cell is larger than the glyph's box by this factor, to leave space for its overhang and its halo. */
export const CELL_SPREAD = 1.3;

export function cellOf(kind: Kind): number {
  return KINDS.indexOf(kind);
}

/**
 * Draws all glyphs into one picture. Red is the outline, green the sign cut out of it, blue the outline with its halo.
 * The shapes are those of the SVG.
 */
export function drawGlyphAtlas(): ImageData {
  const outlines = drawLayer((context, kind) => context.fill(new Path2D(glyphOf(kind).outline)));
  const signs = drawLayer((context, kind) => context.fill(new Path2D(glyphOf(kind).sign), "evenodd"));
  const halos = drawLayer((context, kind) => {
    const outline = new Path2D(glyphOf(kind).outline);
    context.lineWidth = 3;
    context.fill(outline);
    context.stroke(outline);
  });
  for (let at = 0; at < outlines.data.length; at += 4) {
    outlines.data[at] = outlines.data[at + 3]!;
    outlines.data[at + 1] = signs.data[at + 3]!;
    outlines.data[at + 2] = halos.data[at + 3]!;
    outlines.data[at + 3] = 255;
  }
  return outlines;
}

function drawLayer(draw: (context: CanvasRenderingContext2D, kind: Kind) => void): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = CELL * ATLAS_SIDE;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("This browser has no canvas to draw on.");
  const scale = CELL / (GLYPH_BOX * CELL_SPREAD);
  KINDS.forEach((kind, cell) => {
    const middle = [((cell % ATLAS_SIDE) + 0.5) * CELL, (Math.floor(cell / ATLAS_SIDE) + 0.5) * CELL] as const;
    context.setTransform(scale, 0, 0, scale, middle[0] - (GLYPH_BOX / 2) * scale, middle[1] - (GLYPH_BOX / 2) * scale);
    draw(context, kind);
  });
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
