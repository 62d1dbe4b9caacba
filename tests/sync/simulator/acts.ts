import { AppError, type Day, day } from '../../../src-shared/kernel/index.ts';
import type { Row } from '../../../src-shared/schema/index.ts';
import type { Installation } from './installation.ts';
import { FAIR, FOUL } from './link.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What may happen in a schedule, by how often it does. */
const weights = {
  give: 40,
  serverChange: 8,
  moveRow: 3,
  swapNumbers: 2,
  rights: 4,
  endSession: 1,
  network: 8,
  weather: 4,
  crashAtCommit: 6,
  kill: 3,
  powerLoss: 2,
  boot: 6,
  damage: 1,
  diskFull: 2,
  clock: 2,
  serverFault: 4,
  serverDown: 2,
  backup: 3,
  restore: 1,
  move: 0.5,
  clone: 1.5,
  weeks: 0.5,
} as const;

export type ActName = keyof typeof weights;

/** One thing happens: to a user, a machine, the network or the server. */
export async function act(world: World): Promise<void> {
  const { random } = world;
  const name = random.weighted(weights);
  await acts[name](world, random.pick(world.installations));
}

type Act = (world: World, installation: Installation) => Promise<void>;

const acts: Record<ActName, Act> = {
  give,
  serverChange,
  moveRow,
  swapNumbers,
  rights,
  async endSession(world, { name, link }) {
    if (!world.server.up) return;
    world.note(`${name} is signed out by force`);
    await world.scheduler.until(world.server.signOut(link.token).catch(ignoreRefusal));
  },
  async network(world, { name, link }) {
    link.set(!link.up);
    world.note(`${name} ${link.up ? 'on line' : 'off line'}`);
  },
  async weather(_world, { link }) {
    link.weather = link.weather === FAIR ? FOUL : FAIR;
  },
  async crashAtCommit(world, installation) {
    if (!installation.up) return;
    const { disk } = installation.now;
    disk.crashAfter = world.random.int(0, 7);
    world.note(`${installation.name} will crash in ${disk.crashAfter}`);
    if (world.random.chance(0.7)) await give(world, installation);
  },
  async kill(world, installation) {
    world.note(`${installation.name} is killed`);
    installation.die();
  },
  async powerLoss(world, installation) {
    world.note(`${installation.name} loses power`);
    installation.losePower();
  },
  async boot(world, installation) {
    if (!installation.up) await boot(world, installation);
  },
  async damage(world, installation) {
    world.note(`${installation.name}'s cache is damaged`);
    installation.damageCache(world.random.pick(['header', 'pages']));
    await boot(world, installation);
  },
  async diskFull(world, installation) {
    if (!installation.up) return;
    const { disk } = installation.now;
    disk.full = !disk.full;
    world.note(`${installation.name} disk ${disk.full ? 'full' : 'has room'}`);
  },
  async clock(world, installation) {
    installation.clockError = world.random.pick([0, -400 * DAY, -3 * MINUTE, 10 * MINUTE, 2 * DAY, 5_000 * DAY]);
    world.note(`${installation.name} clock is off by ${installation.clockError / DAY} days`);
  },
  async serverFault(world) {
    if (!world.server.up) return;
    const fault = world.random.pick(['busy', 'crash-before-commit', 'crash-after-commit'] as const);
    world.note(`server will be ${fault}`);
    world.server.faults().nextFault = fault;
  },
  async serverDown(world) {
    if (world.server.up) world.server.die();
    else await world.scheduler.until(world.server.start());
    world.note(`server ${world.server.up ? 'up' : 'down'}`);
  },
  async backup(world) {
    world.note('backup');
    await world.scheduler.until(world.server.backup());
  },
  async restore(world) {
    world.note('restore');
    world.orderMayDiffer = true;
    await world.scheduler.until(world.server.restore());
  },
  async move(world) {
    if (!world.server.up) return;
    world.note('move to another store');
    world.orderMayDiffer = true;
    await world.scheduler.until(world.server.moveTo(world.engine.newEmpty(world.folder, `moved-${world.marker()}`)));
  },
  async clone(world, original) {
    if (world.installations.length > 4) return;
    const person = original.name.split('-')[0] ?? '';
    const copy = world.install(person, original);
    world.orderMayDiffer = true;
    world.note(`${copy.name} begins as a copy of ${original.name}`);
    await boot(world, copy);
  },
  async weeks(world) {
    world.note('weeks pass');
    world.scheduler.leap(world.random.int(1, 40) * DAY);
  },
};

