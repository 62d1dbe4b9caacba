import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { dropSearchTriggers, fillSearchIndexes } from '../../src-main/cache/search-index.ts';
import { refreshSummaries } from '../../src-main/cache/summary.ts';
import { spellingDistance } from '../../src-main/queries/spelling.ts';
import type { SearchHits } from '../../src-shared/contract/index.ts';
import type { NewRow, SyncedTableName } from '../../src-shared/schema/index.ts';
import { encodeRow, tableSql } from '../../src-shared/schema/sqlite-rows.ts';
import { type BigCache, buildBigCache } from '../support/big-cache.ts';
import { CacheDesktop } from '../support/cache-desktop.ts';
import { tempDir } from '../support/temp-dir.ts';

let desktop: CacheDesktop;
let big: BigCache;

beforeEach(() => {
  const folder = tempDir();
  big = buildBigCache(join(folder, 'cache.sqlite'), 60, 4, { withWords: true });
  desktop = new CacheDesktop(folder, big);
  onTestFinished(() => desktop.core.stop());
});

const found = (text: string, limit = 6): Promise<SearchHits> => desktop.checked('search.all', { text, limit });
const names = async (text: string): Promise<string[]> => (await found(text)).debtors.map(({ name }) => name);

/** As a pull does: rows come, and what is derived of their debtor is made anew. */
function put<T extends SyncedTableName>(table: T, row: NewRow<T>, debtorId: string): void {
  const { writer } = desktop.core.store.cache;
  writer.database.exec('BEGIN');
  writer.statements.get(tableSql(table).upsert).run(...encodeRow(table, row));
  refreshSummaries(writer, new Set([debtorId]), big.today);
  writer.database.exec('COMMIT');
}

function addDebtor(id: string, name: string, number: string): void {
  put('debtors', { id, administrationId: big.administrationId, number, name, createdAt: '2026-01-01T00:00:00.000Z' }, id);
}

describe('the search over everything', () => {
  beforeEach(() => {
    addDebtor('kuipers', 'Installatiebedrijf Kuipers B.V.', '104512');
    addDebtor('elan', 'Café Élan', '7001');
    addDebtor('meulendijks', 'Meulendijks Metaalwerken', '7002');
  });

  it('finds a name by any part of it, by its words in any order, without case and accents', async () => {
    for (const text of ['kuipers', 'KUIP', 'uiper', 'kuipers installatie', 'bedrijf kui'])
      expect([text, await names(text)]).toEqual([text, ['Installatiebedrijf Kuipers B.V.']]);
    for (const text of ['elan', 'Élan', 'cafe el']) expect([text, (await names(text))[0]]).toEqual([text, 'Café Élan']);
  });

  it('finds a name that is nearly so spelt, and none that is not', async () => {
    for (const text of ['kuijpers', 'kuypers', 'instalatiebedrijf kuipers', 'kuiprs', 'kupiers'])
      expect([text, await names(text)]).toEqual([text, ['Installatiebedrijf Kuipers B.V.']]);
    expect(await names('meulendyks metaal')).toEqual(['Meulendijks Metaalwerken']);
    for (const text of ['kruidvat', 'xyzzy', 'kuipers xyzzy', '999999']) expect([text, await names(text)]).toEqual([text, []]);
  });

  it('puts names that begin with the text first', async () => {
    addDebtor('a', 'Aannemer Zwart en Kuipers', '7003');
    addDebtor('z', 'Kuipers Zonwering', '7004');
    expect(await names('kuipers')).toEqual(['Kuipers Zonwering', 'Aannemer Zwart en Kuipers', 'Installatiebedrijf Kuipers B.V.']);
  });

  it('finds a customer by the start of the number, before names that have it', async () => {
    addDebtor('n', 'Bedrijf 1045', '7005');
    expect((await found('1045')).debtors.map(({ number }) => number)).toEqual(['104512', '7005']);
  });

  it('finds an invoice by the start or the end of its number, what is open first', async () => {
    const invoice = {
      administrationId: big.administrationId,
      debtorId: 'kuipers',
      currency: 'EUR',
      issueDate: big.today,
      dueDate: big.today,
      amount: 100,
    };
    put('invoices', { ...invoice, id: 'i1', number: 'F26-07298', open: 0, closedOn: big.today }, 'kuipers');
    put('invoices', { ...invoice, id: 'i2', number: 'F26-17298', open: 100 }, 'kuipers');
    const numbers = async (text: string) => (await found(text)).invoices.map(({ number }) => number);
    expect(await numbers('f26-07')).toEqual(['F26-07298']);
    expect(await numbers('7298')).toEqual(['F26-17298', 'F26-07298']);
    expect(await numbers('07298')).toEqual(['F26-07298']);
    expect(await numbers('F26')).toEqual(['F26-17298', 'F26-07298']);
    expect(await numbers('298')).toEqual([]);
    expect((await found('07298')).invoices[0]).toMatchObject({ debtorId: 'kuipers', debtorName: 'Installatiebedrijf Kuipers B.V.' });
  });

  it('finds people by name and address, and notes and mail by their words', async () => {
    const owner = { administrationId: big.administrationId, debtorId: 'kuipers' };
    put('contacts', { id: 'c', ...owner, name: 'Peter van der Meer', email: 'p.meer@kuipers.example', roles: [] }, 'kuipers');
    expect((await found('van der meer')).contacts).toMatchObject([{ name: 'Peter van der Meer', debtorId: 'kuipers' }]);
    expect((await found('p.meer@kui')).contacts).toHaveLength(1);
    await desktop.command('add-note', { debtorId: 'kuipers', text: 'Bouwvak tot 23 augustus, daarna betaalt hij crediteurenlijst.' });
    expect((await found('bouwvak')).notes).toMatchObject([{ debtorName: 'Installatiebedrijf Kuipers B.V.' }]);
    // The last word may still be being typed.
    expect((await found('crediteurenlijst hij bouw')).notes).toHaveLength(1);
    expect((await found('bouwvakker')).notes).toEqual([]);
    const mail = (await found('aanmaning persoon 12')).mail;
    expect(mail[0]?.subject).toContain('Aanmaning');
  });

  it('takes what is typed literally', async () => {
    for (const text of ['"', "'", '* OR', '%', 'a AND (', '\\', 'NEAR(', '-', '   ', '_'])
      await expect(found(text), text).resolves.toBeDefined();
  });
});

