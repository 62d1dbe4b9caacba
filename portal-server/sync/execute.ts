import { type Actor, authorise, type CommandContext, commands } from '../../src-shared/commands/index.ts';
import {
  AppError,
  type Clock,
  dayAt,
  errorShape,
  fromErrorShape,
  idSequence,
  instant,
  isId,
  newId,
} from '../../src-shared/kernel/index.ts';
import type { PushedCommand } from '../../src-shared/protocol/index.ts';
import { type CommandOutcome, isSynced, type KeyedTableName, type TableName, tables } from '../../src-shared/schema/index.ts';
import type { ReadTx, Store, WriteTx } from '../storage/store.ts';

export interface CommandRequest {
  /** A repeat of the same id gets the first outcome again and changes nothing. */
  commandId: string;
  name: string;
  args: unknown;
  actor: Actor;
  expected?: PushedCommand['expected'];
  requestId?: string;
}

export interface ExecutorServices {
  store: Store;
  clock: Clock;
  seal(plain: string): string;
}

/**
 * Runs one command in a transaction of its own and returns its outcome; a business refusal is an outcome too.
 * @throws whatever infrastructure fault there was: then nothing has changed and the command may be given again
 */
export function executeCommand(services: ExecutorServices, request: CommandRequest): Promise<CommandOutcome> {
  return services.store.write((tx) => executeIn(tx, services, request));
}

/** As {@link executeCommand}, and a refusal is thrown. For the server's own jobs, callbacks and command line. */
export async function giveCommand<Result>(services: ExecutorServices, request: CommandRequest): Promise<Result> {
  const outcome = await executeCommand(services, request);
  if (outcome.status === 'refused') throw fromErrorShape(outcome.error);
  return outcome.value as Result;
}

export async function executeIn(
  tx: WriteTx,
  services: ExecutorServices,
  request: CommandRequest,
  origin: { clientId: string; mutationId: number } | null = null,
): Promise<CommandOutcome> {
  const earlier = await outcomeOf(tx, request.commandId, request.actor);
  if (earlier) return earlier;
  const outcome = await attempt(tx, services, request);
  const at = instant(services.clock);
  await tx.put('commandResults', {
    id: request.commandId,
    clientId: origin?.clientId ?? null,
    mutationId: origin?.mutationId ?? null,
    outcome: signed(outcome.result, request.actor),
    at,
  });
  await tx.put('auditLog', {
    id: newId(services.clock.now()),
    at,
    actorKind: request.actor.kind,
    actorId: actorId(request.actor),
    administrationId: outcome.administrationId,
    command: request.name,
    commandId: request.commandId,
    args: auditArgs(request),
    refusal: outcome.result.status === 'refused' ? outcome.result.error : null,
    requestId: request.requestId ?? '',
  });
  return outcome.result;
}

/** A stored outcome also says whose it is. */
type SignedOutcome = CommandOutcome & { by?: string | null };

const signed = (outcome: CommandOutcome, actor: Actor): SignedOutcome => ({ ...outcome, by: actorId(actor) });

/** What became of a command before. Somebody else's command is none of a user's business, not even its outcome. */
export async function outcomeOf(tx: ReadTx, commandId: string, actor: Actor): Promise<CommandOutcome | null> {
  const stored = await tx.get('commandResults', commandId);
  if (!stored) return null;
  const { by, ...outcome } = stored.outcome as SignedOutcome;
  const foreign = actor.kind === 'user' && by !== undefined && by !== actor.userId;
  return foreign ? { status: 'refused', error: errorShape(new AppError('not-allowed', { command: '' })) } : outcome;
}

async function attempt(
  tx: WriteTx,
  services: ExecutorServices,
  request: CommandRequest,
): Promise<{ result: CommandOutcome; administrationId: string | null }> {
  let administrationId: string | null = null;
  try {
    const value = await tx.savepoint(async () => {
      const command = commands.get(request.name);
      if (!command) throw new AppError('command.unknown', { command: request.name });
      const parsed = command.args.safeParse(request.args);
      if (!parsed.success) {
        const issue = parsed.error.issues[0];
        throw new AppError('command.bad-arguments', { field: issue?.path.join('.') ?? '', reason: issue?.message ?? '' });
      }
      administrationId = await command.administration(tx, parsed.data);
      authorise(command, request.actor, administrationId);
      await checkExpected(tx, request.expected ?? []);
      return command.run(tx, parsed.data, context(services, request));
    });
    return { result: { status: 'applied', value: value ?? null, version: tx.version }, administrationId };
  } catch (error) {
    // Only a refusal is an outcome; a fault of disk, network or code must leave no trace, so that a retry can succeed.
    if (!(error instanceof AppError) || error.retry || error.code.startsWith('store.')) throw error;
    return { result: { status: 'refused', error: errorShape(error) }, administrationId };
  }
}

async function checkExpected(tx: WriteTx, expected: PushedCommand['expected']): Promise<void> {
  for (const { table, id, version, after } of expected) {
    if (!(table in tables) || !isSynced(table as TableName))
      throw new AppError('command.bad-arguments', { field: 'expected', reason: table });
    const row = (await tx.get(table as KeyedTableName, id)) as { rowVersion: number } | undefined;
    if (row && (row.rowVersion === version || (await wroteVersion(tx, after, row.rowVersion)))) continue;
    throw new AppError('row-changed', { table, id });
  }
}

/** True when the user's own earlier command, whose effect was on the screen already, is what gave the row its version. */
async function wroteVersion(tx: WriteTx, commandId: string | undefined, version: number): Promise<boolean> {
  if (commandId === undefined) return false;
  const outcome = (await tx.get('commandResults', commandId))?.outcome;
  return outcome?.status === 'applied' && outcome.version === version;
}

function context({ clock, seal }: ExecutorServices, request: CommandRequest): CommandContext {
  const now = clock.now();
  return {
    actor: request.actor,
    now: now.toISOString(),
    today: (timeZone) => dayAt(now, timeZone),
    // Commands keyed by an outside event have no UUID to derive from and run on the server only.
    onServer: true,
    newId: idSequence(isId(request.commandId) ? request.commandId : newId(now)),
    seal,
  };
}

function actorId(actor: Actor): string | null {
  if (actor.kind === 'user') return actor.userId;
  return actor.kind === 'debtor' ? actor.debtorId : actor.name;
}

function auditArgs(request: CommandRequest): unknown {
  const secret = commands.get(request.name)?.secretArgs;
  if (!secret || typeof request.args !== 'object' || request.args === null) return request.args ?? null;
  return Object.fromEntries(Object.entries(request.args).map(([key, value]) => [key, secret.includes(key) ? '(secret)' : value]));
}
