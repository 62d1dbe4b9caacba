import { giveCommand } from '../../portal-server/sync/execute.ts';
import type { Actor, CommandInput, CommandName, CommandResult } from '../../src-shared/commands/index.ts';
import { newId } from '../../src-shared/kernel/index.ts';
import type { Role } from '../../src-shared/schema/index.ts';
import { ADMINISTRATION, type DunningWorld } from './dunning-world.ts';

type Expected = { table: string; id: string; version: number }[];

/** The people of a {@link DunningWorld} by name, who give commands and are told things. */
export class Staff {
  private readonly world: DunningWorld;
  private readonly roles = new Map<string, Role>();

  constructor(world: DunningWorld) {
    this.world = world;
  }

  async add(id: string, role: Role, administrationId: string | null = ADMINISTRATION): Promise<void> {
    this.roles.set(id, role);
    await this.world.put('users', { id, email: `${id}@lindeboer.example`, name: id });
    await this.world.put('userRoles', { id: newId(), userId: id, administrationId, role });
  }

  give<N extends CommandName>(userId: string, name: N, args: CommandInput<N>, expected: Expected = []): Promise<CommandResult<N>> {
    const role = this.roles.get(userId) ?? 'reader';
    const actor: Actor = { kind: 'user', userId, roles: [{ administrationId: ADMINISTRATION, role }] };
    return giveCommand(this.world.services, { commandId: newId(), name, args, actor, expected });
  }

  /** How often somebody was told something. */
  async toldTo(userId: string, kind: string): Promise<number> {
    return (await this.world.list('notifications')).filter((it) => it.userId === userId && it.kind === kind).length;
  }
}
