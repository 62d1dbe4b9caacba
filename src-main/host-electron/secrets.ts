import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { safeStorage } from 'electron';
import type { Secrets } from '../ports/index.ts';

/** Secrets encrypted with the operating system's key store (Keychain, DPAPI, libsecret). Without one nothing is kept and the user signs in at each start. */
export function safeStorageSecrets(folder: string): Secrets {
  const file = join(folder, 'secrets.json');
  const read = (): Record<string, string> => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {});
  return {
    async get(name) {
      const sealed = read()[name];
      return sealed && safeStorage.isEncryptionAvailable() ? safeStorage.decryptString(Buffer.from(sealed, 'base64')) : null;
    },
    async set(name, value) {
      const { [name]: _old, ...rest } = read();
      const kept =
        value !== null && safeStorage.isEncryptionAvailable()
          ? { ...rest, [name]: safeStorage.encryptString(value).toString('base64') }
          : rest;
      writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}
