export * from './clock.ts';
export * from './day.ts';
export * from './errors.ts';
export * from './id.ts';
export * from './money.ts';
export * from './mutex.ts';
export * from './typed-amount.ts';
