/** A piece of a sentence. Templates may only make words bold; everything else is the frame's. */
export interface Span {
  text: string;
  bold: boolean;
}
export type RichText = readonly Span[];

/** Private-use characters that stand for bold on and off while a sentence is put together. */
const ON = '\uE000';
const OFF = '\uE001';

/** Takes the markers out of what comes from outside, so that only a template's own words can be bold. */
export const plain = (value: string): string => value.replace(/[\uE000\uE001]/g, '');

export const bold = (value: string): string => ON + plain(value) + OFF;

/** `**words**` in the source of a template, as markers that survive the filling in of values. */
export const markBold = (source: string): string => plain(source).replace(/\*\*(.+?)\*\*/gs, `${ON}$1${OFF}`);

export function toRichText(marked: string): RichText {
  let isBold = false;
  const spans: Span[] = [];
  for (const part of marked.split(/([\uE000\uE001])/)) {
    if (part === ON || part === OFF) isBold = part === ON;
    else if (part) spans.push({ text: part, bold: isBold });
  }
  return spans;
}

export const toPlainText = (rich: RichText): string => rich.map(({ text }) => text).join('');
