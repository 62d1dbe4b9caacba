import type { Catalogue } from '../catalogue.ts';
import type { sync as nl } from '../nl/sync.ts';

export const sync: Catalogue<typeof nl> = {
  'error.auth.other-user-pending':
    '{pending, plural, one {# change of another user is} other {# changes of another user are}} still waiting to be sent. Let that user sign in first, with a connection.',
  'error.cache.corrupt': 'The data on this computer was damaged and is being loaded again. What you recorded is kept.',
  'error.command.bad-arguments': 'The server does not understand this change ({field}). Update Kasstroom and try again.',
  'error.command.needs-server': 'This needs a connection with the server.',
  'error.command.unknown': 'The server does not know this action; it is probably of an older version. Ask your administrator to update it.',
  'error.contract.bad-arguments':
    'This window asks something that the core of Kasstroom does not understand. Close Kasstroom and start it again.',
  'error.contract.malformed':
    'This window asks something that the core of Kasstroom does not understand. Close Kasstroom and start it again.',
  'error.contract.unknown': 'This window and the core of Kasstroom are of different versions. Close Kasstroom and start it again.',
  'error.day.malformed': '“{value}” is not a date.',
  'error.money.currency-unknown': '“{currency}” is not a known currency.',
  'error.money.division-by-zero': 'This amount cannot be computed.',
  'error.money.malformed': '“{value}” is not an amount.',
  'error.money.too-large': 'The amount {value} is too large.',
  'error.network.unexpected-answer':
    'The server gave an answer that Kasstroom does not understand (status {status}). Is there a proxy in between, or is the address wrong?',
  'error.outbox.newer': 'Your waiting changes in {file} are of a newer version of Kasstroom. Update Kasstroom.',
  'error.outbox.unreadable': 'The file with your waiting changes ({file}) cannot be read. Do not remove it; ask your administrator.',
  'error.payment.amount-changed': 'The amount has changed meanwhile. Choose again what you want to pay.',
  'error.payment.covered-by-credit': 'The credit is enough for what was chosen; nothing needs to be paid.',
  'error.payment.nothing-chosen': 'Nothing was chosen to pay.',
  'error.payment.other-provider-payment': 'This payment belongs to another payment of the payment provider already.',
  'error.payment.too-little': 'The amount must be higher than zero.',
  'error.payment.too-much': 'The amount is higher than what is open.',
  'error.portal.link-ended': 'This link has expired.',
  'error.profile.malformed': 'The settings file {file} of this computer is faulty ({field}).',
  'error.reference.malformed': 'This payment reference is faulty.',
  'error.request.malformed': 'The server does not understand this request ({field}).',
  'error.store.closed': 'The server is being stopped. Try again in a moment.',
  'error.store.disk-failed': 'The disk reports an error; nothing was saved. Make a copy of your data and have the disk checked.',
  'error.store.missing': 'The data file {file} disappeared while the server was running.',
  'error.sync.cannot-renumber': 'This computer and the server do not agree on what has been received. Your changes are kept.',
  'error.sync.client-gone': 'The connection was broken off.',
  'error.sync.protocol-version':
    'This program and the server are of different versions (here {client}, there {server}). Update Kasstroom; what you recorded is kept.',
  'error.sync.schema-differs':
    'The server has data in another shape than this program knows ({table}). Update Kasstroom; what you recorded is kept.',
};
