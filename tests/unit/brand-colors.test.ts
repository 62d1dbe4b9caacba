import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brandColors, contrastRatio } from '../../src-shared/domain/brand-colors.ts';

const hue = (hex: string): number => {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as [number, number, number];
  return (Math.atan2(Math.sqrt(3) * (g - b), 2 * r - g - b) * 180) / Math.PI;
};

describe('brand colours', () => {
  it('leaves a dark accent as it is', () => {
    const colors = brandColors('#0B5563');
    expect(colors).toMatchObject({ brand: '#0B5563', onBrand: '#FFFFFF', brandText: '#0B5563', buttonEdge: null });
    expect(contrastRatio('#FFFFFF', colors.brand)).toBeCloseTo(8.4, 1);
    expect(contrastRatio(colors.tint, colors.brand)).toBeCloseTo(7.4, 1);
  });

  it('gives a pale accent dark text and an edge, and does not touch it', () => {
    for (const pale of ['#FFD54A', '#A8E6CF']) {
      const colors = brandColors(pale);
      expect(colors).toMatchObject({ brand: pale, onBrand: '#17212B', buttonEdge: colors.brandText });
      expect(colors.brandText).not.toBe(pale);
    }
  });

  it('shifts a mid tone a little, in its own hue', () => {
    const colors = brandColors('#E0531F');
    expect(colors.onBrand).toBe('#FFFFFF');
    expect(colors.brand).not.toBe('#E0531F');
    expect(contrastRatio(colors.brand, '#E0531F')).toBeLessThan(1.4);
    expect(Math.abs(hue(colors.brand) - hue('#E0531F'))).toBeLessThan(8);
  });

  it('is readable for every accent there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
        const colors = brandColors(`#${value.toString(16).padStart(6, '0')}`);
        expect(contrastRatio(colors.brand, colors.onBrand)).toBeGreaterThanOrEqual(4.5);
        for (const back of ['#FFFFFF', '#F4F7F7', colors.tint]) expect(contrastRatio(colors.brandText, back)).toBeGreaterThanOrEqual(4.5);
        expect(colors.buttonEdge === null).toBe(contrastRatio(colors.brand, '#FFFFFF') >= 3);
      }),
      { numRuns: 2_000 },
    );
  });
});
