import type { Browser, Page } from "playwright-core";

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How many pixels of an area of the page, as it is seen, have a colour (#rrggbb), give or take 8 of 255. */
export async function pixelsOf(browser: Browser, page: Page, colour: string, area: Area): Promise<number> {
  // A clipped screenshot is drawn anew, without what covers it: the whole is what a reader sees.
  const seen = (await page.screenshot()).toString("base64");
  const reader = await browser.newPage();
  try {
    return await reader.evaluate(
      async ([data, wanted, { x, y, width, height }]) => {
        const picture = new Image();
        picture.src = `data:image/png;base64,${data}`;
        await picture.decode();
        const context = new OffscreenCanvas(picture.width, picture.height).getContext("2d")!;
        context.drawImage(picture, 0, 0);
        const { data: pixels } = context.getImageData(x, y, width, height);
        const channels = [1, 3, 5].map((at) => Number.parseInt(wanted.slice(at, at + 2), 16));
        let count = 0;
        for (let at = 0; at < pixels.length; at += 4) {
          if (channels.every((channel, which) => Math.abs(pixels[at + which]! - channel) <= 8)) count++;
        }
        return count;
      },
      [seen, colour, area] as const,
    );
  } finally {
    await reader.close();
  }
}
