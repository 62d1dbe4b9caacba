import { describe, expect, it } from 'vitest';
import { mentionAt, mentionsIn, suggest } from '../../src-renderer/features/notes/mentions.ts';

const colleagues = [
  { id: 'jan', name: 'Jan de Wit' },
  { id: 'sanne', name: 'Sanne de Wit' },
  { id: 'sanne-2', name: 'Sanne' },
  { id: 'rene', name: 'René van ’t Hof' },
];

describe('naming a colleague', () => {
  it('begins at an @ that begins a word, and goes on over a few words up to the caret', () => {
    expect(mentionAt('Vraag @sa', 9)).toEqual({ start: 6, typed: 'sa' });
    expect(mentionAt('Vraag @Sanne de W', 17)).toEqual({ start: 6, typed: 'Sanne de W' });
    expect(mentionAt('Vraag @', 7)).toEqual({ start: 6, typed: '' });
    expect(mentionAt('piet@klant', 10)).toBeUndefined();
    expect(mentionAt('Vraag @sanne, en dan', 20)).toBeUndefined();
  });

  it('offers whose first or last name begins so, whatever the accents and capitals', () => {
    const names = (typed: string) => suggest(typed, colleagues).map(({ id }) => id);
    expect(names('rene')).toEqual(['rene']);
    expect(names('W')).toEqual(['jan', 'sanne']);
    expect(names('')).toHaveLength(4);
    expect(names('x')).toEqual([]);
  });

  it('is read from the whole text, the longer of two names first', () => {
    expect(mentionsIn('@Sanne de Wit, kijk je?', colleagues)).toEqual(['sanne']);
    expect(mentionsIn('@Sanne en (@René van ’t Hof)', colleagues)).toEqual(['rene', 'sanne-2']);
    expect(mentionsIn('@Sannelies', colleagues)).toEqual([]);
    expect(mentionsIn('Sanne de Wit', colleagues)).toEqual([]);
  });
});
