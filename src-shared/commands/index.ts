import { addNote } from './add-note.ts';
import { addPoNumber } from './add-po-number.ts';
import { answerProposal } from './answer-proposal.ts';
import { applyProviderPayment } from './apply-provider-payment.ts';
import { askCopy } from './ask-copy.ts';
import { askPlan } from './ask-plan.ts';
import { askPromise } from './ask-promise.ts';
import { blockInvoice } from './block-invoice.ts';
import { closePortal } from './close-portal.ts';
import { closeThread } from './close-thread.ts';
import type { Command } from './command.ts';
import { decideRequest } from './decide-request.ts';
import { fileComplaint } from './file-complaint.ts';
import { finishAction } from './finish-action.ts';
import { flagUnseenPayments } from './flag-unseen-payments.ts';
import { logCall } from './log-call.ts';
import { openPortal } from './open-portal.ts';
import { planAction } from './plan-action.ts';
import { proposeContactChange } from './propose-contact-change.ts';
import { recordDelivery } from './record-delivery.ts';
import { recordProviderPayment } from './record-provider-payment.ts';
import { runDunning } from './run-dunning.ts';
import { saveAdministrationSettings } from './save-administration-settings.ts';
import { saveOutgoingMail } from './save-outgoing-mail.ts';
import { sayAlreadyPaid } from './say-already-paid.ts';
import { sendMessage } from './send-message.ts';
import { startPayment } from './start-payment.ts';
import { updateCompany } from './update-company.ts';
import { viewPortal } from './view-portal.ts';

export type { Actor, Command, CommandContext, Permission, Tx } from './command.ts';
export { authorise, need } from './command.ts';
export { CALL_OUTCOMES } from './log-call.ts';

/** Every command there is, by name. A new one is added here and to the table in the access test. */
const all = {
  addNote,
  addPoNumber,
  answerProposal,
  applyProviderPayment,
  askCopy,
  askPlan,
  askPromise,
  blockInvoice,
  closePortal,
  closeThread,
  decideRequest,
  fileComplaint,
  finishAction,
  flagUnseenPayments,
  logCall,
  openPortal,
  planAction,
  proposeContactChange,
  recordDelivery,
  recordProviderPayment,
  runDunning,
  saveAdministrationSettings,
  saveOutgoingMail,
  sayAlreadyPaid,
  sendMessage,
  startPayment,
  updateCompany,
  viewPortal,
};

type AnyCommand = (typeof all)[keyof typeof all];
export type CommandName = AnyCommand['name'];
type CommandOf<N extends CommandName> = Extract<AnyCommand, { name: N }>;
export type CommandArgs<N extends CommandName> = CommandOf<N> extends Command<N, infer Args, infer _Result> ? Args : never;
export type CommandResult<N extends CommandName> = CommandOf<N> extends Command<N, infer _Args, infer Result> ? Result : never;

/** What a caller may leave out has a default in the command's schema. */
export type CommandInput<N extends CommandName> = Partial<CommandArgs<N>> & object;

export const commands: ReadonlyMap<string, Command> = new Map(Object.values(all).map((cmd) => [cmd.name, cmd as unknown as Command]));
