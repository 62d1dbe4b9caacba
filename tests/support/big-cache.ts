import { Cache } from '../../src-main/cache/cache.ts';
import { refreshSummaries } from '../../src-main/cache/summary.ts';
import { addDays, type Day, day } from '../../src-shared/kernel/index.ts';
import type { NewRow, SyncedTableName } from '../../src-shared/schema/index.ts';
import { encodeRow, tableSql } from '../../src-shared/schema/sqlite-rows.ts';
import { processorMs } from './bench.ts';

/** A desktop's cache of any size, filled past the server. The same size always gives the same rows. */
export interface BigCache {
  today: Day;
  userId: string;
  administrationId: string;
  /** A debtor with a timeline of its own length. */
  busyDebtorId: string;
  /** Open actions that are due. */
  actions: number;
  invoices: number;
  /** Entries of all timelines. */
  timeline: number;
  /** Seconds that the derived tables took, all of them anew. */
  summarySeconds: number;
  summaryProcessorSeconds: number;
}

export const CREATED = '2026-01-01T00:00:00.000Z';
export const USERS = 30;
export const BUSY_TIMELINE = 20_000;

const FIRST = [
  'Bakkerij',
  'Fysiotherapie',
  'Garage',
  'Installatiebedrijf',
  'Restaurant',
  'Hotel',
  'Kapsalon',
  'Timmerbedrijf',
  'Drukkerij',
];
const SECOND = [
  'Oostkade',
  'Van Dijk',
  'De Wit',
  'Noorderlicht',
  'Jansen',
  'Lindeboer',
  'Molenaar',
  'Visser',
  'Het Anker',
  'Smit',
  'Bakker',
];
const CITIES = ['Deventer', 'Utrecht', 'Zwolle', 'Groningen', 'Breda', 'Delft', 'Arnhem'];

/** A generator that gives the same numbers on every machine. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >>> 8) % below;
  };
}

export const pick = <T>(random: (below: number) => number, from: readonly T[]): T => from[random(from.length)] as T;
const KINDS = ['user', 'role', 'debtor', 'contact', 'invoice', 'action', 'entry', 'note', 'mail', 'more'] as const;
/** As long as real ids are. */
export const idOf = (kind: (typeof KINDS)[number], index: number): string =>
  `01900000-${KINDS.indexOf(kind).toString(16).padStart(4, '0')}-7000-8000-${index.toString(16).padStart(12, '0')}`;

const NOTES = [
  'Vraag altijd naar de boekhouding, niet via de receptie.',
  'Betaalt vrijdag alles, zegt de directeur.',
  'Op vakantie tot eind augustus.',
  'Wil eerst een kopie van de factuur zien.',
];
const SUBJECTS = ['Herinnering: er staan facturen open', 'Aanmaning: betaal binnen vijf dagen', 'Kopie van uw factuur'];

interface BigCacheOptions {
  /** Also notes and mail. */
  withWords?: boolean;
  today?: Day;
  /** Entries in the timeline of each debtor but the busy one. */
  entriesPerDebtor?: number;
  /** Writes what else a cache has, before the indexes are made. */
  more?: (put: Put, cache: Cache) => void;
}

