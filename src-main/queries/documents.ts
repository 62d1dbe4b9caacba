import type { DocumentRow, QueryArgs } from '../../src-shared/contract/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import { all, type QueryContext } from './context.ts';

/** A debtor's documents, newest first; removed ones are left out. */
export async function listDocuments(ctx: QueryContext, { debtorId }: QueryArgs<'documents.list'>): Promise<DocumentRow[]> {
  const documents = await ctx.cache.rows.list('documents', {
    where: { debtorId, removedAt: null },
    orderBy: { column: 'createdAt', direction: 'desc' },
  });
  const numbers = numbersOf(ctx, documents);
  const names = new Map(all<{ id: string; name: string }>(ctx, 'SELECT id, name FROM users').map(({ id, name }) => [id, name]));
  return documents.map(({ id, administrationId, name, mediaType, size, kind, origin, invoiceIds, createdAt, createdById }) => ({
    id,
    administrationId,
    name,
    mediaType,
    size,
    kind,
    origin,
    invoiceNumbers: invoiceIds.flatMap((invoiceId) => numbers.get(invoiceId) ?? []),
    createdAt,
    createdByName: (createdById && names.get(createdById)) || '',
  }));
}

function numbersOf(ctx: QueryContext, documents: readonly Row<'documents'>[]): Map<string, string> {
  const ids = JSON.stringify([...new Set(documents.flatMap(({ invoiceIds }) => invoiceIds))]);
  const rows = all<{ id: string; number: string }>(
    ctx,
    'SELECT id, number FROM invoices WHERE id IN (SELECT value FROM json_each(?))',
    ids,
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}
