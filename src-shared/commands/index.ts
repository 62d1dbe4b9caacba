import { addDocument } from './add-document.ts';
import { addNote } from './add-note.ts';
import { applyAssignmentRules } from './apply-assignment-rules.ts';
import { applyProviderPayment } from './apply-provider-payment.ts';
import { assignActions } from './assign-actions.ts';
import { assignDebtors } from './assign-debtors.ts';
import { beginPortalLogin } from './begin-portal-login.ts';
import { blockInvoice } from './block-invoice.ts';
import { cancelAction } from './cancel-action.ts';
import { changeDebtorGroup } from './change-debtor-group.ts';
import { closePortal } from './close-portal.ts';
import type { Command, InverseCommand } from './command.ts';
import { finishAction } from './finish-action.ts';
import { finishPortalLogin } from './finish-portal-login.ts';
import { flagUnseenPayments } from './flag-unseen-payments.ts';
import { forgetPortalDevice } from './forget-portal-device.ts';
import { givePortalAccess } from './give-portal-access.ts';
import { linkDebtors } from './link-debtors.ts';
import { logCall } from './log-call.ts';
import { logPortalDownload } from './log-portal-download.ts';
import { moveAction } from './move-action.ts';
import { openPortal } from './open-portal.ts';
import { openPortalDevice } from './open-portal-device.ts';
import { planAction } from './plan-action.ts';
import { recordDelivery } from './record-delivery.ts';
import { recordProviderPayment } from './record-provider-payment.ts';
import { rememberPortalDevice } from './remember-portal-device.ts';
import { removeAbsence } from './remove-absence.ts';
import { removeCall } from './remove-call.ts';
import { removeContact } from './remove-contact.ts';
import { removeDocument } from './remove-document.ts';
import { removeView } from './remove-view.ts';
import { renewPortalAccess } from './renew-portal-access.ts';
import { reopenAction } from './reopen-action.ts';
import { revokePortalAccess } from './revoke-portal-access.ts';
import { runDunning } from './run-dunning.ts';
import { saveAbsence } from './save-absence.ts';
import { saveAdministrationSettings } from './save-administration-settings.ts';
import { saveAssignmentRules } from './save-assignment-rules.ts';
import { saveCalendarFeed } from './save-calendar-feed.ts';
import { saveContact } from './save-contact.ts';
import { saveDebtorContact } from './save-debtor-contact.ts';
import { saveOutgoingMail } from './save-outgoing-mail.ts';
import { saveView } from './save-view.ts';
import { startPayment } from './start-payment.ts';
import { sweepPortal } from './sweep-portal.ts';
import { switchPortalDebtor } from './switch-portal-debtor.ts';
import { unlinkDebtor } from './unlink-debtor.ts';
import { updateCompany } from './update-company.ts';

export type { Actor, Command, CommandContext, InverseCommand, Permission, Tx } from './command.ts';
export { authorise, need } from './command.ts';
export { CALL_OUTCOMES } from './log-call.ts';

/** Every command there is, by name. A new one is added here and to the table in the access test. */
const all = {
  addDocument,
  addNote,
  applyAssignmentRules,
  applyProviderPayment,
  beginPortalLogin,
  assignActions,
  assignDebtors,
  blockInvoice,
  cancelAction,
  changeDebtorGroup,
  closePortal,
  finishAction,
  finishPortalLogin,
  flagUnseenPayments,
  forgetPortalDevice,
  givePortalAccess,
  linkDebtors,
  logCall,
  logPortalDownload,
  moveAction,
  openPortal,
  openPortalDevice,
  planAction,
  recordDelivery,
  recordProviderPayment,
  rememberPortalDevice,
  renewPortalAccess,
  revokePortalAccess,
  removeContact,
  removeDocument,
  removeAbsence,
  removeCall,
  removeView,
  reopenAction,
  runDunning,
  saveAbsence,
  saveAdministrationSettings,
  saveContact,
  saveDebtorContact,
  saveAssignmentRules,
  saveCalendarFeed,
  saveOutgoingMail,
  saveView,
  startPayment,
  sweepPortal,
  switchPortalDebtor,
  unlinkDebtor,
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

/** The commands that take a given one back, by what it was given and what it returned; none when it cannot be. */
export function inverseOf(name: string, args: unknown, result: unknown): InverseCommand[] {
  const cmd = commands.get(name);
  return cmd?.inverse ? cmd.inverse(cmd.args.parse(args), result) : [];
}
