import { type Actor, authorise, type CommandContext, commands } from '../../src-shared/commands/index.ts';
import { AppError, type Clock, dayAt, idSequence } from '../../src-shared/kernel/index.ts';
import type { CacheConnection } from './cache.ts';
import type { GivenCommand } from './outbox.ts';
import { overlayTx } from './overlay.ts';
import type { Touched } from './touched.ts';

/**
 * Runs a command on the cache ahead of the server, inside the caller's transaction.
 * @throws AppError its refusal, or `command.needs-server` when it cannot be run here
 */
export async function runOptimistic(
  connection: CacheConnection,
  clock: Clock,
  { commandId, name, args }: Pick<GivenCommand, 'commandId' | 'name' | 'args'>,
  actor: Actor,
  touched: Touched,
): Promise<unknown> {
  const command = commands.get(name);
  if (!command?.offline) throw new AppError('command.needs-server', { command: name });
  const parsed = command.args.safeParse(args);
  if (!parsed.success) throw new AppError('command.bad-arguments', { field: parsed.error.issues[0]?.path.join('.') ?? '', reason: '' });
  const tx = overlayTx(connection, touched, commandId);
  authorise(command, actor, await command.administration(tx, parsed.data));
  return command.run(tx, parsed.data, contextOf(commandId, clock.now(), actor));
}

function contextOf(commandId: string, now: Date, actor: Actor): CommandContext {
  return {
    actor,
    now: now.toISOString(),
    today: (timeZone) => dayAt(now, timeZone),
    newId: idSequence(commandId),
    onServer: false,
    seal: () => {
      throw new AppError('command.needs-server', { command: '' });
    },
  };
}