/** @param invoicesPerDebtor on average; a few have very many, as in life */
export function buildBigCache(
  file: string,
  debtors: number,
  invoicesPerDebtor = 10,
  { withWords = false, today = day('2026-03-10'), entriesPerDebtor = 3, more }: BigCacheOptions = {},
): BigCache {
  const cache = Cache.open(file);
  const random = randomFrom(20_417);
  const { writer } = cache;
  const counts = { invoices: 0, actions: 0, timeline: 0 };
  const put: Put = (table, row) => {
    writer.statements.get(tableSql(table).upsert).run(...encodeRow(table, row));
  };
  writer.database.exec('BEGIN');
  cache.dropIndexes();
  const administrations = ['A', 'B'].map((code) => ({
    id: `01900000-000${code}-7000-8000-000000000000`,
    code,
    name: `Company ${code}`,
    currency: 'EUR',
  }));
  for (const administration of administrations) put('administrations', administration);
  for (let user = 0; user < USERS; user += 1) {
    put('users', { id: idOf('user', user), email: `user-${user}@kasstroom.example`, name: `Colleague ${user}` });
    put('userRoles', { id: idOf('role', user), userId: idOf('user', user), administrationId: null, role: 'collector' });
  }
  for (let index = 0; index < debtors; index += 1) {
    const owner = { debtorId: idOf('debtor', index), administrationId: administrations[random(10) < 7 ? 0 : 1]?.id ?? '' };
    const assigneeId = idOf('user', random(USERS));
    put('debtors', {
      id: owner.debtorId,
      administrationId: owner.administrationId,
      number: String(100_000 + index),
      name: `${pick(random, FIRST)} ${pick(random, SECOND)} ${index}`,
      city: pick(random, CITIES),
      risk: pick(random, ['low', 'low', 'low', 'medium', 'high'] as const),
      creditLimit: random(4) ? null : 1_000_000,
      assigneeId,
      createdAt: CREATED,
    });
    put('contacts', {
      id: idOf('contact', index),
      ...owner,
      name: `Contact ${index}`,
      email: withWords ? `persoon-${index}@klant.example` : '',
      roles: ['dunning'],
      isPrimary: true,
    });
    if (withWords) putWords(put, owner, index);
    const many = random(50) === 0 ? invoicesPerDebtor * 11 : 1 + random(invoicesPerDebtor * 2 - 3);
    const currency = random(40) === 0 ? 'USD' : 'EUR';
    for (let invoice = 0; invoice < many; invoice += 1) {
      const dueDate = addDays(today, 40 - random(400));
      const amount = 1_000 + random(500_000) * (random(20) === 0 ? -1 : 1);
      const closed = random(10) < 4;
      counts.invoices += 1;
      put('invoices', {
        id: idOf('invoice', counts.invoices),
        ...owner,
        number: `F${1_000_000 + counts.invoices}`,
        kind: amount < 0 ? 'credit-note' : 'invoice',
        currency: random(30) ? currency : 'GBP',
        issueDate: addDays(dueDate, -30),
        dueDate,
        amount,
        open: closed ? 0 : amount,
        closedOn: closed ? dueDate : null,
      });
    }
    for (let action = 0; action < (random(8) ? 1 : 2); action += 1) {
      const due = random(12) > 0;
      counts.actions += due ? 1 : 0;
      put('actions', {
        id: idOf('action', index * 4 + action),
        ...owner,
        kind: pick(random, ['call', 'follow-up', 'review'] as const),
        dueOn: addDays(today, due ? -random(20) : 1 + random(20)),
        assigneeId: random(10) ? assigneeId : null,
        source: 'workflow',
        createdAt: CREATED,
      });
    }
    const done = { id: idOf('action', index * 4 + 3), ...owner, kind: 'call', dueOn: addDays(today, -90), state: 'done' } as const;
    put('actions', { ...done, source: 'workflow', createdAt: CREATED });
    const entries = index === 0 ? BUSY_TIMELINE : entriesPerDebtor;
    for (let entry = 0; entry < entries; entry += 1) {
      counts.timeline += 1;
      put('timelineEntries', {
        id: idOf('entry', counts.timeline),
        ...owner,
        at: new Date(Date.parse(CREATED) + entry * 60_000).toISOString(),
        kind: 'note-added',
        // Payments are rare, so that a filter on them has to look far.
        category: entry % 2_000 === 0 ? 'payment' : pick(random, ['contact', 'mail', 'system'] as const),
        params: { text: `Entry ${entry}` },
      });
    }
  }
  more?.(put, cache);
  cache.createIndexes();
  const [start, processor] = [performance.now(), processorMs()];
  refreshSummaries(writer, null, today);
  const summarySeconds = (performance.now() - start) / 1_000;
  const summaryProcessorSeconds = (processorMs() - processor) / 1_000;
  cache.setMeta('epoch', 'bench');
  cache.setMeta('today', today);
  writer.database.exec('COMMIT');
  cache.close();
  const userId = idOf('user', 3);
  return {
    today,
    userId,
    administrationId: administrations[0]?.id ?? '',
    busyDebtorId: idOf('debtor', 0),
    ...counts,
    summarySeconds,
    summaryProcessorSeconds,
  };
}

export type Put = <T extends SyncedTableName>(table: T, row: NewRow<T>) => void;

/** A note on every third debtor, and two mails to each. */
function putWords(put: Put, owner: { debtorId: string; administrationId: string }, index: number): void {
  if (index % 3 === 0) {
    put('notes', { id: idOf('note', index), ...owner, text: `${NOTES[index % NOTES.length]} ${index}`, createdAt: CREATED });
  }
  for (let mail = 0; mail < 2; mail += 1) {
    put('messages', {
      id: idOf('mail', index * 2 + mail),
      ...owner,
      direction: 'out',
      channel: 'email',
      recipient: `persoon-${index}@klant.example`,
      recipientName: `Contact ${index}`,
      language: 'nl',
      subject: `${SUBJECTS[(index + mail) % SUBJECTS.length]} (${index})`,
      currency: 'EUR',
      facts: { runDate: '', payBefore: '', stepName: '', lines: [], held: [], portalAccessId: '' },
      state: 'sent',
      createdAt: CREATED,
    });
  }
}
