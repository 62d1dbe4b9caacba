import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, startServer } from '../../portal-server/app/server.ts';
import { openServices, type Services } from '../../portal-server/app/services.ts';
import { giveCommand } from '../../portal-server/sync/execute.ts';
import { newId } from '../../src-shared/kernel/index.ts';
import { addAdministration, addDebtor, addInvoice, addUser, PASSWORD } from './test-server.ts';

export const USER = { email: 'anna@example.test', password: PASSWORD };

/** A company on a real server, for desktops in processes of their own. The clock is the machine's. */
export class DesktopWorld {
  readonly folder = mkdtempSync(join(tmpdir(), 'kasstroom-desktop-'));
  readonly profile = join(this.folder, 'profile');
  administrationId = '';
  debtorId = '';
  actionId = '';
  private running: RunningServer | null = null;
  private port = 0;

  static async open(): Promise<DesktopWorld> {
    const world = new DesktopWorld();
    await world.start();
    const { services } = world;
    world.administrationId = await addAdministration(services);
    const assigneeId = await addUser(services, 'collector', world.administrationId, USER.email);
    await addUser(services, 'collector', world.administrationId, 'bram@example.test');
    world.debtorId = await addDebtor(services, world.administrationId, '1001', { name: 'Bakkerij Het Anker', assigneeId });
    await addInvoice(services, { id: world.debtorId, administrationId: world.administrationId }, 'F1', 40);
    world.actionId = await world.planAction(world.debtorId, assigneeId);
    return world;
  }

  get services(): Services {
    return this.server.services;
  }

  get url(): string {
    return this.server.url;
  }

  async planAction(debtorId: string, assigneeId: string): Promise<string> {
    const actor = { kind: 'system', name: 'test' } as const;
    const args = { debtorId, kind: 'call', dueOn: '2026-01-01', assigneeId } as const;
    const { actionId } = await giveCommand<{ actionId: string }>(this.services, { commandId: newId(), name: 'plan-action', args, actor });
    return actionId;
  }

  /** Starts the server, again on the same address. */
  async start(): Promise<void> {
    const services = await openServices(join(this.folder, 'data'), { create: true, overrides: { port: this.port, logLevel: 'silent' } });
    this.running = await startServer(services);
    this.port = Number(new URL(this.running.url).port);
  }

  async stop(): Promise<void> {
    await this.running?.stop();
    this.running = null;
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get server(): RunningServer {
    if (!this.running) throw new Error('the server is not running');
    return this.running;
  }
}
