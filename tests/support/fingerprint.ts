import { createHash } from 'node:crypto';
import { openServices } from '../../portal-server/app/services.ts';
import { type TableName, tables } from '../../src-shared/schema/index.ts';

/** A hash over every row of every table: equal when nothing at all has changed. */
export async function fingerprint(dataDir: string): Promise<string> {
  const services = await openServices(dataDir, { overrides: { logLevel: 'silent' } });
  try {
    return await services.store.read(async (tx) => {
      const hash = createHash('sha256');
      for (const name of Object.keys(tables) as TableName[]) {
        const rows = await tx.db.select().from(tx.tables[name]);
        hash.update(
          `${name}\n${rows
            .map((row) => JSON.stringify(row))
            .toSorted()
            .join('\n')}\n`,
        );
      }
      return hash.digest('hex');
    });
  } finally {
    await services.store.close();
  }
}
