import { addNote } from './add-note.ts';
import { applyProviderPayment } from './apply-provider-payment.ts';
import { blockInvoice } from './block-invoice.ts';
import { closePortal } from './close-portal.ts';
import type { Command } from './command.ts';
import { finishAction } from './finish-action.ts';
import { flagUnseenPayments } from './flag-unseen-payments.ts';
import { logCall } from './log-call.ts';
import { openPortal } from './open-portal.ts';
import { planAction } from './plan-action.ts';
import { recordDelivery } from './record-delivery.ts';
import { recordProviderPayment } from './record-provider-payment.ts';
import { runDunning } from './run-dunning.ts';
import { saveAdministrationSettings } from './save-administration-settings.ts';
import { saveOutgoingMail } from './save-outgoing-mail.ts';
import { startPayment } from './start-payment.ts';
import { updateCompany } from './update-company.ts';

export type { Actor, Command, CommandContext, Permission, Tx } from './command.ts';
export { authorise, need } from './command.ts';
export { CALL_OUTCOMES } from './log-call.ts';

/** Every command there is, by name. A new one is added here and to the table in the access test. */
const all = {
  addNote,
  applyProviderPayment,
  blockInvoice,
  closePortal,
  finishAction,
  flagUnseenPayments,
  logCall,
  openPortal,
  planAction,
  recordDelivery,
  recordProviderPayment,
  runDunning,
  saveAdministrationSettings,
  saveOutgoingMail,
  startPayment,
  updateCompany,
};

type AnyCommand = (typeof all)[keyof typeof all];
export type CommandName = AnyCommand['name'];
type CommandOf<N extends CommandName> = Extract<AnyCommand, { name: N }>;
export type CommandArgs<N extends CommandName> = CommandOf<N> extends Command<N, infer Args, infer _Result> ? Args : never;
export type CommandResult<N extends CommandName> = CommandOf<N> extends Command<N, infer _Args, infer Result> ? Result : never;

/** What a caller may leave out has a default in the command's schema. */
export type CommandInput<N extends CommandName> = Partial<CommandArgs<N>> & object;

export const commands: ReadonlyMap<string, Command> = new Map(Object.values(all).map((cmd) => [cmd.name, cmd as unknown as Command]));
