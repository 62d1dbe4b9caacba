/** See find-browser.mjs, which also runs before anything is installed that could read TypeScript. */
export function findBrowser(say?: (line: string) => void): { path: string; reason?: never } | { path?: never; reason: string };
