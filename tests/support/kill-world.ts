import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { storeFile } from '../../portal-server/storage/open-store.ts';
import { day, newId } from '../../src-shared/kernel/index.ts';
import { CliFolder } from './cli.ts';
import { copyDataDir, databaseOf } from './engine.ts';
import { LEDGER_MAPPING, writeLedgerFile } from './ledger-file.ts';
import { PortalBrowser } from './portal-browser.ts';
import { watchDatabase } from './postgres-watch.ts';
import { freePort, ServerProcess } from './server-process.ts';
import { startSmtpServer, type TestSmtpServer } from './smtp-server.ts';
import { type StoreWatch, watchFile } from './store-watch.ts';

const ADMIN = 'admin@kasstroom.example';
const PASSWORD = 'correct horse battery staple';
const RUN_DATE = day('2026-03-10');

/** Short: on PostgreSQL what a killed server had begun is waited for so long. */
const LEASE_SECONDS = '2';

/** Rows of the ledgers that are there from the start; a tenth of that many debtors, who all have something overdue. */
const DUNNED_ROWS = 400;
const SNAPSHOT_ROWS = 3_000;
const IMPORTED_ROWS = 4_000;

/** Whose debtors pay, by the links in the mails of a run that nobody disturbs. */
export const PAYING = 'P';

/** The administrations of a company that is to be killed. */
export interface Cast {
  /** Whom the disturbed dunning runs are for, beside {@link PAYING}. */
  dunned: readonly string[];
  /** Those that get their ledger in an import of their own. */
  imported: readonly string[];
  /** One of them has a ledger already and gets a snapshot that changes, settles and adds. */
  snapshot?: string;
}

/** A data folder with everything set up and nothing done yet. */
export async function buildBase({ dunned, imported, snapshot }: Cast): Promise<CliFolder> {
  const base = new CliFolder();
  writeFileSync(base.path('mapping.json'), JSON.stringify(LEDGER_MAPPING));
  for (const [index, code] of [...dunned, PAYING, ...imported].entries()) {
    const first = index === 0 ? ['--admin', ADMIN, '--password', PASSWORD] : [];
    await base.json('init', '--administration', code, '--name', `Company ${code}`, ...first);
  }
  for (const code of [...dunned, PAYING]) {
    await writeLedgerFile(base.path(`${code}.csv`), DUNNED_ROWS, own(code));
    await base.json('import', '--administration', code, '--mapping', 'mapping.json', `${code}.csv`);
  }
  for (const code of imported) if (code !== snapshot) await writeLedgerFile(base.path(`${code}.csv`), IMPORTED_ROWS, own(code));
  if (!snapshot) return base;
  await writeLedgerFile(base.path('before.csv'), SNAPSHOT_ROWS, own(snapshot));
  await base.json('import', '--administration', snapshot, '--mapping', 'mapping.json', 'before.csv');
  await writeLedgerFile(base.path(`${snapshot}.csv`), SNAPSHOT_ROWS, (line, index) => snapshotLine(own(snapshot)(line), index));
  return base;
}

/** Every company has customers of its own, so that a mail's address tells who it is from. */
const own = (code: string) => (line: string) => line.replace('administration@', `${code.toLowerCase()}@`);

/** Of five rows one is missing, one is paid by now, one has a new neighbour, and two are as they were. */
function snapshotLine(line: string, index: number): string {
  const cells = line.split(',');
  const [number = '', , , , , , amount = ''] = cells;
  if (index % 5 === 0) return '';
  if (index % 5 === 1) return cells.with(7, amount).join(',');
  if (index % 5 === 2) return `${cells.join(',')}\n${cells.with(0, `N${number}`).join(',')}`;
  return cells.join(',');
}

/** Rows by what they are of, each as one line of text. */
export type Facts = Record<string, string[]>;

/** One installation with its server process and the mail server it sends by. */
export class KillWorld {
  readonly folder: CliFolder;
  readonly smtp: TestSmtpServer;
  readonly port: number;
  readonly store: StoreWatch;
  /** The payment provider's own, whatever the engine of the store. */
  readonly sandboxStore: StoreWatch;
  private process: ServerProcess | null = null;
  private readonly snapshot: string | undefined;

