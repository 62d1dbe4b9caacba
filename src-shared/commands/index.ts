import { addDocument } from './add-document.ts';
import { addNote } from './add-note.ts';
import { applyProviderPayment } from './apply-provider-payment.ts';
import { beginPortalLogin } from './begin-portal-login.ts';
import { blockInvoice } from './block-invoice.ts';
import { changeDebtorGroup } from './change-debtor-group.ts';
import { closePortal } from './close-portal.ts';
import type { Command } from './command.ts';
import { createTask } from './create-task.ts';
import { editNote } from './edit-note.ts';
import { escalateOverdue } from './escalate-overdue.ts';
import { finishAction } from './finish-action.ts';
import { finishPortalLogin } from './finish-portal-login.ts';
import { finishTask } from './finish-task.ts';
import { flagUnseenPayments } from './flag-unseen-payments.ts';
import { forgetPortalDevice } from './forget-portal-device.ts';
import { givePortalAccess } from './give-portal-access.ts';
import { linkDebtors } from './link-debtors.ts';
import { logCall } from './log-call.ts';
import { logPortalDownload } from './log-portal-download.ts';
import { markNotificationRead } from './mark-notification-read.ts';
import { openDispute } from './open-dispute.ts';
import { openPortal } from './open-portal.ts';
import { openPortalDevice } from './open-portal-device.ts';
import { pinNote } from './pin-note.ts';
import { planAction } from './plan-action.ts';
import { recordDelivery } from './record-delivery.ts';
import { recordProviderPayment } from './record-provider-payment.ts';
import { rememberPortalDevice } from './remember-portal-device.ts';
import { removeContact } from './remove-contact.ts';
import { removeDocument } from './remove-document.ts';
import { removeNote } from './remove-note.ts';
import { renewPortalAccess } from './renew-portal-access.ts';
import { replyTask } from './reply-task.ts';
import { revokePortalAccess } from './revoke-portal-access.ts';
import { runDunning } from './run-dunning.ts';
import { saveAdministrationSettings } from './save-administration-settings.ts';
import { saveContact } from './save-contact.ts';
import { saveDebtorContact } from './save-debtor-contact.ts';
import { saveDisputeType } from './save-dispute-type.ts';
import { saveOutgoingMail } from './save-outgoing-mail.ts';
import { saveTaskMailbox } from './save-task-mailbox.ts';
import { startPayment } from './start-payment.ts';
import { sweepPortal } from './sweep-portal.ts';
import { switchPortalDebtor } from './switch-portal-debtor.ts';
import { unlinkDebtor } from './unlink-debtor.ts';
import { updateCompany } from './update-company.ts';
import { updateDispute } from './update-dispute.ts';
import { withdrawDispute } from './withdraw-dispute.ts';

export type { Actor, Command, CommandContext, Permission, Tx } from './command.ts';
export { authorise, need } from './command.ts';
export { CALL_OUTCOMES } from './log-call.ts';

/** Every command there is, by name. A new one is added here and to the table in the access test. */
const all = {
  addDocument,
  addNote,
  applyProviderPayment,
  beginPortalLogin,
  blockInvoice,
  changeDebtorGroup,
  closePortal,
  createTask,
  editNote,
  escalateOverdue,
  finishAction,
  finishPortalLogin,
  finishTask,
  flagUnseenPayments,
  forgetPortalDevice,
  givePortalAccess,
  linkDebtors,
  logCall,
  logPortalDownload,
  markNotificationRead,
  openDispute,
  openPortal,
  openPortalDevice,
  pinNote,
  planAction,
  recordDelivery,
  recordProviderPayment,
  rememberPortalDevice,
  removeContact,
  removeDocument,
  removeNote,
  renewPortalAccess,
  replyTask,
  revokePortalAccess,
  runDunning,
  saveAdministrationSettings,
  saveContact,
  saveDebtorContact,
  saveDisputeType,
  saveOutgoingMail,
  saveTaskMailbox,
  startPayment,
  sweepPortal,
  switchPortalDebtor,
  unlinkDebtor,
  updateCompany,
  updateDispute,
  withdrawDispute,
};

type AnyCommand = (typeof all)[keyof typeof all];
export type CommandName = AnyCommand['name'];
type CommandOf<N extends CommandName> = Extract<AnyCommand, { name: N }>;
export type CommandArgs<N extends CommandName> = CommandOf<N> extends Command<N, infer Args, infer _Result> ? Args : never;
export type CommandResult<N extends CommandName> = CommandOf<N> extends Command<N, infer _Args, infer Result> ? Result : never;

/** What a caller may leave out has a default in the command's schema. */
export type CommandInput<N extends CommandName> = Partial<CommandArgs<N>> & object;

export const commands: ReadonlyMap<string, Command> = new Map(Object.values(all).map((cmd) => [cmd.name, cmd as unknown as Command]));
