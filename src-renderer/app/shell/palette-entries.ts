import type { QueryResult, SearchHits, SearchRef } from '../../../src-shared/contract/index.ts';
import { formatDay, formatMoney } from '../../../src-shared/i18n/index.ts';
import type { Texts } from '../../data/language.tsx';
import { dayOf } from '../../ui/day-text.tsx';
import { goTo, openDebtor } from '../navigation.ts';
import type { PaletteCommand } from '../palette-commands.ts';
import type { Recent } from './recent.ts';

/** A line of the palette. */
export interface Entry {
  key: string;
  title: string;
  detail: string;
  keys?: readonly string[] | undefined;
  /** What is remembered when it is chosen. */
  ref?: SearchRef;
  commandId?: string;
  open(): void;
}

export interface Section {
  id: 'recent' | 'commands' | keyof SearchHits;
  entries: Entry[];
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether all words that are typed are in a name, in any order. */
const matches = (label: string, typed: string): boolean => {
  const name = plain(label);
  return plain(typed)
    .split(/\s+/)
    .every((word) => name.includes(word));
};

const commandEntry = ({ id, label, keys, run }: PaletteCommand): Entry => ({
  key: `command-${id}`,
  title: label,
  detail: '',
  keys,
  commandId: id,
  open: run,
});

const openRef = ({ kind, id }: SearchRef, debtorId: string): void => {
  if (kind === 'mail') goTo({ screen: 'mail', messageId: id });
  else openDebtor(debtorId, 'invoices', kind === 'invoice' ? id : undefined);
};

/** Before anything is typed: what was opened and done lately, and then what can be done. */
export function startSections(recent: Recent, named: QueryResult<'search.named'>, commands: readonly PaletteCommand[]): Section[] {
  const lately = recent.commands.flatMap((id) => commands.find((command) => command.id === id) ?? []);
  const refs = named.map(
    ({ kind, id, debtorId, title, detail }): Entry => ({
      key: `${kind}-${id}`,
      title,
      detail,
      ref: { kind, id },
      open: () => openRef({ kind, id }, debtorId),
    }),
  );
  const rest = commands.filter(({ id }) => !recent.commands.includes(id));
  return withContent([
    { id: 'recent', entries: [...refs.slice(0, 6), ...lately.slice(0, 4).map(commandEntry)] },
    { id: 'commands', entries: rest.slice(0, 6).map(commandEntry) },
  ]);
}

/** What was found, and the commands whose name has the words; within each what was opened lately comes first. */
export function foundSections(
  typed: string,
  hits: SearchHits | undefined,
  commands: readonly PaletteCommand[],
  recent: Recent,
  { language }: Texts,
  administrationName: (id: string) => string,
): Section[] {
  const place = (kind: SearchRef['kind'], id: string) => {
    const at = recent.refs.findIndex((ref) => ref.kind === kind && ref.id === id);
    return at === -1 ? recent.refs.length : at;
  };
  const debtors = (hits?.debtors ?? []).map(
    ({ debtorId, administrationId, number, name, city }): Entry => ({
      key: `debtor-${debtorId}`,
      title: name,
      detail: [number, city, administrationName(administrationId)].filter(Boolean).join(' · '),
      ref: { kind: 'debtor', id: debtorId },
      open: () => openDebtor(debtorId),
    }),
  );
  const invoices = (hits?.invoices ?? []).map(
    ({ id, number, debtorId, debtorName, open, currency, dueDate }): Entry => ({
      key: `invoice-${id}`,
      title: number,
      detail: `${debtorName} · ${formatDay(dueDate, language)} · ${formatMoney(open, currency, language)}`,
      ref: { kind: 'invoice', id },
      open: () => openDebtor(debtorId, 'invoices', id),
    }),
  );
  const contacts = (hits?.contacts ?? []).map(
    ({ id, name, email, phone, debtorId, debtorName }): Entry => ({
      key: `contact-${id}`,
      title: name,
      detail: [debtorName, email || phone].filter(Boolean).join(' · '),
      open: () => openDebtor(debtorId, 'contacts'),
    }),
  );
  const notes = (hits?.notes ?? []).map(
    ({ id, text, debtorId, debtorName }): Entry => ({
      key: `note-${id}`,
      title: text,
      detail: debtorName,
      open: () => openDebtor(debtorId, 'timeline'),
    }),
  );
  const mail = (hits?.mail ?? []).map(
    ({ id, subject, debtorName, createdAt }): Entry => ({
      key: `mail-${id}`,
      title: subject,
      detail: `${debtorName} · ${formatDay(dayOf(createdAt), language)}`,
      ref: { kind: 'mail', id },
      open: () => goTo({ screen: 'mail', messageId: id }),
    }),
  );
  const first = (entries: Entry[]) =>
    entries.sort((a, b) => (a.ref && b.ref ? place(a.ref.kind, a.ref.id) - place(b.ref.kind, b.ref.id) : 0));
  const named = commands.filter(({ label }) => matches(label, typed)).slice(0, 6);
  const at = (id: string) => {
    const found = recent.commands.indexOf(id);
    return found === -1 ? recent.commands.length : found;
  };
  named.sort((a, b) => at(a.id) - at(b.id));
  return withContent([
    { id: 'debtors', entries: first(debtors) },
    { id: 'invoices', entries: first(invoices) },
    { id: 'contacts', entries: contacts },
    { id: 'notes', entries: notes },
    { id: 'mail', entries: first(mail) },
    { id: 'commands', entries: named.map(commandEntry) },
  ]);
}

const withContent = (sections: Section[]): Section[] => sections.filter(({ entries }) => entries.length > 0);
