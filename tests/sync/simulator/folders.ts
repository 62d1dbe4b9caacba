import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let base: string | undefined;
let count = 0;

/** A folder in memory where the system has such a place (Linux), else where temporary files go. */
export function freshFolder(name: string): string {
  if (!base) {
    base = mkdtempSync(join(inMemory() ?? tmpdir(), 'kasstroom-simulator-'));
    const root = base;
    process.once('exit', () => rmSync(root, { recursive: true, force: true }));
  }
  count += 1;
  const folder = join(base, `${name}-${count}`);
  mkdirSync(folder);
  return folder;
}

function inMemory(): string | null {
  try {
    accessSync('/dev/shm', constants.W_OK);
    return '/dev/shm';
  } catch {
    return null;
  }
}
