export { portalApi } from './api.ts';
export { type LetterWayIn, letterWayIn } from './letter-way-in.ts';
export { portalLinksRouter } from './links-router.ts';
export { portalRouter } from './router.ts';
export { qrPath } from './transfer.ts';
