import { createTheme, type CSSVariablesResolver } from "@mantine/core";
import { fade, PALETTES } from "../../picture/palette.ts";

const SANS =
  '"Source Sans 3", "Source Sans 3 Variable", "Segoe UI", "Helvetica Neue", "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans CJK SC", Tahoma, sans-serif';

/** The share of the accent in a hovered button; the rest is ink. */
const HOVERED = 0.85;

/** Mantine's tokens for this product: an 8 px grid, two text sizes, hairlines, one accent. */
export const theme = createTheme({
  fontFamily: SANS,
  headings: { fontFamily: SANS, fontWeight: "600" },
  defaultRadius: 4,
  cursorType: "pointer",
  respectReducedMotion: true,
  spacing: { xs: "4px", sm: "8px", md: "16px", lg: "24px", xl: "32px" },
  fontSizes: { xs: "13px", sm: "15px", md: "15px", lg: "19px", xl: "24px" },
});

/** The page has the background and ink colours of the picture. */
export const variables: CSSVariablesResolver = () => {
  const of = (name: "light" | "dark") => {
    const { paper, ink, faint, hairline, accent } = PALETTES[name];
    return {
      "--mantine-color-body": paper,
      "--mantine-color-text": ink,
      "--mantine-color-dimmed": faint,
      "--mantine-color-default-border": hairline,
      "--mantine-primary-color-filled": accent,
      "--mantine-primary-color-filled-hover": fade(accent, ink, HOVERED),
      // Text on the accent: the dark theme's accent is light.
      "--mantine-color-white": name === "dark" ? paper : "#ffffff",
      "--mantine-color-anchor": accent,
      // Secondary buttons.
      "--mantine-color-default": paper,
      "--mantine-color-default-color": ink,
      "--mantine-color-default-hover": fade(hairline, paper, HOVERED),
      "--paper": paper,
      "--ink": ink,
      "--faint": faint,
      "--hairline": hairline,
      "--accent": accent,
    };
  };
  // Print is dark on white in both themes.
  const { ink, faint, hairline, accent } = PALETTES.light;
  const printed = {
    "--printed-ink": ink,
    "--printed-faint": faint,
    "--printed-hairline": hairline,
    "--printed-accent": accent,
  };
  return { variables: printed, light: of("light"), dark: of("dark") };
};
