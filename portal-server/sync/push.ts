import type { CommandRequest, PushedCommand, PushReply, PushRequest, PushResult } from '../../src-shared/protocol/index.ts';
import type { CommandOutcome } from '../../src-shared/schema/index.ts';
import type { WriteTx } from '../storage/store.ts';
import { type ExecutorServices, executeIn, outcomeOf } from './execute.ts';
import { type Caller, userActor } from './sign-in.ts';

/**
 * Takes a client's queued commands in order, each in one transaction with its result and the client's counter.
 * An infrastructure fault stops the batch: what came before it stands, nothing of it or after it has happened.
 */
export async function push(
  services: ExecutorServices,
  caller: Caller,
  { clientId, epoch: known, commands }: PushRequest,
  requestId: string,
): Promise<PushReply> {
  const results: PushResult[] = [];
  const epoch = await services.store.epoch();
  if (known !== null && known !== epoch) return { results, epoch };
  for (const command of commands) {
    const taken = await services.store.write((tx) => takeNext(tx, services, { caller, clientId, command, requestId }));
    if (taken === 'client-id-taken') return { results, clientIdTaken: true };
    if ('resendFrom' in taken) return { results, resendFrom: taken.resendFrom };
    results.push({ mutationId: command.mutationId, commandId: command.commandId, outcome: taken });
  }
  return { results };
}

interface Next {
  caller: Caller;
  clientId: string;
  command: PushedCommand;
  requestId: string;
}

async function takeNext(
  tx: WriteTx,
  services: ExecutorServices,
  { caller, clientId, command, requestId }: Next,
): Promise<CommandOutcome | { resendFrom: number } | 'client-id-taken'> {
  const { userId } = caller.actor;
  const client = (await tx.get('clients', clientId)) ?? { id: clientId, userId, lastMutationId: 0 };
  if (client.userId !== userId) return 'client-id-taken';
  const next = client.lastMutationId + 1;
  if (command.mutationId > next) return { resendFrom: next };
  if (command.mutationId < next) {
    const earlier = await outcomeOf(tx, command.commandId, caller.actor);
    // The number was used by another command: two installations share one client id (a copied disk image).
    return earlier ?? 'client-id-taken';
  }
  const outcome = await executeIn(
    tx,
    services,
    { ...command, actor: await userActor(tx, userId), requestId },
    { clientId, mutationId: command.mutationId },
  );
  await tx.put('clients', { ...client, lastMutationId: command.mutationId });
  return outcome;
}

/** A command whose user waits; not part of the client's queue. */
export function command(services: ExecutorServices, caller: Caller, request: CommandRequest, requestId: string): Promise<CommandOutcome> {
  return services.store.write(async (tx) =>
    executeIn(tx, services, { ...request, actor: await userActor(tx, caller.actor.userId), requestId }),
  );
}
