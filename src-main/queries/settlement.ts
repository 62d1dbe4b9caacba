import type { z } from 'zod';
import type { HandOverRow, QueryArgs, QueryResult, settlementQueries } from '../../src-shared/contract/index.ts';
import { loadAdministrationSettings } from '../../src-shared/domain/administration-settings.ts';
import { costsOwedFrom } from '../../src-shared/domain/collection-costs.ts';
import { askable, handOverClaim } from '../../src-shared/domain/hand-over.ts';
import { approvalLimit } from '../../src-shared/domain/write-off-settings.ts';
import { AppError, daysBetween } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { QueryContext } from './context.ts';

/** Where a debtor's invoices end: what was given up, what is held, what was handed over, and what still may be. */
export async function settlement(
  ctx: QueryContext,
  { debtorId }: QueryArgs<'settlement.get'>,
  userId: string,
): Promise<QueryResult<'settlement.get'>> {
  const { rows } = ctx.cache;
  const debtor = await rows.get('debtors', debtorId);
  const administration = debtor && (await rows.get('administrations', debtor.administrationId));
  if (!debtor || !administration) throw new AppError('not-found', { table: 'debtors', id: debtorId });
  const latest = { orderBy: { column: 'createdAt', direction: 'desc' } } as const;
  const writeOffs = await rows.list('writeOffs', { where: { debtorId }, ...latest });
  const handOvers = await rows.list('handOvers', { where: { debtorId }, ...latest });
  const invoices = await rows.list('invoices', { where: { debtorId, open: { not: 0 }, handOverId: null }, orderBy: { column: 'dueDate' } });
  const names = new Map((await rows.list('users', { where: {} })).map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null): string => (id && names.get(id)) || '';
  const limit = await limitOf(ctx, administration.id, userId);
  return {
    administrationId: administration.id,
    debtorKind: debtor.kind,
    creditHold: debtor.creditHold ? { reason: debtor.creditHoldReason, since: debtor.creditHoldSince } : null,
    writeOffs: writeOffs.map(({ id, currency, amount, lines, reason, note, state, createdAt, requestedById, decidedById }) => ({
      ...{ id, currency, amount, lines, reason, note, state, createdAt },
      ...{ requestedByName: nameOf(requestedById), decidedByName: nameOf(decidedById), mayApprove: amount <= limit },
    })),
    handOvers: handOvers.map(toHandOver),
    invoices: invoices
      .filter((invoice) => askable(invoice) !== 0)
      .map((invoice) => ({
        ...{ id: invoice.id, number: invoice.number, kind: invoice.kind, dueDate: invoice.dueDate, currency: invoice.currency },
        ...{ daysOverdue: Math.max(0, daysBetween(invoice.dueDate, ctx.today)), askable: askable(invoice) },
      })),
    limit,
    currency: administration.currency,
  };
}

async function limitOf({ cache }: QueryContext, administrationId: string, userId: string): Promise<number> {
  const roles = await cache.rows.list('userRoles', { where: { userId } });
  const here = roles.filter((role) => role.administrationId === null || role.administrationId === administrationId);
  const { limits } = await loadAdministrationSettings(cache.rows, administrationId, 'write-offs');
  return approvalLimit(
    limits,
    here.map(({ role }) => role),
  );
}

function toHandOver(row: Row<'handOvers'>): HandOverRow {
  const { id, partner, partnerKind, partnerReference, currency, lines, principal, interest, costs, asOf, state, documentId, archiveId } =
    row;
  return { id, partner, partnerKind, partnerReference, currency, lines, principal, interest, costs, asOf, state, documentId, archiveId };
}

export async function previewHandOver(
  { cache }: QueryContext,
  args: z.output<(typeof settlementQueries)['hand-over.preview']['args']>,
): Promise<QueryResult<'hand-over.preview'>> {
  const { lines, ...sums } = await handOverClaim(cache.rows, args);
  const debtor = await cache.rows.get('debtors', args.debtorId);
  return {
    ...sums,
    lines: lines.map(({ number, open, interest }) => ({ number, open, interest: interest.total })),
    costsFrom: debtor?.kind === 'consumer' && args.fourteenDayLetterOn !== null ? costsOwedFrom(args.fourteenDayLetterOn) : null,
  };
}
