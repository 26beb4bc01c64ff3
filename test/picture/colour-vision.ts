type Triple = readonly [number, number, number];

export type Vision = "usual" | "protan" | "deutan" | "tritan";

/** What each kind of vision makes of linear red, green and blue: Machado, Oliveira and Fernandes (2009), severity 1. */
const SEEN: Readonly<Record<Vision, readonly [Triple, Triple, Triple]>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linear(colour: string): Triple {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return [red!, green!, blue!];
}

function times(row: Triple, [x, y, z]: Triple): number {
  return row[0] * x + row[1] * y + row[2] * z;
}

function luminance(light: Triple): number {
  return times([0.2126, 0.7152, 0.0722], light);
}

/** WCAG's contrast of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [first, second] = [luminance(linear(one)), luminance(linear(other))];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

function lab(colour: string, vision: Vision): Triple {
  const light = linear(colour);
  const [red, green, blue] = SEEN[vision].map((row) => Math.min(1, Math.max(0, times(row, light))));
  const seen: Triple = [red!, green!, blue!];
  const bend = (share: number): number => (share > 0.008856 ? Math.cbrt(share) : 7.787 * share + 16 / 116);
  const x = bend(times([0.4124, 0.3576, 0.1805], seen) / 0.95047);
  const y = bend(luminance(seen));
  const z = bend(times([0.0193, 0.1192, 0.9505], seen) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** How far two colours are apart to that vision: CIE ΔE 2000. */
export function apart(one: string, other: string, vision: Vision): number {
  const [l1, a1, b1] = lab(one, vision);
  const [l2, a2, b2] = lab(other, vision);
  const radians = Math.PI / 180;
  const meanChroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const stretch = 1 + 0.5 * (1 - Math.sqrt(meanChroma ** 7 / (meanChroma ** 7 + 25 ** 7)));
  const [c1, c2] = [Math.hypot(a1 * stretch, b1), Math.hypot(a2 * stretch, b2)];
  const [h1, h2] = [hue(a1 * stretch, b1), hue(a2 * stretch, b2)];
  const turn = c1 * c2 === 0 ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const hueGap = 2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * radians);
  const meanHue = c1 * c2 === 0 ? h1 + h2 : (h1 + turn / 2 + 360) % 360;
  const [meanLight, meanC] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const weight =
    1 -
    0.17 * Math.cos((meanHue - 30) * radians) +
    0.24 * Math.cos(2 * meanHue * radians) +
    0.32 * Math.cos((3 * meanHue + 6) * radians) -
    0.2 * Math.cos((4 * meanHue - 63) * radians);
  const lightness = (l2 - l1) / (1 + (0.015 * (meanLight - 50) ** 2) / Math.sqrt(20 + (meanLight - 50) ** 2));
  const chroma = (c2 - c1) / (1 + 0.045 * meanC);
  const turned = hueGap / (1 + 0.015 * meanC * weight);
  const twist =
    -2 *
    Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7)) *
    Math.sin(60 * radians * Math.exp(-(((meanHue - 275) / 25) ** 2)));
  return Math.sqrt(lightness ** 2 + chroma ** 2 + turned ** 2 + twist * chroma * turned);
}

function hue(a: number, b: number): number {
  return ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
}
