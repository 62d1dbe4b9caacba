import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ContactRole, DebtorKind, Language, Row } from '../../src-shared/schema/index.ts';
import { CONTACT_DETAILS, type ContactDetail, DEBTOR_DETAILS, type DebtorDetail } from './debtor-reader.ts';
import type { ImportContext } from './ledger-writer.ts';
import type { StagedDebtor, Staging } from './staging.ts';

export const BATCH = 500;

type Debtor = Row<'debtors'>;
type Contact = Row<'contacts'>;
type Details = Record<DebtorDetail | ContactDetail, string>;

/** Of these the ledger is the master; a blank in the file says nothing. */
const LEDGER_OWNED = ['street', 'postalCode', 'city', 'country', 'chamberOfCommerce', 'vatNumber'] as const;
/** These are only filled in: collectors keep them up to date. */
const FILLED_IN = ['email', 'phone'] as const;

/** Makes and updates the debtors of the staged rows, and tells staging their ids. */
export async function applyDebtors(context: ImportContext, staging: Staging): Promise<void> {
  for (let batch = staging.debtors(0, BATCH); batch.length; batch = staging.debtors(batch.at(-1)?.id ?? 0, BATCH)) {
    const numbers = batch.map(({ number }) => number);
    const where = { administrationId: context.administration.id, number: { in: numbers } };
    const stored = new Map((await context.tx.list('debtors', { where })).map((debtor) => [debtor.number, debtor]));
    const contacts = await contactsOf(context, [...stored.values()]);
    for (const staged of batch) {
      const details = named(staged);
      const before = stored.get(staged.number);
      const debtor = before ? await updateDebtor(context, before, staged, details) : await insertDebtor(context, staged, details);
      staging.setDebtorId(staged.id, debtor.id);
      await applyContact(context, debtor, details, contacts.get(debtor.id) ?? []);
    }
    await nextTurn();
  }
}

function named({ details }: StagedDebtor): Details {
  const keys = [...DEBTOR_DETAILS, ...CONTACT_DETAILS];
  return Object.fromEntries(keys.map((key, index) => [key, details[index] ?? ''])) as Details;
}

async function contactsOf({ tx, mapping }: ImportContext, debtors: readonly Debtor[]): Promise<Map<string, Contact[]>> {
  if (!mapping.contact || !debtors.length) return new Map();
  const list = await tx.list('contacts', { where: { debtorId: { in: debtors.map(({ id }) => id) } } });
  return Map.groupBy(list, ({ debtorId }) => debtorId);
}

async function insertDebtor(
  { tx, administration, newId, now, newDebtorIds }: ImportContext,
  { number, name }: StagedDebtor,
  details: Details,
): Promise<{ id: string; name: string }> {
  const id = newId();
  const { kind, language, contactName, contactEmail, contactPhone, ...rest } = details;
  await tx.put('debtors', {
    id,
    administrationId: administration.id,
    number,
    name,
    kind: (kind || 'business') as DebtorKind,
    language: (language || administration.language) as Language,
    ...rest,
    createdAt: now,
  });
  newDebtorIds.push(id);
  return { id, name };
}

async function updateDebtor({ tx, mapping }: ImportContext, stored: Debtor, { name }: StagedDebtor, details: Details): Promise<Debtor> {
  const next = { ...stored };
  if (mapping.debtor.name !== undefined && mapping.debtor.namePolicy === 'follow') next.name = name;
  if (details.kind) next.kind = details.kind as DebtorKind;
  for (const key of LEDGER_OWNED) next[key] = details[key] || stored[key];
  for (const key of FILLED_IN) next[key] = stored[key] || details[key];
  const changed = (Object.keys(next) as (keyof Debtor)[]).some((key) => next[key] !== stored[key]);
  if (changed) await tx.put('debtors', next);
  return next;
}

const ROLES: ContactRole[] = ['invoices', 'dunning'];

async function applyContact(
  { tx, administration, newId }: ImportContext,
  debtor: { id: string; name: string },
  { contactName, contactEmail, contactPhone }: Details,
  contacts: readonly Contact[],
): Promise<void> {
  if (!contactName && !contactEmail && !contactPhone) return;
  if (!contacts.length) {
    await tx.put('contacts', {
      id: newId(),
      administrationId: administration.id,
      debtorId: debtor.id,
      name: contactName || debtor.name,
      roles: ROLES,
      email: contactEmail,
      phone: contactPhone,
      isPrimary: true,
    });
    return;
  }
  const same = contacts.find(({ name }) => name.toLowerCase() === contactName.toLowerCase());
  if (!same) return;
  const next = { ...same, email: same.email || contactEmail, phone: same.phone || contactPhone };
  if (next.email !== same.email || next.phone !== same.phone) await tx.put('contacts', next);
}
