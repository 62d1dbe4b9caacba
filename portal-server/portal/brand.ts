import { createHash } from 'node:crypto';
import { brandColors } from '../../src-shared/domain/brand-colors.ts';
import { PORTAL_CSS } from './styles.ts';

export interface BrandStyle {
  /** Whole style sheet of the portal in this company's colours. */
  css: string;
  /** Changes with its contents, so that browsers may keep it for good. */
  path: string;
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

/** The style sheet of a `path`; null when it is none of ours. Keeps nothing: anybody may ask for any colour. */
export function styleSheetAt(path: string): string | null {
  const [, color] = /\/([0-9A-F]{6})-[0-9a-f]{16}\.css$/.exec(path) ?? [];
  if (!color) return null;
  return (styles.get(`#${color}`) ?? makeStyle(`#${color}`)).css;
}

function makeStyle(color: string): BrandStyle {
  const { brand, onBrand, brandText, tint, brandDark, buttonEdge } = brandColors(color);
  const variables = { b: brand, ob: onBrand, bt: brandText, ti: tint, bd: brandDark, be: buttonEdge ?? 'transparent' };
  const root = Object.entries(variables)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');
  const css = `:root{${root}}${PORTAL_CSS}`;
  const hash = createHash('sha256').update(css).digest('hex').slice(0, 16);
  return { css, path: `/portal/style/${color.slice(1)}-${hash}.css`, themeColor: brand };
}
