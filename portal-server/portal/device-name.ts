const BROWSERS: readonly [RegExp, string][] = [
  [/Edg/, 'Edge'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/OPR|Opera/, 'Opera'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS/, 'Mac'],
  [/Linux/, 'Linux'],
];

const named = (agent: string, names: readonly [RegExp, string][]): string => names.find(([sign]) => sign.test(agent))?.[1] ?? '';

/** By what its owner knows a device again, from the User-Agent header: "Chrome, Android". Empty when it says neither. */
export const deviceName = (agent: string): string => [named(agent, BROWSERS), named(agent, SYSTEMS)].filter(Boolean).join(', ');