async function boot(world: World, installation: Installation): Promise<void> {
  world.note(`${installation.name} starts`);
  await world.scheduler.until(installation.boot());
}

/** A user does something with what is on the screen. */
async function give(world: World, installation: Installation): Promise<void> {
  if (!installation.up) await boot(world, installation);
  const { random } = world;
  const [debtor] = choose(world, installation.rows<{ id: string }>('SELECT id FROM debtors ORDER BY id'));
  if (!debtor) return;
  const debtorId = debtor.id;
  switch (random.pick(['note', 'note', 'call', 'plan', 'finish', 'block', 'block-seen'])) {
    case 'note':
      await world.give(installation, 'add-note', (text) => ({ debtorId, text, pinned: random.chance(0.3) }));
      break;
    case 'call':
      await world.give(installation, 'log-call', (text) => ({ debtorId, outcome: 'spoken', text }));
      break;
    case 'plan':
      await world.give(installation, 'plan-action', (title) => ({ debtorId, kind: 'call', title, dueOn: '2026-03-12' }));
      break;
    case 'finish': {
      const [action] = choose(world, installation.rows<{ id: string }>("SELECT id FROM actions WHERE state = 'open' ORDER BY id"));
      if (action) await world.give(installation, 'finish-action', (outcome) => ({ actionId: action.id, outcome }));
      break;
    }
    default:
      await blockInvoice(world, installation);
  }
}

async function blockInvoice(world: World, installation: Installation): Promise<void> {
  type Seen = { id: string; debtor_id: string; row_version: number };
  const [seen] = choose(world, installation.rows<Seen>('SELECT id, debtor_id, row_version FROM invoices ORDER BY id'));
  if (!seen) return;
  const version = seen.row_version - (world.random.chance(0.1) ? 1 : 0);
  const expected = world.random.chance(0.7) ? [{ table: 'invoices', id: seen.id, version }] : [];
  await world.give(installation, 'block-invoice', (reason) => ({ debtorId: seen.debtor_id, invoiceIds: [seen.id], reason }), expected);
}

/** The ledger, a job or a payment changes something. */
async function serverChange(world: World): Promise<void> {
  if (!world.server.up) return;
  const { random } = world;
  world.note('server changes something');
  const today: Day = day('2026-03-10');
  await world.scheduler.until(
    world.server.store
      .write(async (tx) => {
        const debtors = await tx.list('debtors', { where: {}, orderBy: { column: 'id' } });
        const debtor = random.pick(debtors);
        const invoices = await tx.list('invoices', { where: { debtorId: debtor.id }, orderBy: { column: 'id' } });
        const invoice = random.pick(invoices);
        const what = random.pick(['paid', 'new', 'action', 'risk', 'currency', 'gone', 'other-debtor']);
        if (what === 'paid' && invoice) await tx.put('invoices', { ...invoice, open: random.int(0, invoice.amount) });
        else if (what === 'new')
          await tx.put('invoices', {
            id: world.id(),
            administrationId: debtor.administrationId,
            debtorId: debtor.id,
            number: `new-${world.marker()}`,
            currency: random.pick(['EUR', 'USD']),
            issueDate: today,
            dueDate: today,
            amount: 5_000,
            open: 5_000,
          });
        else if (what === 'action')
          await tx.put('actions', {
            id: world.id(),
            administrationId: debtor.administrationId,
            debtorId: debtor.id,
            kind: 'review',
            dueOn: today,
            source: 'system',
            createdAt: world.scheduler.now().toISOString(),
          });
        else if (what === 'risk') await tx.put('debtors', { ...debtor, risk: random.pick(['low', 'medium', 'high']), creditLimit: 100 });
        else if (what === 'other-debtor' && invoice) {
          const others = debtors.filter((it) => it.administrationId === debtor.administrationId);
          await tx.put('invoices', { ...invoice, debtorId: random.pick(others).id });
        } else if (what === 'currency') {
          const [administration] = choose(world, await tx.list('administrations', { where: {}, orderBy: { column: 'id' } }));
          if (administration) await tx.put('administrations', { ...administration, currency: random.pick(['EUR', 'USD']) });
        } else if (invoice && invoices.length > 1) await tx.remove('invoices', invoice.id);
      })
      .catch(ignoreRefusal),
  );
}

