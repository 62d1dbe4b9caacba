import { createHash } from 'node:crypto';
import { brandColors } from '../../src-shared/domain/brand-colors.ts';
import { PORTAL_CSS } from './styles.ts';

export interface BrandStyle {
  /** Whole style sheet of a page in this company's colours. */
  css: string;
  /** `'sha256-…'` of it, for the content security policy. */
  hash: string;
  /** Accent for the browser's own bar. */
  themeColor: string;
}

const styles = new Map<string, BrandStyle>();
const FALLBACK = '#0B5563';

/** Computed once per accent: the same text, and so the same hash, for every page of a company. */
export function brandStyle(accent: string): BrandStyle {
  const color = /^#[0-9A-Fa-f]{6}$/.test(accent) ? accent.toUpperCase() : FALLBACK;
  let style = styles.get(color);
  if (!style) {
    style = makeStyle(color);
    styles.set(color, style);
  }
  return style;
}

function makeStyle(color: string): BrandStyle {
  const { brand, onBrand, brandText, tint, brandDark, buttonEdge } = brandColors(color);
  const variables = { b: brand, ob: onBrand, bt: brandText, ti: tint, bd: brandDark, be: buttonEdge ?? 'transparent' };
  const root = Object.entries(variables)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');
  const css = `:root{${root}}${PORTAL_CSS}`;
  return { css, hash: `'sha256-${createHash('sha256').update(css).digest('base64')}'`, themeColor: brand };
}
