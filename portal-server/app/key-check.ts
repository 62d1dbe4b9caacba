import { existsSync } from 'node:fs';
import { AppError } from '../../src-shared/kernel/index.ts';
import type { Store } from '../storage/store.ts';
import { type Keys, keyFile, loadKeys } from './keys.ts';

/** Row of `secrets` that only the key file of these data can open. */
export const KEY_CHECK = 'key-check';
const WORD = 'kasstroom';

/**
 * The keys of the data folder, after proof that they are those of the data: with others every link and password would be
 * refused later, one by one. Data without such proof yet are given it.
 * @throws AppError `store.other-keys`
 */
export async function openKeys(store: Store, dataDir: string): Promise<Keys> {
  const proof = await store.read((tx) => tx.get('secrets', KEY_CHECK));
  const file = keyFile(dataDir);
  if (proof && !existsSync(file)) throw new AppError('store.other-keys', { file });
  const keys = loadKeys(dataDir);
  if (proof) check(keys, proof.value, file);
  else {
    await store.write(async (tx) => {
      // Another process may have been first.
      const other = await tx.get('secrets', KEY_CHECK);
      if (other) check(keys, other.value, file);
      else await tx.put('secrets', { id: KEY_CHECK, value: keys.seal(WORD) });
    });
  }
  return keys;
}

function check(keys: Keys, sealed: string, file: string): void {
  try {
    keys.open(sealed);
  } catch (cause) {
    throw new AppError('store.other-keys', { file }, { cause });
  }
}
