import { addDocument } from './add-document.ts';
import { addNote } from './add-note.ts';
import { addPoNumber } from './add-po-number.ts';
import { agreePlan } from './agree-plan.ts';
import { answerProposal } from './answer-proposal.ts';
import { applyAssignmentRules } from './apply-assignment-rules.ts';
import { applyProviderPayment } from './apply-provider-payment.ts';
import { askCopy } from './ask-copy.ts';
import { askPlan } from './ask-plan.ts';
import { askPromise } from './ask-promise.ts';
import { assignActions } from './assign-actions.ts';
import { assignDebtors } from './assign-debtors.ts';
import { beginPortalLogin } from './begin-portal-login.ts';
import { blockInvoice } from './block-invoice.ts';
import { cancelAction } from './cancel-action.ts';
import { changeDebtorGroup } from './change-debtor-group.ts';
import { changePlan } from './change-plan.ts';
import { checkArrangements } from './check-arrangements.ts';
import { closePortal } from './close-portal.ts';
import { closeThread } from './close-thread.ts';
import type { Command, InverseCommand } from './command.ts';
import { createTask } from './create-task.ts';
import { decideRequest } from './decide-request.ts';
import { decideWriteOff } from './decide-write-off.ts';
import { editNote } from './edit-note.ts';
import { endHandOver } from './end-hand-over.ts';
import { endPlan } from './end-plan.ts';
import { escalateOverdue } from './escalate-overdue.ts';
import { fileComplaint } from './file-complaint.ts';
import { fileHandOver } from './file-hand-over.ts';
import { finishAction } from './finish-action.ts';
import { finishPortalLogin } from './finish-portal-login.ts';
import { finishTask } from './finish-task.ts';
import { flagUnseenPayments } from './flag-unseen-payments.ts';
import { forgetPortalDevice } from './forget-portal-device.ts';
import { givePortalAccess } from './give-portal-access.ts';
import { handOver } from './hand-over.ts';
import { linkDebtors } from './link-debtors.ts';
import { logCall } from './log-call.ts';
import { logPortalDownload } from './log-portal-download.ts';
import { markNotificationRead } from './mark-notification-read.ts';
import { moveAction } from './move-action.ts';
import { openDispute } from './open-dispute.ts';
import { openPortal } from './open-portal.ts';
import { openPortalDevice } from './open-portal-device.ts';
import { pinNote } from './pin-note.ts';
import { planAction } from './plan-action.ts';
import { proposeContactChange } from './propose-contact-change.ts';
import { recordDelivery } from './record-delivery.ts';
import { recordPromise } from './record-promise.ts';
import { recordProviderPayment } from './record-provider-payment.ts';
import { rememberPortalDevice } from './remember-portal-device.ts';
import { removeAbsence } from './remove-absence.ts';
import { removeCall } from './remove-call.ts';
import { removeContact } from './remove-contact.ts';
import { removeDocument } from './remove-document.ts';
import { removeNote } from './remove-note.ts';
import { removeView } from './remove-view.ts';
import { renewPortalAccess } from './renew-portal-access.ts';
import { reopenAction } from './reopen-action.ts';
import { replyTask } from './reply-task.ts';
import { requestWriteOff } from './request-write-off.ts';
import { revokePortalAccess } from './revoke-portal-access.ts';
import { runDunning } from './run-dunning.ts';
import { saveAbsence } from './save-absence.ts';
import { saveAdministrationSettings } from './save-administration-settings.ts';
import { saveAssignmentRules } from './save-assignment-rules.ts';
import { saveCalendarFeed } from './save-calendar-feed.ts';
import { saveContact } from './save-contact.ts';
import { saveDebtorContact } from './save-debtor-contact.ts';
import { saveDisputeType } from './save-dispute-type.ts';
import { saveOutgoingMail } from './save-outgoing-mail.ts';
import { saveTaskMailbox } from './save-task-mailbox.ts';
import { saveView } from './save-view.ts';
import { sayAlreadyPaid } from './say-already-paid.ts';
import { sendMessage } from './send-message.ts';
import { setCreditHold } from './set-credit-hold.ts';
import { startPayment } from './start-payment.ts';
import { sweepPortal } from './sweep-portal.ts';
import { switchPortalDebtor } from './switch-portal-debtor.ts';
import { unlinkDebtor } from './unlink-debtor.ts';
import { updateCompany } from './update-company.ts';
import { updateDispute } from './update-dispute.ts';
import { viewPortal } from './view-portal.ts';
import { withdrawDispute } from './withdraw-dispute.ts';
import { withdrawPromise } from './withdraw-promise.ts';

