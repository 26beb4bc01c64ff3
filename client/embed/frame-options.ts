import type { Theme } from "../../picture/palette.ts";

/** The options in an embed's address. */
export interface FrameOptions {
  /** null follows the reader's system. */
  readonly theme: Theme | null;
  readonly focus: string | null;
  readonly controls: boolean;
  readonly isStatic: boolean;
  readonly transparent: boolean;
  readonly language: string | null;
  readonly direction: "ltr" | "rtl" | null;
}

/** Parses `?theme=&focus=&controls=&static=&transparent=&lang=&dir=`; ignores unknown values. */
export function readFrameOptions(search: string): FrameOptions {
  const query = new URLSearchParams(search);
  const [theme, direction, language] = [query.get("theme"), query.get("dir"), query.get("lang")];
  return {
    theme: theme === "light" || theme === "dark" ? theme : null,
    focus: query.get("focus") || null,
    controls: query.get("controls") !== "0",
    isStatic: query.get("static") === "1",
    transparent: query.get("transparent") === "1",
    language: language !== null && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language) ? language : null,
    direction: direction === "ltr" || direction === "rtl" ? direction : null,
  };
}
