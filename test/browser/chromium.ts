import { access, constants } from "node:fs/promises";
import packed from "@sparticuz/chromium";
import { chromium, type Browser } from "playwright-core";
import { skipWhere } from "../skip.ts";

const ON_THE_MACHINE = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** `--enable-unsafe-swiftshader` alone gives WebGL without a GPU; `--ignore-gpu-blocklist` makes frames many times slower. */
const ARGUMENTS = [
  "--enable-unsafe-swiftshader",
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];

/** A real Chromium: `CHROMIUM_PATH`, else one of the machine's, else the one packed with the development dependencies. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: await browserPath(), args: [...ARGUMENTS, ...more], headless: true });
}

/** A hook for suites in a browser, `before(skipWithoutBrowser)`; in CI one must be had. */
export const skipWithoutBrowser = skipWhere(async () => {
  const isPacked = process.platform === "linux" && process.arch === "x64";
  if (isPacked || process.env["CI"] !== undefined || (await installedPath()) !== null) return null;
  return "a Chromium is needed (CHROMIUM_PATH names one)";
});

async function browserPath(): Promise<string> {
  return (await installedPath()) ?? packed.executablePath();
}

async function installedPath(): Promise<string | null> {
  const named = process.env["CHROMIUM_PATH"];
  if (named !== undefined && named !== "") return named;
  for (const path of ON_THE_MACHINE) {
    if (await isExecutable(path)) return path;
  }
  return null;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