describe('the index of the search', () => {
  const dump = async () => {
    const seen: unknown[] = [];
    for (const text of ['anker', 'noorderlict', 'persoon-3', 'receptie', 'aanmaning', 'contact 4', 'F10000'])
      seen.push([text, await found(text, 20)]);
    return seen;
  };

  it('follows every change, so that making it anew changes nothing', async () => {
    const { database } = desktop.core.store.cache.writer;
    database.exec("UPDATE debtors SET name = 'Het Ankertje' WHERE rowid % 5 = 0");
    database.exec('DELETE FROM notes WHERE rowid % 3 = 0');
    database.exec('DELETE FROM messages WHERE rowid % 4 = 0');
    database.exec("UPDATE contacts SET email = 'ander@klant.example' WHERE rowid % 2 = 0");
    refreshSummaries(desktop.core.store.cache.writer, null, big.today);
    const followed = await dump();
    dropSearchTriggers(database);
    fillSearchIndexes(database);
    expect(await dump()).toEqual(followed);
    expect((await found('ankertje')).debtors.length).toBeGreaterThan(0);
  });

  it('is gone with the rows it was made of', async () => {
    await desktop.core.store.forget();
    for (const text of ['anker', 'persoon-3', 'receptie', 'aanmaning', 'F10000'])
      expect(await found(text)).toEqual({ debtors: [], invoices: [], contacts: [], notes: [], mail: [] });
    const { database } = desktop.core.store.cache.reader;
    for (const index of ['debtors', 'contacts', 'notes', 'mail']) {
      // An index without rows keeps two rows of its own, and no words.
      expect(database.prepare(`SELECT count(*) FROM search_${index}_data`).pluck().get()).toBe(2);
    }
  });
});

describe('spelling', () => {
  it('counts letters that are wrong, missing, too many or swapped, in long words more than in short ones', () => {
    expect(spellingDistance(['kuipers'], 'installatiebedrijf kuipers')).toBe(0);
    expect(spellingDistance(['kuijpers'], 'kuipers')).toBe(1);
    expect(spellingDistance(['kupiers'], 'kuipers')).toBe(1);
    expect(spellingDistance(['instalatibedrijf'], 'installatiebedrijf')).toBe(2);
    expect(spellingDistance(['smi'], 'sma')).toBeNull();
    expect(spellingDistance(['kuip'], 'kuipers')).toBe(0);
    expect(spellingDistance(['kuipers', 'groep'], 'kuipers')).toBeNull();
  });
});
