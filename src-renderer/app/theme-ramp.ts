import type { BrandVariants } from '@fluentui/react-components';

/** The house's petrol, dark to light; 80 is the primary in light, 90 in dark. */
export const brandRamp: BrandVariants = {
  10: '#011418',
  20: '#04222A',
  30: '#053440',
  40: '#064050',
  50: '#06495A',
  60: '#08586A',
  70: '#0A6478',
  80: '#0A6B80',
  90: '#1A7C92',
  100: '#2F8DA3',
  110: '#459EB3',
  120: '#5DB0C4',
  130: '#6FCBDF',
  140: '#9BDCEA',
  150: '#C9E4EA',
  160: '#E3F2F5',
};
