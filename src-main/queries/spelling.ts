/** Letters that may differ: a short word with another letter is another word. */
const allowed = (length: number): number => (length < 4 ? 0 : length < 8 ? 1 : 2);

/**
 * How many letters must be added, left out, replaced or swapped with their neighbour to make `word` the beginning of
 * `other` or the whole of it; more than `most` is Infinity. (Optimal string alignment.)
 */
export function lettersApart(word: string, other: string, most: number): number {
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= word.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = word[row - 1] === other[column - 1];
      let cost = Math.min((above[column - 1] ?? 0) + (same ? 0 : 1), (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      if (row > 1 && column > 1 && word[row - 1] === other[column - 2] && word[row - 2] === other[column - 1])
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    if (Math.min(...current) > most) return Number.POSITIVE_INFINITY;
    before = above;
    above = current;
  }
  // While somebody types, the end of a name is not there yet.
  const apart = Math.min(...above.slice(Math.max(0, word.length - most)));
  return apart <= most ? apart : Number.POSITIVE_INFINITY;
}

/** How far words are from a text, in letters over all of them; null when one of them is not in it, not even nearly. */
export function spellingDistance(words: readonly string[], text: string): number | null {
  const others = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  let sum = 0;
  for (const word of words) {
    const most = allowed(word.length);
    const nearest = others.reduce((best, other) => Math.min(best, lettersApart(word, other, most)), Number.POSITIVE_INFINITY);
    if (nearest === Number.POSITIVE_INFINITY) return null;
    sum += nearest;
  }
  return sum;
}

/** All runs of three letters of the words. */
export function trigramsOf(words: readonly string[]): string[] {
  const found = new Set<string>();
  for (const word of words) for (let at = 0; at + 3 <= word.length; at += 1) found.add(word.slice(at, at + 3));
  return [...found];
}
