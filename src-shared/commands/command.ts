import type { z } from 'zod';
import { AppError, type Day } from '../kernel/index.ts';
import type { KeyedTableName, NewRow, Role, Row } from '../schema/index.ts';
import type { ListOptions } from '../schema/sqlite-rows.ts';

/** All a command may do with data. Implemented by the server's store and, for the optimistic run, by the desktop's cache. */
export interface Tx {
  get<T extends KeyedTableName>(table: T, id: string): Promise<Row<T> | undefined>;
  list<T extends KeyedTableName>(table: T, options: ListOptions<T>): Promise<Row<T>[]>;
  /** Inserts the row or replaces the whole row of that id. */
  put<T extends KeyedTableName>(table: T, row: NewRow<T>): Promise<void>;
  remove(table: KeyedTableName, id: string): Promise<void>;
}

/**
 * Who gives a command. A `system` actor is the product itself (a job, a callback, an import); `debtor` is somebody in
 * the portal, who may give portal commands only.
 */
export type Actor =
  | { kind: 'user'; userId: string; roles: readonly { administrationId: string | null; role: Role }[] }
  | { kind: 'debtor'; debtorId: string; administrationId: string }
  | { kind: 'system'; name: string };

export interface CommandContext {
  actor: Actor;
  /** Instant at which the command is run, ISO 8601 UTC. */
  now: string;
  /** The business day it is then for an administration. */
  today(timeZone: string): Day;
  newId(): string;
  /** False in the optimistic run on a desktop: then nothing leaves the house, and mail is the server's to queue. */
  onServer: boolean;
  /** Encrypts a secret for the `secrets` table. Only on the server: commands that use it are not offline. */
  seal(plain: string): string;
}

/** What writing rows takes; an import, which is no command, has this much too. */
export type WriterContext = Pick<CommandContext, 'actor' | 'now' | 'newId' | 'today'>;
/** A command that takes another one back. */
export interface InverseCommand {
  name: string;
  args: object;
}

export type Permission = Role | 'debtor' | 'system';

export interface Command<Name extends string = string, Args = unknown, Result = unknown> {
  name: Name;
  args: z.ZodType<Args>;
  /** Roles and actor kinds that may give it. System actors may give every command they are listed for. */
  may: readonly Permission[];
  /** True when it may run on the desktop's cache first and reach the server later. */
  offline: boolean;
  /** The administration whose rights count; null is the whole installation (a role in all administrations is needed). */
  administration(tx: Tx, args: Args): Promise<string | null>;
  run(tx: Tx, args: Args, ctx: CommandContext): Promise<Result>;
  /**
   * What takes it back, to be given in this order; a command without it cannot be taken back. `result` is what `run`
   * returned, and so holds what must be known of before.
   */
  inverse?(args: Args, result: Result): InverseCommand[];
  /** Arguments that must not reach the audit log. */
  secretArgs?: readonly string[];
}

export function command<Name extends string, Schema extends z.ZodType, Result>(
  definition: Omit<Command<Name, z.output<Schema>, Result>, 'args'> & { args: Schema },
): Command<Name, z.output<Schema>, Result> {
  return definition as unknown as Command<Name, z.output<Schema>, Result>;
}

/** @throws AppError `not-allowed` when the actor has none of the command's roles in the administration */
export function authorise(cmd: Command, actor: Actor, administrationId: string | null): void {
  if (!isAllowed(cmd.may, actor, administrationId)) throw new AppError('not-allowed', { command: cmd.name });
}

function isAllowed(may: readonly Permission[], actor: Actor, administrationId: string | null): boolean {
  if (actor.kind === 'system') return may.includes('system');
  if (actor.kind === 'debtor') return may.includes('debtor') && actor.administrationId === administrationId;
  return actor.roles.some(
    ({ administrationId: where, role }) =>
      may.includes(role) && (where === null || (administrationId !== null && where === administrationId)),
  );
}

/** Reads a row that must be there. @throws AppError `not-found` */
export async function need<T extends KeyedTableName>(tx: Tx, table: T, id: string): Promise<Row<T>> {
  const row = await tx.get(table, id);
  if (!row) throw new AppError('not-found', { table, id });
  return row;
}

/** The usual `administration` of a command about one debtor. */
export async function administrationOfDebtor(tx: Tx, args: { debtorId: string }): Promise<string> {
  return (await need(tx, 'debtors', args.debtorId)).administrationId;
}

/** The id of the user who acts, or null for the system and debtors. */
export const actorUserId = (ctx: Pick<CommandContext, 'actor'>): string | null => (ctx.actor.kind === 'user' ? ctx.actor.userId : null);
