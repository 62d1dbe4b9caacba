import type { Catalogue } from '../catalogue.ts';
import type { common as nl } from '../nl/common.ts';

export const common: Catalogue<typeof nl> = {
  'error.internal': 'Something went wrong in Kasstroom. Try again; if it keeps failing, tell your administrator.',
  'error.not-allowed': 'You do not have the right to do this.',
  'error.not-found': 'This does not exist (any more).',
  'error.network.unreachable': 'The server cannot be reached. Check your connection and try again.',
  'error.auth.wrong-credentials': 'The e-mail address or password is not right.',
  'error.auth.too-many-attempts': 'Too many failed attempts. Try again in {minutes, plural, one {# minute} other {# minutes}}.',
  'error.auth.session-ended': 'Your session has ended. Sign in again.',
  'error.row-changed': 'A colleague has changed this in the meantime. Look at the new values and try again.',
  'error.group.nothing-to-link': 'Choose at least two debtors to link.',
  'error.group.too-large': 'A debtor group has at most {most} debtors.',
  'error.group.not-linked': 'This debtor is not linked.',
  'error.settings.invalid': 'The setting {field} is not right: {reason}',
  'error.action.not-open': 'This action has already been dealt with.',
  'error.dunning.plan-changed': 'Something has changed since the preview. Look at the new preview and send again.',
  'error.dunning.before-last-run': 'The last run was on {lastRunDate}; a run before that date is not possible.',
  'step.reminder.friendly': 'Reminder',
  'step.reminder': 'Second reminder',
  'step.demand.final': 'Final demand',
};
