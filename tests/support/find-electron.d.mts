/** See find-electron.mjs, which also runs before anything is installed that could read TypeScript. */
export function findElectron(): { path: string; reason?: never } | { path?: never; reason: string };
