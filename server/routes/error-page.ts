import type { Problem } from "../../contract/errors.ts";
import { paletteProperties } from "../../picture/svg.ts";
import { escapeMarkup } from "../../picture/markup.ts";

const STYLE = [
  `:root{color-scheme:light dark;${paletteProperties("light")}}`,
  `@media(prefers-color-scheme:dark){:root{${paletteProperties("dark")}}}`,
  "body{max-width:34rem;margin:10vh auto;padding:0 1.5rem;background:var(--wg-paper);color:var(--wg-ink)}",
  "body{font:16px/1.5 'Source Sans 3','Segoe UI','Noto Sans',sans-serif}",
  "h1{font-size:1.4rem}a{color:var(--wg-accent)}small{color:var(--wg-faint)}",
].join("");

const REFRESH_SECONDS = 5;

/** A problem as a page for a browser; readers do not see what only an operator can fix. */
export function errorPage({ title, status, detail, instance }: Problem, nonce: string): string {
  const told =
    status === 503
      ? "The story cannot be shown just now: its database does not answer yet, or is busy. Nothing is lost; this page tries again by itself."
      : status >= 500
        ? "The story cannot be shown just now. Nothing is lost; try again in a moment."
        : `${detail}${detail.endsWith(".") ? "" : "."}`;
  const again = status === 503 ? `\n    <meta http-equiv="refresh" content="${REFRESH_SECONDS}">` : "";
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">${again}
    <title>${escapeMarkup(title)} · Wiregraph</title>
    <style nonce="${escapeMarkup(nonce)}">${STYLE}</style>
  </head>
  <body>
    <h1>${escapeMarkup(title)}</h1>
    <p>${escapeMarkup(told)}</p>
    <p><a href="/" target="_top">Open Wiregraph</a></p>
    <p><small>Request ${escapeMarkup(instance)}</small></p>
  </body>
</html>
`;
}