export type { Actor, Command, CommandContext, InverseCommand, Permission, Tx } from './command.ts';
export { authorise, need } from './command.ts';
export { CALL_OUTCOMES } from './log-call.ts';

/** Every command there is, by name. A new one is added here and to the table in the access test. */
const all = {
  addDocument,
  addNote,
  addPoNumber,
  agreePlan,
  answerProposal,
  applyAssignmentRules,
  applyProviderPayment,
  askCopy,
  askPlan,
  askPromise,
  assignActions,
  assignDebtors,
  beginPortalLogin,
  blockInvoice,
  cancelAction,
  changeDebtorGroup,
  changePlan,
  checkArrangements,
  closePortal,
  closeThread,
  createTask,
  decideRequest,
  decideWriteOff,
  editNote,
  endHandOver,
  endPlan,
  escalateOverdue,
  fileComplaint,
  fileHandOver,
  finishAction,
  finishPortalLogin,
  finishTask,
  flagUnseenPayments,
  forgetPortalDevice,
  givePortalAccess,
  handOver,
  linkDebtors,
  logCall,
  logPortalDownload,
  markNotificationRead,
  moveAction,
  openDispute,
  openPortal,
  openPortalDevice,
  pinNote,
  planAction,
  proposeContactChange,
  recordDelivery,
  recordPromise,
  recordProviderPayment,
  rememberPortalDevice,
  removeAbsence,
  removeCall,
  removeContact,
  removeDocument,
  removeNote,
  removeView,
  renewPortalAccess,
  reopenAction,
  replyTask,
  requestWriteOff,
  revokePortalAccess,
  runDunning,
  saveAbsence,
  saveAdministrationSettings,
  saveAssignmentRules,
  saveContact,
  saveDebtorContact,
  saveCalendarFeed,
  saveDisputeType,
  saveOutgoingMail,
  saveTaskMailbox,
  saveView,
  sayAlreadyPaid,
  sendMessage,
  setCreditHold,
  startPayment,
  sweepPortal,
  switchPortalDebtor,
  unlinkDebtor,
  updateCompany,
  updateDispute,
  viewPortal,
  withdrawDispute,
  withdrawPromise,
};

type AnyCommand = (typeof all)[keyof typeof all];
export type CommandName = AnyCommand['name'];
type CommandOf<N extends CommandName> = Extract<AnyCommand, { name: N }>;
export type CommandArgs<N extends CommandName> = CommandOf<N> extends Command<N, infer Args, infer _Result> ? Args : never;
export type CommandResult<N extends CommandName> = CommandOf<N> extends Command<N, infer _Args, infer Result> ? Result : never;

/** What a caller may leave out has a default in the command's schema. */
export type CommandInput<N extends CommandName> = Partial<CommandArgs<N>> & object;

export const commands: ReadonlyMap<string, Command> = new Map(Object.values(all).map((cmd) => [cmd.name, cmd as unknown as Command]));

/** The commands that take a given one back, by what it was given and what it returned; none when it cannot be. */
export function inverseOf(name: string, args: unknown, result: unknown): InverseCommand[] {
  const cmd = commands.get(name);
  return cmd?.inverse ? cmd.inverse(cmd.args.parse(args), result) : [];
}
