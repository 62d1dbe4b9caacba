import type { Balance, DebtorGroup, QueryArgs } from '../../src-shared/contract/index.ts';
import { compact, linkReasons, plainName } from '../../src-shared/domain/debtor-groups.ts';
import { AppError } from '../../src-shared/kernel/index.ts';
import { all, one, type QueryContext } from './context.ts';
import { debtorBalances } from './debtor.ts';

const MOST_SUGGESTIONS = 20;

interface DebtorFacts {
  debtorId: string;
  number: string;
  name: string;
  city: string;
  administrationName: string;
  street: string;
  postalCode: string;
  chamberOfCommerce: string;
  vatNumber: string;
}

const FACTS = `d.id AS debtorId, d.number, d.name, d.city, a.name AS administrationName, d.street, d.postal_code AS postalCode,
  d.chamber_of_commerce AS chamberOfCommerce, d.vat_number AS vatNumber`;
const FROM = 'debtors d JOIN administrations a ON a.id = d.administration_id';
const MEMBERS = 'debtor_group_members m JOIN debtors d ON d.id = m.debtor_id JOIN administrations a ON a.id = d.administration_id';

const shown = ({ debtorId, number, name, city, administrationName }: DebtorFacts) => ({ debtorId, number, name, city, administrationName });

/** With whom a debtor is one customer, with whom it may be, and with whom it was. Only what the user's cache holds. */
export function debtorGroup(ctx: QueryContext, { debtorId }: QueryArgs<'debtor.group'>): DebtorGroup {
  const debtor = one<DebtorFacts>(ctx, `SELECT ${FACTS} FROM ${FROM} WHERE d.id = ?`, debtorId);
  if (!debtor) throw new AppError('not-found', { table: 'debtors', id: debtorId });
  const group = currentGroup(ctx, debtorId);
  const linked = new Set([debtorId, ...(group?.members ?? []).map((member) => member.debtorId)]);
  return { group, suggestions: suggestionsFor(ctx, debtor, linked), past: pastLinks(ctx, debtorId) };
}

function currentGroup(ctx: QueryContext, debtorId: string): DebtorGroup['group'] {
  const rows = all<DebtorFacts & { groupId: string; groupName: string; dunned: number; linkedAt: string; linkedByName: string | null }>(
    ctx,
    `SELECT ${FACTS}, m.group_id AS groupId, m.group_name AS groupName, m.dunned_together AS dunned, m.linked_at AS linkedAt, u.name AS linkedByName
     FROM ${MEMBERS} LEFT JOIN users u ON u.id = m.linked_by_id
     WHERE m.unlinked_at IS NULL AND m.group_id = (SELECT group_id FROM debtor_group_members WHERE debtor_id = ? AND unlinked_at IS NULL LIMIT 1)
     ORDER BY m.linked_at, d.number`,
    debtorId,
  );
  const [first] = rows;
  if (!first) return null;
  const members = rows.map((row) => ({
    ...shown(row),
    linkedAt: row.linkedAt,
    linkedByName: row.linkedByName ?? '',
    balances: debtorBalances(ctx, row.debtorId),
  }));
  return {
    id: first.groupId,
    name: first.groupName,
    dunnedTogether: first.dunned === 1,
    members,
    totals: totalsOf(members.flatMap(({ balances }) => balances)),
  };
}

function totalsOf(balances: readonly Balance[]): Balance[] {
  const totals = new Map<string, Balance>();
  for (const balance of balances) {
    const sum = totals.get(balance.currency);
    if (!sum) {
      totals.set(balance.currency, { ...balance, ageing: [...balance.ageing] });
      continue;
    }
    for (const figure of ['open', 'overdue', 'disputed', 'promised', 'inPlan', 'onTheWay', 'openInvoices'] as const)
      sum[figure] += balance[figure];
    sum.ageing = sum.ageing.map((amount, bucket) => amount + (balance.ageing[bucket] ?? 0)) as Balance['ageing'];
  }
  return [...totals.values()];
}

const SEPARATORS = [' ', '.', '-', '/'];
/** As the domain compares: without what people put between the characters. */
const bare = (column: string): string => `upper(${SEPARATORS.reduce((sql, separator) => `replace(${sql}, '${separator}', '')`, column)})`;

/** One look over the debtors with something in common with this one; the rules of the domain decide which of them match. */
function suggestionsFor(ctx: QueryContext, debtor: DebtorFacts, linked: ReadonlySet<string>): DebtorGroup['suggestions'] {
  const candidates = all<DebtorFacts>(
    ctx,
    `SELECT ${FACTS} FROM ${FROM} WHERE d.id <> ?
     AND ((d.chamber_of_commerce <> '' AND ${bare('d.chamber_of_commerce')} = ?)
       OR (d.vat_number <> '' AND ${bare('d.vat_number')} = ?) OR (d.postal_code <> '' AND ${bare('d.postal_code')} = ?))`,
    debtor.debtorId,
    compact(debtor.chamberOfCommerce),
    compact(debtor.vatNumber),
    compact(debtor.postalCode),
  );
  return candidates
    .filter((candidate) => !linked.has(candidate.debtorId))
    .map((candidate) => ({ ...shown(candidate), reasons: linkReasons(debtor, candidate) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => b.reasons.length - a.reasons.length || (plainName(a.name) < plainName(b.name) ? -1 : 1))
    .slice(0, MOST_SUGGESTIONS);
}

function pastLinks(ctx: QueryContext, debtorId: string): DebtorGroup['past'] {
  const rows = all<DebtorFacts & { groupName: string; linkedAt: string; unlinkedAt: string; unlinkedByName: string | null }>(
    ctx,
    `SELECT ${FACTS}, m.group_name AS groupName, m.linked_at AS linkedAt, m.unlinked_at AS unlinkedAt, u.name AS unlinkedByName
     FROM ${MEMBERS} LEFT JOIN users u ON u.id = m.unlinked_by_id
     WHERE m.unlinked_at IS NOT NULL AND m.group_id IN (SELECT group_id FROM debtor_group_members WHERE debtor_id = ?)
     ORDER BY m.unlinked_at DESC`,
    debtorId,
  );
  return rows.map((row) => ({
    ...shown(row),
    groupName: row.groupName,
    linkedAt: row.linkedAt,
    unlinkedAt: row.unlinkedAt,
    unlinkedByName: row.unlinkedByName ?? '',
  }));
}
