// Where a PostgreSQL for the tests can be had: a server somebody gave, or the programs to start one that is thrown away.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const OLDEST = 15;

/** @returns {{ url: string } | { bin: string } | { reason: string }} */
export function findPostgres() {
  const url = process.env.KASSTROOM_TEST_DATABASE_URL;
  if (url) return { url };
  const bin = programs();
  if (bin) return { bin };
  return {
    reason: `no PostgreSQL ${OLDEST} or newer was found; install it (Debian: apt-get install postgresql), or set KASSTROOM_TEST_DATABASE_URL to a server on which databases may be made`,
  };
}

/** Which engines the storage tests run on: KASSTROOM_TEST_ENGINES, or both when there is a PostgreSQL. */
export function testEngines() {
  const wanted = process.env.KASSTROOM_TEST_ENGINES;
  if (wanted) return wanted.split(',').map((engine) => engine.trim());
  return 'reason' in findPostgres() ? ['sqlite'] : ['sqlite', 'postgres'];
}

/** Folders of the programs by distribution, newest version first. */
function programs() {
  const candidates = [
    ...versions('/usr/lib/postgresql', (name) => name).map((version) => `/usr/lib/postgresql/${version}/bin`),
    ...['/opt/homebrew/opt', '/usr/local/opt'].flatMap((folder) =>
      versions(folder, (name) => name.replace(/^postgresql@/, '')).map((version) => `${folder}/postgresql@${version}/bin`),
    ),
  ];
  return candidates.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')));
}

function versions(folder, versionOf) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => Number(versionOf(name)))
    .filter((version) => version >= OLDEST)
    .sort((a, b) => b - a);
}
