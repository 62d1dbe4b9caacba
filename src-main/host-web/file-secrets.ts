import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Secrets } from '../ports/index.ts';

/** Secrets in a file of the profile that only its owner may read: what a browser on this machine can be given. */
export function fileSecrets(folder: string): Secrets {
  const file = join(folder, 'secrets.json');
  const read = (): Record<string, string> => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {});
  return {
    async get(name) {
      return read()[name] ?? null;
    },
    async set(name, value) {
      const { [name]: _old, ...rest } = read();
      writeFileSync(`${file}.new`, JSON.stringify(value === null ? rest : { ...rest, [name]: value }), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}
