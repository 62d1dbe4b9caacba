import { defaultWorkflowRows } from '../../src-shared/domain/default-workflow.ts';
import { defaultDisputeTypes } from '../../src-shared/domain/disputes.ts';
import { AppError, type Clock, instant, newId } from '../../src-shared/kernel/index.ts';
import type { NewRow, Role, Row } from '../../src-shared/schema/index.ts';
import type { WriteTx } from '../storage/store.ts';

export type AdministrationInput = Omit<NewRow<'administrations'>, 'id' | 'rowVersion'>;

/**
 * Makes an administration that is ready for work: with the default workflow, its templates and the usual types of dispute.
 * @throws AppError `administration.exists`
 */
export async function newAdministration(tx: WriteTx, clock: Clock, input: AdministrationInput): Promise<Row<'administrations'>> {
  const [existing] = await tx.list('administrations', { where: { code: input.code } });
  if (existing) throw new AppError('administration.exists', { code: input.code });
  const id = newId(clock.now());
  await tx.put('administrations', { ...input, id });
  const workflow = defaultWorkflowRows(() => newId(clock.now()), id, input.currency);
  for (const row of workflow.workflows) await tx.put('workflows', row);
  for (const row of workflow.workflowSteps) await tx.put('workflowSteps', row);
  for (const row of workflow.templates) await tx.put('templates', row);
  for (const row of defaultDisputeTypes(id)) await tx.put('disputeTypes', row);
  return (await tx.get('administrations', id)) as Row<'administrations'>;
}

export interface UserInput {
  email: string;
  name: string;
  language: 'nl' | 'en';
  passwordHash: string;
  role: Role;
  /** Null: in all administrations. */
  administrationId: string | null;
}

/** @throws AppError `user.exists` */
export async function newUser(tx: WriteTx, clock: Clock, input: UserInput): Promise<string> {
  const email = input.email.trim().toLowerCase();
  const [existing] = await tx.list('users', { where: { email } });
  if (existing) throw new AppError('user.exists', { email });
  const id = newId(clock.now());
  await tx.put('users', { id, email, name: input.name, language: input.language });
  await tx.put('credentials', { id, passwordHash: input.passwordHash, changedAt: instant(clock) });
  await tx.put('userRoles', { id: newId(clock.now()), userId: id, administrationId: input.administrationId, role: input.role });
  return id;
}

/** Set-up from the command line is no command of a user, but it is to be found in the audit log all the same. */
export async function auditSetup(tx: WriteTx, clock: Clock, command: string, administrationId: string | null, args: object): Promise<void> {
  const id = newId(clock.now());
  const entry = { actorKind: 'system', actorId: 'command-line', administrationId, command, commandId: id, args, refusal: null };
  await tx.put('auditLog', { id, at: instant(clock), ...entry });
}
