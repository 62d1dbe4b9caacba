import { defineConfig } from 'vitest/config';
import { testEngines } from './tests/support/find-postgres.mjs';

const engines = testEngines();

/** What touches the store is run once for each engine; a folder named after an engine holds what only that one has. */
const engineProject = (engine: 'sqlite' | 'postgres', other: string) => ({
  extends: true as const,
  test: {
    name: engine,
    include: ['tests/{storage,sync}/**/*.test.{ts,tsx}'],
    exclude: [`tests/storage/${other}/**`],
    env: { KASSTROOM_TEST_ENGINE: engine },
    ...(engine === 'postgres' ? { globalSetup: 'tests/support/postgres-server.ts' } : {}),
  },
});

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'rest', include: ['tests/{unit,contract}/**/*.test.{ts,tsx}'] } },
      ...(engines.includes('sqlite') ? [engineProject('sqlite', 'postgres')] : []),
      ...(engines.includes('postgres') ? [engineProject('postgres', 'sqlite')] : []),
    ],
  },
});
