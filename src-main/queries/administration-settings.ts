import type { DocumentSettings, QueryArgs, SettlementSettings } from '../../src-shared/contract/index.ts';
import { loadAdministrationSettings } from '../../src-shared/domain/administration-settings.ts';
import { ratesWith, STATUTORY_RATES } from '../../src-shared/domain/statutory-interest-rates.ts';
import { AppError } from '../../src-shared/kernel/index.ts';
import type { QueryContext } from './context.ts';

async function administrationOf({ cache }: QueryContext, id: string) {
  const row = await cache.rows.get('administrations', id);
  if (!row) throw new AppError('not-found', { table: 'administrations', id });
  return row;
}

export async function documentSettings(
  ctx: QueryContext,
  { administrationId }: QueryArgs<'settings.documents'>,
): Promise<DocumentSettings> {
  const { rows } = ctx.cache;
  const { code } = await administrationOf(ctx, administrationId);
  const [newest] = await rows.list('invoices', {
    where: { administrationId, kind: 'invoice' },
    orderBy: { column: 'issueDate', direction: 'desc' },
    limit: 1,
  });
  return {
    documents: await loadAdministrationSettings(rows, administrationId, 'documents'),
    copyInvoices: await loadAdministrationSettings(rows, administrationId, 'copy-invoices'),
    code,
    example: newest ? { number: newest.number, issueDate: newest.issueDate } : null,
  };
}

export async function settlementSettings(
  ctx: QueryContext,
  { administrationId }: QueryArgs<'settings.settlement'>,
): Promise<SettlementSettings> {
  const { rows } = ctx.cache;
  const { currency } = await administrationOf(ctx, administrationId);
  const { limits } = await loadAdministrationSettings(rows, administrationId, 'write-offs');
  const { vatPercent } = await loadAdministrationSettings(rows, administrationId, 'hand-over');
  const own = await loadAdministrationSettings(rows, administrationId, 'statutory-interest');
  const published = new Map(STATUTORY_RATES.map(({ from, trade, other }) => [from, { trade, other }]));
  const rates = ratesWith(own.rates).map((rate) => ({ ...rate, published: published.get(rate.from) ?? null }));
  return { currency, limits, vatPercent, rates: rates.reverse() };
}