/** A debtor goes to another administration with all that is his. */
async function moveRow(world: World): Promise<void> {
  if (!world.server.up) return;
  world.note('a debtor moves to another administration');
  await world.scheduler.until(
    world.server.store
      .write(async (tx) => {
        const [debtor] = choose(world, await tx.list('debtors', { where: {}, orderBy: { column: 'id' } }));
        if (!debtor) return;
        const administrationId = world.company.administrations.find((id) => id !== debtor.administrationId) ?? '';
        const where = { debtorId: debtor.id };
        await tx.put('debtors', { ...debtor, administrationId, number: `moved-${world.marker()}` });
        for (const row of await tx.list('invoices', { where, orderBy: { column: 'id' } }))
          await tx.put('invoices', { ...row, administrationId, number: `moved-${world.marker()}` });
        for (const row of await tx.list('actions', { where })) await tx.put('actions', { ...row, administrationId });
        for (const row of await tx.list('notes', { where })) await tx.put('notes', { ...row, administrationId });
        for (const row of await tx.list('timelineEntries', { where })) await tx.put('timelineEntries', { ...row, administrationId });
      })
      .catch(ignoreRefusal),
  );
}

/** Two invoices swap their numbers, which must be unique at every moment. */
async function swapNumbers(world: World): Promise<void> {
  if (!world.server.up) return;
  world.note('two invoices swap their numbers');
  await world.scheduler.until(
    world.server.store
      .write(async (tx) => {
        const where = { administrationId: world.random.pick(world.company.administrations) };
        const [a, b] = choose(world, await tx.list('invoices', { where, orderBy: { column: 'id' } }), 2);
        if (!a || !b) return;
        await tx.put('invoices', { ...a, number: 'aside' });
        await tx.put('invoices', { ...b, number: a.number });
        await tx.put('invoices', { ...a, number: b.number });
      })
      .catch(ignoreRefusal),
  );
}

/** A right is taken away or given. */
async function rights(world: World, { userId, name }: Installation): Promise<void> {
  if (!world.server.up) return;
  const administrationId = world.random.pick([...world.company.administrations, null]);
  world.note(`rights of ${name}: ${administrationId?.slice(-4) ?? 'everywhere'}`);
  await world.scheduler.until(
    world.server.store
      .write(async (tx) => {
        const roles = await tx.list('userRoles', { where: { userId }, orderBy: { column: 'id' } });
        const same = roles.find((role: Row<'userRoles'>) => role.administrationId === administrationId);
        if (same) await tx.remove('userRoles', same.id);
        else await tx.put('userRoles', { id: world.id(), userId, administrationId, role: world.random.pick(['collector', 'reader']) });
      })
      .catch(ignoreRefusal),
  );
}

function choose<T>(world: World, items: readonly T[], count = 1): T[] {
  const left = [...items];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(world.random.int(0, left.length - 1), 1)).flat();
}

/** A planned fault may hit any write; that it does not happen is all that follows. */
function ignoreRefusal(error: unknown): void {
  if (error instanceof AppError || (error as Error).name === 'PowerCut') return;
  throw error;
}