  private constructor(folder: CliFolder, smtp: TestSmtpServer, port: number, { snapshot }: Cast) {
    const database = databaseOf(folder.dataDir);
    this.folder = folder;
    this.snapshot = snapshot;
    this.store = database ? watchDatabase(database) : watchFile(storeFile(folder.dataDir));
    this.sandboxStore = watchFile(join(folder.dataDir, 'sandbox-provider.sqlite'));
    this.smtp = smtp;
    this.port = port;
  }

  static async open(base: CliFolder, cast: Cast): Promise<KillWorld> {
    const folder = new CliFolder();
    await copyDataDir(base.dataDir, folder.dataDir);
    for (const name of readdirSync(base.folder)) if (base.path(name) !== base.dataDir) copyFileSync(base.path(name), folder.path(name));
    const world = new KillWorld(folder, await startSmtpServer(), await freePort(), cast);
    await world.start();
    const args = { transport: 'smtp', host: '127.0.0.1', port: world.smtp.port, security: 'none' } as const;
    const outcome = await world.server.command(newId(), 'save-outgoing-mail', { ...args, fromAddress: 'mail@kasstroom.example' });
    if (outcome.status !== 'applied') throw new Error(JSON.stringify(outcome));
    return world;
  }

  get server(): ServerProcess {
    if (!this.process) throw new Error('no server runs');
    return this.process;
  }

  async start(): Promise<void> {
    const env = { KASSTROOM_PAYMENT_PROVIDER: 'sandbox', KASSTROOM_LEASE_SECONDS: LEASE_SECONDS };
    this.process = await ServerProcess.start(this.folder.dataDir, this.port, env);
    await this.process.signIn(ADMIN, PASSWORD);
  }

  async close(): Promise<void> {
    if (this.process?.running) await this.process.kill();
    await this.smtp.close();
    await this.folder.remove();
  }

  async dun(code: string, commandId: string): Promise<{ messages: number }> {
    const outcome = await this.server.command(commandId, 'run-dunning', {
      administrationId: await this.administration(code),
      date: RUN_DATE,
    });
    if (outcome.status !== 'applied') throw new Error(JSON.stringify(outcome));
    return outcome.value as { messages: number };
  }

  async administration(code: string): Promise<string> {
    const [row] = await this.store.lookUp<{ id: string }>('SELECT id FROM administrations WHERE code = ?', code);
    if (!row) throw new Error(`no administration ${code}`);
    return row.id;
  }

  /** Every message has left, as far as the store knows. */
  mailGone(): Promise<void> {
    return this.store.untilRow("SELECT count(*) = 0 FROM outbox WHERE state IN ('waiting', 'sending')");
  }

  /** What came in for the customers of a company, in order, repeats included. */
  mailOf(code: string): { id: string; to: string; subject: string; raw: string; text: string }[] {
    return this.smtp.received
      .map(({ raw, mail }) => {
        const to = Array.isArray(mail.to) ? mail.to[0] : mail.to;
        return { id: mail.messageId ?? '', to: to?.value[0]?.address ?? '', subject: mail.subject ?? '', raw, text: mail.text ?? '' };
      })
      .filter(({ to }) => to.startsWith(`${code.toLowerCase()}@`));
  }

  /** Somebody at the debtor who opens the link of the mail that went to it. */
  async payer(code: string, index: number): Promise<Payer> {
    const addresses = [...new Set(this.mailOf(code).map(({ to }) => to))].sort();
    const mail = this.mailOf(code).find(({ to }) => to === addresses[index]);
    const link = /http:\/\/127\.0\.0\.1:\d+(\/p\/\S+)/.exec(mail?.text ?? '')?.[1];
    if (!link) throw new Error(`no link for debtor ${index}`);
    const payer = new Payer(this.server.url, link);
    await payer.open();
    return payer;
  }

  /** That many payments are booked, and no callback waits to be worked off. */
  async paid(count: number): Promise<void> {
    await this.store.untilRow('SELECT count(*) >= ? FROM payments', count);
    await this.store.untilRow("SELECT count(*) = 0 FROM provider_callbacks WHERE state = 'received'");
    await this.sandboxStore.untilRow("SELECT count(*) = 0 FROM deliveries WHERE state = 'waiting'");
  }

