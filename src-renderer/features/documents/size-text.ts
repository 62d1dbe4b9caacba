import type { Language } from '../../data/language.tsx';

/** 840 B, 12 kB, 3,4 MB: as people read sizes. */
export function sizeText(bytes: number, language: Language): string {
  const format = (value: number, digits: number) => new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${format(bytes / 1_000, 0)} kB`;
  return `${format(bytes / 1_000_000, 1)} MB`;
}
