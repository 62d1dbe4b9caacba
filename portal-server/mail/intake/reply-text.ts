/** Lines with which mail programs begin what is quoted, in Dutch and English. */
const QUOTE_BEGINS: readonly RegExp[] = [
  /^-{2,}\s*(Oorspronkelijk bericht|Doorgestuurd bericht|Original Message|Forwarded message)\s*-{2,}$/i,
  /^_{10,}$/,
  /^(Op|On)\b.{5,200}\b(schreef|wrote)\b.{0,200}:$/i,
];
/** The head of a quoted message as Outlook writes it: a sender and, in the lines after it, a date. */
const HEAD_FROM = /^\*?(Van|From):\*?\s/i;
const HEAD_DATE = /^\*?(Verzonden|Datum|Sent|Date):\*?\s/i;
/** RFC 3676 §4.3. */
const SIGNATURE = /^-- ?$/;

/**
 * What somebody wrote in a reply, without what he quoted and without his signature; empty when nothing is left. Quoted lines
 * between his own words are left out too.
 */
export function replyText(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const end = lines.findIndex((_, index) => endsHere(lines, index));
  const own = (end === -1 ? lines : lines.slice(0, end)).filter((line) => !/^\s*>/.test(line));
  return own
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function endsHere(lines: readonly string[], index: number): boolean {
  const line = (lines[index] ?? '').trim();
  if (SIGNATURE.test(lines[index] ?? '')) return true;
  // The line that names who wrote what is often broken in two or three.
  const joined = lines
    .slice(index, index + 3)
    .map((each) => each.trim())
    .join(' ');
  if (QUOTE_BEGINS.some((pattern) => pattern.test(line))) return true;
  if (/^(Op|On)\b/i.test(line) && /^(Op|On)\b.{5,240}?\b(schreef|wrote)\b[^:]{0,200}:/i.test(joined)) return true;
  return HEAD_FROM.test(line) && lines.slice(index + 1, index + 5).some((next) => HEAD_DATE.test(next.trim()));
}