  importArgs(code: string): string[] {
    const mode = code === this.snapshot ? 'snapshot' : 'increment';
    const [mapping, file] = [this.folder.path('mapping.json'), this.folder.path(`${code}.csv`)];
    return ['import', '--administration', code, '--mapping', mapping, '--mode', mode, '--as-of', RUN_DATE, file];
  }

  /** All that the story of a company has left in the store, without what is made anew each time (ids, links, times). */
  async facts(code: string): Promise<Facts> {
    const id = await this.administration(code);
    const rows = async (sql: string) => (await this.store.lookUp<object>(sql, id)).map((row) => JSON.stringify(row));
    return {
      debtors: await rows('SELECT number, name, email FROM debtors WHERE administration_id = ? ORDER BY number'),
      invoices: await rows(
        'SELECT number, amount, open, on_the_way, disputed_amount, step_reached, step_reached_on, closed_on FROM invoices WHERE administration_id = ? ORDER BY number',
      ),
      allocations: await rows(
        'SELECT i.number, a.amount, a.awaiting, a.payment_id IS NOT NULL AS paid FROM allocations a JOIN invoices i ON i.id = a.invoice_id WHERE a.administration_id = ? ORDER BY 1, 2',
      ),
      messages: await rows(
        'SELECT recipient, step, amount, currency, subject, state FROM messages WHERE administration_id = ? ORDER BY recipient, step',
      ),
      runs: await rows('SELECT run_date, plan_hash, messages, invoices, totals FROM dunning_runs WHERE administration_id = ?'),
      payments: await rows(
        'SELECT d.number, p.amount, p.currency, p.method, p.state FROM payments p JOIN debtors d ON d.id = p.debtor_id WHERE p.administration_id = ? ORDER BY 1, 2',
      ),
      intents: await rows(
        'SELECT d.number, p.amount, p.status FROM payment_intents p JOIN debtors d ON d.id = p.debtor_id WHERE p.administration_id = ? ORDER BY 1, 2',
      ),
      timeline: await rows(
        'SELECT d.number, t.kind, count(*) AS n FROM timeline_entries t JOIN debtors d ON d.id = t.debtor_id WHERE t.administration_id = ? GROUP BY 1, 2',
      ),
      actions: await rows('SELECT kind, state, count(*) AS n FROM actions WHERE administration_id = ? GROUP BY 1, 2'),
      links: await rows('SELECT count(*) AS n FROM portal_access WHERE administration_id = ?'),
      imports: await rows('SELECT mode, file_hash, report FROM imports WHERE administration_id = ? ORDER BY started_at'),
    };
  }

  async reports(code: string): Promise<unknown[]> {
    const args = ['--administration', code, '--as-of', RUN_DATE];
    return [await this.folder.json('report', 'ageing', ...args), await this.folder.json('report', 'top', '--n', '1000', ...args)];
  }
}

/** A debtor in the portal and at the payment provider, who tries again when a page does not come. */
export class Payer {
  private readonly browser: PortalBrowser;
  private readonly link: string;
  private form: [string, string][] = [];
  private checkoutUrl = '';

  constructor(url: string, link: string) {
    this.browser = new PortalBrowser(url);
    this.link = link;
  }

  /** Comes in and sees the page with the button. */
  async open(): Promise<void> {
    await this.browser.enter(this.link);
    const page = await this.browser.get('/portal/pay?c=EUR');
    this.form = [...page.fields('/portal/pay'), ['action', 'pay']];
  }

  /** Presses the button, which leads to the provider. */
  async press(): Promise<void> {
    const sent = await this.browser.post('/portal/pay', this.form);
    if (!sent.location.includes('/checkout/')) throw new Error(`no way to the provider: ${sent.status} ${sent.text}`);
    this.checkoutUrl = sent.location;
  }

  /** Pays at the provider. */
  async pay(): Promise<void> {
    const chosen = await this.browser.post(this.checkoutUrl, [['outcome', 'paid']]);
    if (!chosen.location.includes('/portal/payment/')) throw new Error(`no way back from the provider: ${chosen.status}`);
  }
}
