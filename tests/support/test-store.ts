import { onTestFinished } from 'vitest';
import { openStore } from '../../portal-server/storage/open-store.ts';
import type { Store } from '../../portal-server/storage/store.ts';
import type { NewRow } from '../../src-shared/schema/index.ts';
import { dropDatabase, engine, newDatabase } from './engine.ts';
import { tempDir } from './temp-dir.ts';

/** Where a fresh store of this run's engine is; it is gone when the test is done. */
export async function testPlace(): Promise<{ dataDir: string; databaseUrl: string }> {
  const dataDir = tempDir();
  if (engine === 'sqlite') return { dataDir, databaseUrl: '' };
  const databaseUrl = await newDatabase();
  onTestFinished(() => dropDatabase(databaseUrl));
  return { dataDir, databaseUrl };
}

/** A store of this run's engine, closed and gone when the test is done. */
export async function testStore(place?: { dataDir: string; databaseUrl: string }): Promise<Store> {
  const store = await openStore(place ?? (await testPlace()), { create: true });
  onTestFinished(() => store.close());
  return store;
}

export function debtorRow(id: string, more: Partial<NewRow<'debtors'>> = {}): NewRow<'debtors'> {
  return { id, administrationId: 'a', number: id, name: `Debtor ${id}`, createdAt: '2026-01-01T00:00:00.000Z', ...more };
}
