export { type Child, type Html, html, print } from './jsx-runtime.ts';
