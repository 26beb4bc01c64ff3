import type { ReactElement } from "react";
import type { Kind } from "../../model/kinds.ts";
import { GLYPH_BOX, glyphOf } from "../../picture/marks.ts";
import { PALETTES, type Theme } from "../../picture/palette.ts";

/** The glyph of a kind, as in the picture. */
export function Glyph({
  kind,
  theme,
  size = 16,
}: {
  readonly kind: Kind;
  readonly theme: Theme;
  readonly size?: number;
}): ReactElement {
  const { outline, sign } = glyphOf(kind);
  const palette = PALETTES[theme];
  return (
    <svg
      viewBox={`-2 -2 ${GLYPH_BOX + 4} ${GLYPH_BOX + 4}`}
      width={size}
      height={size}
      aria-hidden="true"
      className="glyph"
    >
      <path d={outline} fill={palette.kinds[kind]} />
      {sign !== null && <path d={sign} fill={palette.paper} />}
    </svg>
  );
}
