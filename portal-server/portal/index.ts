export { portalRouter } from './router.ts';
