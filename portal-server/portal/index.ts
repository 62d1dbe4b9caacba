export { type LetterWayIn, letterWayIn } from './letter-way-in.ts';
export { portalRouter } from './router.ts';
export { qrPath } from './transfer.ts';
