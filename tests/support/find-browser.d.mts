/** See find-browser.mjs. */
export function findBrowser(say?: (line: string) => void): { path: string; reason?: undefined } | { path?: undefined; reason: string };
