import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newAdministration } from '../../portal-server/app/new-administration.ts';
import { openServices, type Services } from '../../portal-server/app/services.ts';
import { type ImportRequest, type ImportResult, importLedger } from '../../portal-server/imports/import-ledger.ts';
import { parseMapping } from '../../portal-server/imports/mapping.ts';
import type { Day } from '../../src-shared/kernel/index.ts';
import type { KeyedTableName, NewRow, Row } from '../../src-shared/schema/index.ts';

/** One administration on a real store, and ledgers written in a few words. */
export class LedgerWorld {
  readonly services: Services;
  readonly administration: Row<'administrations'>;

  private constructor(services: Services, administration: Row<'administrations'>) {
    this.services = services;
    this.administration = administration;
  }

  static async open(clock = { now: () => new Date('2026-03-10T08:00:00Z') }): Promise<LedgerWorld> {
    const dataDir = mkdtempSync(join(tmpdir(), 'kasstroom-ledger-'));
    const services = await openServices(dataDir, { clock, create: true, overrides: { logLevel: 'silent' } });
    const administration = await services.store.write((tx) => newAdministration(tx, clock, { code: 'T', name: 'Test', currency: 'EUR' }));
    return new LedgerWorld(services, administration);
  }

  async close(): Promise<void> {
    await this.services.store.close();
    rmSync(this.services.dataDir, { recursive: true, force: true });
  }

  file(name: string, content: string | Buffer): string {
    const path = join(this.services.dataDir, name);
    writeFileSync(path, content);
    return path;
  }

  /** Imports lines of a file with the given mapping. */
  import(mapping: object, lines: readonly string[], request: Partial<ImportRequest> = {}): Promise<ImportResult> {
    return this.importFiles(mapping, [this.file('ledger.csv', `${lines.join('\n')}\n`)], request);
  }

  importFiles(mapping: object, paths: readonly string[], request: Partial<ImportRequest> = {}): Promise<ImportResult> {
    return importLedger(this.services, {
      administrationId: this.administration.id,
      mapping: parseMapping(mapping, 'test'),
      sources: paths.map((path) => ({ path })),
      ...request,
    });
  }

  list<T extends KeyedTableName>(table: T): Promise<Row<T>[]> {
    return this.services.store.read((tx) => tx.list(table, { where: {} }));
  }

  put<T extends KeyedTableName>(table: T, row: NewRow<T>): Promise<void> {
    return this.services.store.write((tx) => tx.put(table, row));
  }

  async invoice(number: string): Promise<Row<'invoices'>> {
    const found = (await this.list('invoices')).find((it) => it.number === number);
    if (!found) throw new Error(`no invoice ${number}`);
    return found;
  }

  async allocationsOf(number: string): Promise<Row<'allocations'>[]> {
    const { id } = await this.invoice(number);
    return (await this.list('allocations')).filter(({ invoiceId }) => invoiceId === id);
  }

  /** Books a payment of the portal the way a provider's callback does: on the way until the ledger shows it. */
  async pay(paymentId: string, parts: Record<string, number>, paidOn = '2026-03-01' as Day): Promise<void> {
    const invoices = await Promise.all(Object.keys(parts).map((number) => this.invoice(number)));
    await this.services.store.write(async (tx) => {
      const [first] = invoices;
      if (!first) throw new Error('no invoices');
      const { administrationId, debtorId, currency } = first;
      const amount = Object.values(parts).reduce((sum, part) => sum + part, 0);
      const createdAt = `${paidOn}T12:00:00.000Z`;
      await tx.put('payments', {
        id: paymentId,
        administrationId,
        debtorId,
        currency,
        amount,
        paidOn,
        source: 'portal',
        paymentIntentId: paymentId,
        state: 'awaiting-ledger',
        createdAt,
      });
      for (const invoice of invoices) {
        const part = parts[invoice.number] ?? 0;
        const id = `${paymentId}-${invoice.number}`;
        const allocation = {
          id,
          administrationId,
          debtorId,
          invoiceId: invoice.id,
          paymentId,
          amount: part,
          awaiting: part,
          allocatedOn: paidOn,
        };
        await tx.put('allocations', allocation);
        await tx.put('invoices', { ...invoice, onTheWay: invoice.onTheWay + part });
      }
    });
  }

  async payment(id: string): Promise<Row<'payments'>['state'] | undefined> {
    return (await this.list('payments')).find((it) => it.id === id)?.state;
  }
}
