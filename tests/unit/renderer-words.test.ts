import { describe, expect, it } from 'vitest';
import { contrastRatio, isHexColor } from '../../src-renderer/features/settings/contrast.ts';
import { parseDay } from '../../src-renderer/ui/parse-day.ts';

describe('a typed day', () => {
  it.each([
    ['22-11-2026', '2026-11-22'],
    ['22/11/2026', '2026-11-22'],
    ['2-1-26', '2026-01-02'],
    ['1 3', '2026-03-01'],
    ['29-02-2028', '2028-02-29'],
  ])('%s is %s', (text, day) => expect(parseDay(text, '2026')).toBe(day));

  it.each(['', 'morgen', '31-02-2026', '29-02-2026', '00-01-2026', '2026-11-22-1'])('"%s" is none', (text) =>
    expect(parseDay(text, '2026')).toBeUndefined(),
  );
});

describe('the contrast of the brand colour', () => {
  it('is 21 for black on white and what PORTAL.md says for its example', () => {
    expect(contrastRatio('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
    expect(contrastRatio('#0B5563', '#FFFFFF')).toBeCloseTo(8.4, 1);
  });

  it('knows a colour when it sees one', () => {
    expect([isHexColor('#0B5563'), isHexColor('0B5563'), isHexColor('#0B55'), isHexColor('#GGGGGG')]).toEqual([true, false, false, false]);
  });
});
