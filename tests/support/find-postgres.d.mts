/** See find-postgres.mjs, which also runs before anything is installed that could read TypeScript. */
export function findPostgres(): { url: string } | { bin: string } | { reason: string };
export function testEngines(): string[];
