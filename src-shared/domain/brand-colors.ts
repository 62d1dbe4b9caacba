import { contrast, lightnessOf, mix, parseHex, type Rgb, toHex, withLightness } from './oklch.ts';

/** Neutrals of the debtor's side that an accent must go with. */
const INK = '#17212B';
const PAPER = '#FFFFFF';
const GROUND = '#F4F7F7';

const READABLE = 4.5;
const VISIBLE = 3;

/** What a company's one accent becomes in portal and mail; all #RRGGBB. */
export interface BrandColors {
  /** Fills the top bar and the button. */
  brand: string;
  /** Text on `brand`. */
  onBrand: string;
  /** Links, icons and selected edges, readable on paper, ground and tint. */
  brandText: string;
  /** Background of what is selected. */
  tint: string;
  /** The button under the pointer. */
  brandDark: string;
  /** Edge of the button, for a fill that can hardly be told from paper; null when it needs none. */
  buttonEdge: string | null;
}

/**
 * A pale accent keeps its colour and gets dark text; one that neither white nor ink can be read on is darkened until
 * white can. Only lightness changes, so the company's hue stays.
 */
export function brandColors(accent: string): BrandColors {
  const [ink, paper, ground] = [parseHex(INK), parseHex(PAPER), parseHex(GROUND)];
  const given = parseHex(accent);
  const best = contrast(given, paper) >= contrast(given, ink) ? paper : ink;
  const readable = contrast(given, best) >= READABLE;
  const brand = readable ? given : darkenUntil(given, (rgb) => contrast(rgb, paper) >= READABLE);
  const tint = rounded(mix(paper, brand, 0.08));
  const brandText = darkenUntil(brand, (rgb) => [paper, ground, tint].every((back) => contrast(rgb, back) >= READABLE));
  return {
    brand: toHex(brand),
    onBrand: readable ? toHex(best) : PAPER,
    brandText: toHex(brandText),
    tint: toHex(tint),
    brandDark: toHex(mix(brand, ink, 0.25)),
    buttonEdge: contrast(brand, paper) < VISIBLE ? toHex(brandText) : null,
  };
}

/** Contrast ratio of two colours, for the settings screen. */
export const contrastRatio = (a: string, b: string): number => contrast(parseHex(a), parseHex(b));

const STEP = 0.005;

/** Judged after rounding to what a screen shows, so that the promise holds for the colour that is used. */
function darkenUntil(rgb: Rgb, passes: (rgb: Rgb) => boolean): Rgb {
  let candidate = rgb;
  for (let lightness = lightnessOf(rgb); !passes(candidate) && lightness > 0; lightness -= STEP) {
    candidate = rounded(withLightness(rgb, lightness));
  }
  return candidate;
}

const rounded = (rgb: Rgb): Rgb => parseHex(toHex(rgb));
