import { count, eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../portal-server/storage/store.ts';
import type { NewRow, Row } from '../../src-shared/schema/index.ts';
import { tableSql } from '../../src-shared/schema/sqlite-rows.ts';
import { debtorRow, testPlace, testStore } from '../support/test-store.ts';

const put = (store: Store, ...rows: NewRow<'debtors'>[]) =>
  store.write(async (tx) => {
    for (const row of rows) await tx.put('debtors', row);
    return tx.version;
  });
const changes = (store: Store) =>
  store.read(async (tx) => {
    const { changes: log } = tx.tables;
    const rows = await tx.db.select().from(log);
    return rows.map(({ scope, rowId, version, deleted }) => [scope, rowId, version, deleted]).sort();
  });

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe('a row', () => {
  it('comes back as it was put, with its defaults and the version that wrote it', async () => {
    const store = await testStore();
    const version = await put(
      store,
      debtorRow('d1', { name: 'Çelik “& zonen” \\ {x}, NULL', creditLimit: -9_007_199_254_740_991, blocked: true }),
    );
    expect(await store.read((tx) => tx.get('debtors', 'd1'))).toEqual({
      ...{ id: 'd1', administrationId: 'a', number: 'd1', name: 'Çelik “& zonen” \\ {x}, NULL', kind: 'business', language: 'nl' },
      ...{ street: '', postalCode: '', city: '', country: '', email: '', phone: '', chamberOfCommerce: '', vatNumber: '', industry: '' },
      ...{ risk: 'low', creditLimit: -9_007_199_254_740_991, paymentTermDays: null, assigneeId: null, workflowId: null },
      ...{ blocked: true, blockedReason: '', doNotContact: false, doNotContactReason: '', bouncedEmail: '' },
      ...{ creditHold: false, creditHoldReason: '', creditHoldSince: null, createdAt: '2026-01-01T00:00:00.000Z', rowVersion: version },
    } satisfies Row<'debtors'>);
    expect(await store.read((tx) => tx.get('debtors', 'nobody'))).toBeUndefined();
  });

  it('is replaced as a whole by the next of its id, also in one transaction, and is gone when removed', async () => {
    const store = await testStore();
    const version = await put(store, debtorRow('d1', { email: 'a@x' }), debtorRow('d1', { city: 'Deventer' }));
    const row = await store.read((tx) => tx.get('debtors', 'd1'));
    expect(row).toMatchObject({ email: '', city: 'Deventer', rowVersion: version });
    await store.write(async (tx) => {
      await tx.put('debtors', debtorRow('d2'));
      await tx.remove('debtors', 'd2');
      await tx.remove('debtors', 'd1');
      expect(await tx.list('debtors', { where: {} })).toEqual([]);
    });
    expect(await store.read((tx) => tx.list('debtors', { where: {} }))).toEqual([]);
  });

  it('keeps structured values as they are, to the order of their keys', async () => {
    const store = await testStore();
    const value = { z: 1, a: [true, null, 'é\u0000\u2028"\\'], big: 1e21, small: 1e-7, nested: { y: {}, x: [] } };
    await store.write((tx) => tx.put('settings', { id: 's', value }));
    expect(JSON.stringify((await store.read((tx) => tx.get('settings', 's')))?.value)).toBe(JSON.stringify(value));
  });

  it('loses nothing but the characters that no engine keeps', async () => {
    const store = await testStore();
    await put(store, debtorRow('d1', { name: 'a\u0000b', email: '\uD83D and 😀' }));
    expect(await store.read((tx) => tx.get('debtors', 'd1'))).toMatchObject({ name: 'a\uFFFDb', email: '\uFFFD and 😀' });
    expect(await store.read((tx) => tx.list('debtors', { where: { name: 'a\u0000b' } }))).toHaveLength(1);
  });
});

describe('a list', () => {
  const NAMES = ['b', 'B', 'a', 'Z', 'é', 'e', 'z', '_', '10', '9', ' ', 'ab', 'a b', 'a-b', '中', '😀', '\uFFFD', 'Ab'];

  it('orders text by its bytes', async () => {
    const store = await testStore();
    await put(store, ...NAMES.map((name, index) => debtorRow(`d${index}`, { name })));
    const byBytes = NAMES.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const names = (direction: 'asc' | 'desc') =>
      store.read(async (tx) => (await tx.list('debtors', { where: {}, orderBy: { column: 'name', direction } })).map(({ name }) => name));
    expect(await names('asc')).toEqual(byBytes);
    expect(await names('desc')).toEqual(byBytes.toReversed());
    const from = (where: object) => store.read(async (tx) => (await tx.list('debtors', { where })).map(({ name }) => name).sort());
    expect(await from({ name: { gte: 'a', lt: 'e' } })).toEqual(['a', 'a b', 'a-b', 'ab', 'b']);
    expect(await from({ name: { gt: 'z' } })).toEqual(['é', '中', '😀', '\uFFFD'].sort());
    const { debtors } = {
      debtors: await store.read((tx) =>
        tx.db.select({ name: tx.tables.debtors.name }).from(tx.tables.debtors).orderBy(tx.tables.debtors.name),
      ),
    };
    expect(debtors.map(({ name }) => name)).toEqual(byBytes);
  });

  it('takes NULL for less than everything in the order, and for equal to nothing else', async () => {
    const store = await testStore();
    await put(store, debtorRow('d1', { creditLimit: 5 }), debtorRow('d2', { creditLimit: null }), debtorRow('d3', { creditLimit: -5 }));
    const ids = (options: object) => store.read(async (tx) => (await tx.list('debtors', { where: {}, ...options })).map(({ id }) => id));
    expect(await ids({ orderBy: { column: 'creditLimit' } })).toEqual(['d2', 'd3', 'd1']);
    expect(await ids({ orderBy: { column: 'creditLimit', direction: 'desc' } })).toEqual(['d1', 'd3', 'd2']);
    expect(await ids({ orderBy: { column: 'creditLimit', direction: 'desc' }, limit: 2 })).toEqual(['d1', 'd3']);
    expect(await ids({ where: { creditLimit: null } })).toEqual(['d2']);
    expect(await ids({ where: { creditLimit: { not: null } } })).toHaveLength(2);
    expect(await ids({ where: { creditLimit: { not: 5 } } })).toEqual(['d3']);
    expect(await ids({ where: { creditLimit: { lt: 100 } } })).toHaveLength(2);
  });

  it('knows lists, flags and several conditions at a time', async () => {
    const store = await testStore();
    await put(
      store,
      ...['1', '2', "3'", '4"', '5,{}', '6\\'].map((number, index) =>
        debtorRow(number, { blocked: index % 2 === 0, paymentTermDays: index }),
      ),
    );
    const ids = (where: object) => store.read(async (tx) => (await tx.list('debtors', { where })).map(({ id }) => id).sort());
    expect(await ids({ id: { in: ["3'", '4"', '5,{}', '6\\', 'x'] } })).toEqual(["3'", '4"', '5,{}', '6\\']);
    expect(await ids({ id: { in: [] } })).toEqual([]);
    expect(await ids({ paymentTermDays: { in: [0, 5] } })).toEqual(['1', '6\\']);
    expect(await ids({ blocked: true })).toEqual(['1', "3'", '5,{}']);
    expect(await ids({ blocked: { not: true }, paymentTermDays: { gt: 1, lte: 5 } })).toEqual(['4"', '6\\']);
    expect(await ids({ blocked: { in: [true, false] } })).toHaveLength(6);
  });
});

describe('a write', () => {
  it('leaves nothing behind when it throws', async () => {
    const store = await testStore();
    const before = await put(store, debtorRow('d1'));
    await expect(
      store.write(async (tx) => {
        await tx.put('debtors', debtorRow('d1', { name: 'other' }));
        await tx.remove('debtors', 'd1');
        await tx.put('debtors', debtorRow('d2'));
        throw new Error('stop');
      }),
    ).rejects.toThrow('stop');
    expect((await store.read((tx) => tx.list('debtors', { where: {} }))).map(({ name }) => name)).toEqual(['Debtor d1']);
    expect(await put(store, debtorRow('d3'))).toBe(before + 1);
  });

  it('fails as a whole on a key that is taken, and the next one goes on', async () => {
    const store = await testStore();
    await expect(put(store, debtorRow('d1', { number: 'same' }), debtorRow('d2', { number: 'same' }))).rejects.toThrow();
    expect(await store.read((tx) => tx.list('debtors', { where: {} }))).toEqual([]);
    await put(store, debtorRow('d2', { number: 'same' }));
  });

  it('undoes a savepoint alone', async () => {
    const store = await testStore();
    await store.write(async (tx) => {
      await tx.put('debtors', debtorRow('d1'));
      await tx.savepoint(async () => {
        await tx.put('debtors', debtorRow('d2'));
        await expect(
          tx.savepoint(async () => {
            await tx.put('debtors', debtorRow('d3'));
            await tx.put('debtors', debtorRow('d4', { number: 'd1' }));
          }),
        ).rejects.toThrow();
        await expect(
          tx.savepoint(async () => {
            await tx.remove('debtors', 'd1');
            throw new Error('no');
          }),
        ).rejects.toThrow('no');
      });
      expect((await tx.list('debtors', { where: {}, orderBy: { column: 'id' } })).map(({ id }) => id)).toEqual(['d1', 'd2']);
    });
    expect((await store.read((tx) => tx.list('debtors', { where: {}, orderBy: { column: 'id' } }))).map(({ id }) => id)).toEqual([
      'd1',
      'd2',
    ]);
  });

  it('sees what it has put, whichever way it looks', async () => {
    const store = await testStore();
    await store.write(async (tx) => {
      const { debtors } = tx.tables;
      await tx.put('debtors', debtorRow('d1'));
      expect(await tx.get('debtors', 'd1')).toMatchObject({ name: 'Debtor d1' });
      await tx.put('debtors', debtorRow('d2'));
      expect(await tx.db.select({ rows: count() }).from(debtors)).toEqual([{ rows: 2 }]);
      await tx.put('debtors', debtorRow('d3'));
      expect(await tx.rawRows('debtors', ['d3', 'd9'])).toHaveLength(1);
      await tx.put('debtors', debtorRow('d4'));
      expect((await collect(tx.scan('debtors', 'a', 2))).map((rows) => rows.length)).toEqual([2, 2]);
    });
  });

  it('goes one after another, in the order of the versions', async () => {
    const store = await testStore();
    await put(store, debtorRow('d', { creditLimit: 0 }));
    const versions: number[] = [];
    const raise = () =>
      store.write(async (tx) => {
        const row = await tx.get('debtors', 'd');
        if (!row) throw new Error('no row');
        await tx.put('debtors', { ...row, creditLimit: (row.creditLimit ?? 0) + 1 });
        versions.push(tx.version);
      });
    await Promise.all(Array.from({ length: 20 }, raise));
    expect(await store.read((tx) => tx.get('debtors', 'd'))).toMatchObject({ creditLimit: 20, rowVersion: versions.at(-1) });
    expect(versions).toEqual(versions.map((_, index) => (versions[0] ?? 0) + index));
  });

  it('is told of once, when it touched what desktops hold', async () => {
    const store = await testStore();
    const told: number[] = [];
    const stop = store.onCommit((version) => told.push(version));
    await store.write((tx) => tx.put('signInAttempts', { id: 'x', failed: 1 }));
    const version = await put(store, debtorRow('d1'));
    await expect(store.write(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const removal = await store.write(async (tx) => {
      await tx.remove('debtors', 'd1');
      return tx.version;
    });
    expect(told).toEqual([version, removal]);
    stop();
    await put(store, debtorRow('d2'));
    expect(told).toHaveLength(2);
  });
});

describe('the change log', () => {
  it('has the latest version of each row, and a tombstone where one has left', async () => {
    const store = await testStore();
    const first = await put(store, debtorRow('d1'), debtorRow('d2'));
    const second = await put(store, debtorRow('d1', { administrationId: 'b' }), debtorRow('d1', { administrationId: 'b', name: 'again' }));
    expect(await changes(store)).toEqual([
      ['administration:a', 'd1', second, true],
      ['administration:a', 'd2', first, false],
      ['administration:b', 'd1', second, false],
    ]);
    const third = await store.write(async (tx) => {
      await tx.remove('debtors', 'd2');
      await tx.remove('debtors', 'unknown');
      await tx.put('settings', { id: 's', value: 1 });
      return tx.version;
    });
    expect((await changes(store)).filter(([, , version]) => version === third)).toEqual([
      ['administration:a', 'd2', third, true],
      ['organisation', 's', third, false],
    ]);
  });
});

describe('a read', () => {
  it('keeps its view while others write', async () => {
    const store = await testStore();
    await put(store, debtorRow('d1'));
    await store.read(async (tx) => {
      expect(await tx.list('debtors', { where: {} })).toHaveLength(1);
      await put(store, debtorRow('d2'));
      expect(await tx.list('debtors', { where: {} })).toHaveLength(1);
      expect(await tx.db.select({ rows: count() }).from(tx.tables.debtors)).toEqual([{ rows: 1 }]);
    });
    expect(await store.read((tx) => tx.list('debtors', { where: {} }))).toHaveLength(2);
  });

  it('gives raw values as SQLite keeps them, in batches and of one administration', async () => {
    const store = await testStore();
    await put(
      store,
      ...Array.from({ length: 25 }, (_, index) =>
        debtorRow(`d${index}`, { blocked: index === 7, administrationId: index < 20 ? 'a' : 'b' }),
      ),
    );
    await store.write((tx) =>
      tx.put('contacts', { id: 'c', administrationId: 'a', debtorId: 'd1', name: 'X', roles: ['dunning'], isPrimary: true }),
    );
    await store.read(async (tx) => {
      const batches = await collect(tx.scan('debtors', 'a', 8));
      expect(batches.map((rows) => rows.length)).toEqual([8, 8, 4]);
      expect((await collect(tx.scan('debtors', null, 100))).flat()).toHaveLength(25);
      expect((await collect(tx.scanText('debtors', 'a', 8))).map((text) => JSON.parse(text))).toEqual(batches);
      const blocked = tableSql('debtors').columns.findIndex(({ name }) => name === 'blocked');
      expect(
        batches
          .flat()
          .map((row) => row[blocked])
          .sort(),
      ).toEqual([...Array(19).fill(0), 1]);
      expect(await tx.rawRows('contacts', ['c'])).toEqual([
        ['c', 'a', 'd1', 'X', '', '["dunning"]', '', '', null, 1, '', '[]', 0, '', null, '', expect.any(Number)],
      ]);
      for await (const _ of tx.scan('debtors', null, 1)) break;
      expect(await tx.get('debtors', 'd0')).toBeDefined();
    });
  });

  it('gives as text exactly what it gives as values, whatever is in them', async () => {
    const store = await testStore();
    const names = [
      '"quoted" \\ back\\\\slash',
      'tab\t line\n cr\r bell\u0007 del\u007f',
      '\u2028\u2029 é 漢字 😀',
      '',
      '[1,2]',
      '{"a":null}',
      'null',
      '1e3',
    ];
    await put(
      store,
      ...names.map((name, index) =>
        debtorRow(`d${index}`, { name, creditLimit: [null, 0, -1, Number.MAX_SAFE_INTEGER][index % 4] ?? null }),
      ),
    );
    await store.read(async (tx) => {
      const values = await collect(tx.scan('debtors', null, 3));
      expect((await collect(tx.scanText('debtors', null, 3))).map((text) => JSON.parse(text))).toEqual(values);
      expect(values.flat().map((row) => row[tableSql('debtors').columns.findIndex(({ key }) => key === 'name')])).toEqual(
        expect.arrayContaining(names),
      );
      expect(await collect(tx.scanText('debtors', 'nobody', 3))).toEqual([]);
    });
  });

  it('answers sums, joins and conditions written once for both engines', async () => {
    const store = await testStore();
    await put(store, debtorRow('d1', { creditLimit: 9_000_000_000 }), debtorRow('d2', { creditLimit: 1, blocked: true }));
    const rows = await store.read(async (tx) => {
      const { debtors } = tx.tables;
      const total = sql<number>`sum(${debtors.creditLimit})`.mapWith(Number);
      return tx.db
        .select({ blocked: debtors.blocked, total })
        .from(debtors)
        .where(eq(debtors.administrationId, 'a'))
        .groupBy(debtors.blocked)
        .orderBy(debtors.blocked);
    });
    expect(rows).toEqual([
      { blocked: false, total: 9_000_000_000 },
      { blocked: true, total: 1 },
    ]);
  });
});

describe('a store', () => {
  it('is there with its epoch when it is opened again, and refuses work when it is closed', async () => {
    const place = await testPlace();
    const first = await testStore(place);
    await put(first, debtorRow('d1'));
    const epoch = await first.epoch();
    await first.close();
    await expect(first.read((tx) => tx.get('debtors', 'd1'))).rejects.toMatchObject({ code: 'store.closed' });
    await expect(put(first, debtorRow('d2'))).rejects.toMatchObject({ code: 'store.closed' });
    const second = await testStore(place);
    expect(await second.epoch()).toBe(epoch);
    expect(await second.read((tx) => tx.get('debtors', 'd1'))).toBeDefined();
  });
});
