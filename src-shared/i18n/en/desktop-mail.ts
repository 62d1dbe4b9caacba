import type { Catalogue } from '../catalogue.ts';
import type { desktopMail as nl } from '../nl/desktop-mail.ts';

export const desktopMail: Catalogue<typeof nl> = {
  'mail.title': 'Outgoing mail',
  'mail.list': 'Messages',
  'mail.empty': 'Nothing has been sent yet.',
  'mail.to-reminders': 'See the reminders of today',
  'mail.empty-debtor': 'Nothing has been sent to this debtor yet.',
  'mail.choose': 'Choose a message.',
  'mail.cut': 'These are the newest {count} messages.',
  'mail.to': 'To',
  'mail.links': '{count, plural, =0 {no links} one {# link} other {# links}}',
  'mail.body-of': 'Text of the message: {subject}',
  'mail.failed-because': 'Not sent: {reason}',
  'mail.caught-explained': 'This message was caught and not sent: outgoing mail is set to "catch".',
  'mail.state.queued': 'Waiting',
  'mail.state.sent': 'Sent',
  'mail.state.caught': 'Caught',
  'mail.state.failed': 'Failed',
};
