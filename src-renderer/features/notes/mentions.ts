export interface Colleague {
  id: string;
  name: string;
}

/** What is being typed after an @ that begins a word, up to the caret; undefined when no colleague is being named. */
export function mentionAt(text: string, caret: number): { start: number; typed: string } | undefined {
  const match = /(?:^|[\s(])@([\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]*){0,2})$/u.exec(text.slice(0, caret));
  if (!match) return undefined;
  const typed = match[1] ?? '';
  return { start: caret - typed.length - 1, typed };
}

const MOST = 6;
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Colleagues of whose name a word begins with what was typed. */
export function suggest(typed: string, colleagues: readonly Colleague[]): Colleague[] {
  const wanted = plain(typed);
  return colleagues
    .filter(({ name }) => plain(name) !== wanted && (plain(name).startsWith(wanted) || plain(name).includes(` ${wanted}`)))
    .slice(0, MOST);
}

/** Who is named in a text. Of names that begin alike the longest counts. */
export function mentionsIn(text: string, colleagues: readonly Colleague[]): string[] {
  let rest = text;
  const found: string[] = [];
  for (const { id, name } of colleagues.toSorted((a, b) => b.name.length - a.name.length)) {
    const pattern = new RegExp(`@${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{M}])`, 'gu');
    if (!pattern.test(rest)) continue;
    found.push(id);
    rest = rest.replace(pattern, '');
  }
  return found;
}
