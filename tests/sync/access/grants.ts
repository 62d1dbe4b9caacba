import type { CommandName, Permission } from '../../../src-shared/commands/index.ts';
import { ROLES, type Role } from '../../../src-shared/schema/index.ts';

/** The rows of one administration that commands are tried on. */
export interface Target {
  administrationId: string;
  debtorId: string;
  /** In a group with the debtor. */
  linkedDebtorId: string;
  invoiceId: string;
  actionId: string;
  doneActionId: string;
  /** Somebody who works for the administration. */
  colleagueId: string;
  substituteId: string;
  messageId: string;
  portalAccessId: string;
  paymentIntentId: string;
  portalSessionId: string;
  /** A question that waits, and its conversation. */
  requestId: string;
  threadId: string;
  /** A promise for which another day was offered. */
  offerId: string;
  disputeId: string;
  noteId: string;
  taskId: string;
  notificationId: string;
  promiseId: string;
  planId: string;
  portalDeviceId: string;
  portalLoginId: string;
  documentId: string;
  contactId: string;
  writeOffId: string;
  handOverId: string;
}

export interface Grant {
  /** Who may; written down here a second time, on purpose: a change of rights must be made twice. */
  may: readonly Permission[];
  /** True when it is about the whole installation: a role in one administration is not enough. */
  everywhere?: true;
  args(target: Target): object;
}

const WORKERS = ['administrator', 'credit-manager', 'collector'] as const satisfies readonly Role[];

/** Every command with who may give it. The type refuses a command that is not listed. */
export const grants: Record<CommandName, Grant> = {
  'add-po-number': { may: ['debtor'], args: ({ debtorId, invoiceId }) => ({ debtorId, invoiceId, reference: '4500' }) },
  'answer-proposal': { may: ['debtor'], args: ({ offerId }) => ({ requestId: offerId, accept: false }) },
  'ask-copy': { may: ['debtor'], args: ({ debtorId, invoiceId }) => ({ debtorId, invoiceIds: [invoiceId] }) },
  'ask-plan': {
    may: ['debtor'],
    args: ({ debtorId, invoiceId }) => ({
      ...{ debtorId, currency: 'EUR', invoiceIds: [invoiceId], namedAmount: 10_000 },
      terms: [
        { dueOn: '2026-03-20', amount: 5_000 },
        { dueOn: '2026-04-20', amount: 5_000 },
      ],
    }),
  },
  'ask-promise': {
    may: ['debtor'],
    args: ({ debtorId, invoiceId }) => ({
      ...{ debtorId, currency: 'EUR', invoiceIds: [invoiceId], namedAmount: 10_000, otherAmount: null, promisedOn: '2026-03-20' },
    }),
  },
  'close-thread': { may: WORKERS, args: ({ threadId }) => ({ threadId }) },
  'decide-request': { may: WORKERS, args: ({ requestId }) => ({ requestId, decision: 'approve', reply: 'yes' }) },
  'file-complaint': {
    may: ['debtor'],
    args: ({ administrationId, debtorId, invoiceId }) => ({
      debtorId,
      invoiceIds: [invoiceId],
      type: `${administrationId}:other`,
      text: 'x',
    }),
  },
  'propose-contact-change': { may: ['debtor'], args: ({ debtorId }) => ({ debtorId, phone: '030 000 00 00' }) },
  'say-already-paid': {
    may: ['debtor'],
    args: ({ debtorId, invoiceId }) => ({ debtorId, invoiceIds: [invoiceId], paidOn: '2026-03-09' }),
  },
  'send-message': { may: [...WORKERS, 'debtor'], args: ({ debtorId, threadId }) => ({ debtorId, threadId, text: 'hello' }) },
  'view-portal': {
    may: WORKERS,
    args: ({ debtorId }) => ({ debtorId, sessionId: 'view', expiresAt: '2026-03-10T13:00:00.000Z' }),
  },
  'add-document': {
    may: ['system'],
    args: ({ debtorId }) => ({ debtorId, name: 'a.pdf', mediaType: 'application/pdf', size: 1, hash: '0'.repeat(64) }),
  },
  'request-write-off': {
    may: WORKERS,
    args: ({ debtorId, invoiceId }) => ({ debtorId, lines: [{ invoiceId, amount: 100 }], reason: 'goodwill' }),
  },
  'decide-write-off': {
    may: ['administrator', 'credit-manager'],
    args: ({ writeOffId }) => ({ writeOffId, decision: 'decline' }),
  },
  'set-credit-hold': { may: WORKERS, args: ({ debtorId }) => ({ debtorId, hold: true, reason: 'limiet' }) },
  'hand-over': {
    may: ['administrator', 'credit-manager'],
    args: ({ debtorId, invoiceId }) => ({
      debtorId,
      invoiceIds: [invoiceId],
      partner: 'Incasso Noord',
      partnerKind: 'agency',
      asOf: '2026-03-10',
    }),
  },
  'end-hand-over': { may: ['administrator', 'credit-manager'], args: ({ handOverId }) => ({ handOverId, outcome: 'closed' }) },
  'file-hand-over': {
    may: ['system'],
    args: ({ handOverId, documentId }) => ({ handOverId, documentId, archiveId: documentId }),
  },
  'remove-contact': { may: WORKERS, args: ({ contactId }) => ({ contactId }) },
  'save-contact': { may: [...WORKERS, 'sales', 'system'], args: ({ debtorId }) => ({ debtorId, name: 'Piet' }) },
  'save-debtor-contact': {
    may: WORKERS,
    args: ({ debtorId }) => ({ debtorId, email: '', phone: '', language: 'nl', doNotContact: false }),
  },
  'remove-document': { may: WORKERS, args: ({ documentId }) => ({ documentId }) },
  'add-note': { may: [...WORKERS, 'sales'], args: ({ debtorId }) => ({ debtorId, text: 'note' }) },
  'agree-plan': {
    may: [...WORKERS, 'system'],
    args: ({ debtorId, invoiceId }) => ({ debtorId, invoiceIds: [invoiceId], terms: [{ dueOn: '2026-03-20', amount: 10_000 }] }),
  },
  'change-plan': { may: [...WORKERS, 'system'], args: ({ planId }) => ({ planId, terms: [{ dueOn: '2026-04-20', amount: 10_000 }] }) },
  'check-arrangements': { may: ['system'], args: ({ administrationId }) => ({ administrationId }) },
  'end-plan': { may: [...WORKERS, 'system'], args: ({ planId }) => ({ planId }) },
  'apply-assignment-rules': { may: ['administrator', 'credit-manager', 'system'], args: ({ administrationId }) => ({ administrationId }) },
  'assign-actions': {
    may: WORKERS,
    args: ({ administrationId, actionId, colleagueId }) => ({ administrationId, actionIds: [actionId], assigneeId: colleagueId }),
  },
  'assign-debtors': {
    may: WORKERS,
    args: ({ administrationId, debtorId, colleagueId }) => ({ administrationId, debtorIds: [debtorId], assigneeId: colleagueId }),
  },
  'block-invoice': { may: WORKERS, args: ({ debtorId, invoiceId }) => ({ debtorId, invoiceIds: [invoiceId], reason: 'held' }) },
  'cancel-action': { may: [...WORKERS, 'sales'], args: ({ actionId }) => ({ actionId }) },
  'finish-action': { may: WORKERS, args: ({ actionId }) => ({ actionId }) },
  'flag-unseen-payments': { may: ['system'], args: ({ administrationId }) => ({ administrationId }) },
  'change-debtor-group': { may: WORKERS, args: ({ debtorId }) => ({ debtorId, name: 'Group' }) },
  'link-debtors': { may: WORKERS, args: ({ debtorId, linkedDebtorId }) => ({ debtorIds: [debtorId, linkedDebtorId] }) },
  'log-call': { may: [...WORKERS, 'sales'], args: ({ debtorId }) => ({ debtorId, outcome: 'spoken' }) },
  'move-action': { may: [...WORKERS, 'sales'], args: ({ actionId }) => ({ actionId, dueOn: '2026-03-12', dueTime: '10:30' }) },
  'plan-action': {
    may: [...WORKERS, 'sales', 'system'],
    args: ({ debtorId }) => ({ debtorId, kind: 'call', dueOn: '2026-03-12' }),
  },
  'create-task': {
    may: [...WORKERS, 'sales', 'system'],
    args: ({ debtorId, colleagueId }) => ({ debtorId, toId: colleagueId, title: 'Delivered?', dueOn: '2026-03-12' }),
  },
  'edit-note': { may: [...WORKERS, 'sales'], args: ({ noteId }) => ({ noteId, text: 'other words' }) },
  'escalate-overdue': { may: ['system'], args: ({ administrationId }) => ({ administrationId }) },
  'finish-task': { may: [...WORKERS, 'sales'], args: ({ taskId }) => ({ taskId }) },
  'mark-notification-read': {
    may: [...WORKERS, 'sales', 'reader'],
    args: ({ administrationId, notificationId }) => ({ administrationId, notificationIds: [notificationId] }),
  },
  'open-dispute': {
    may: [...WORKERS, 'system'],
    args: ({ administrationId, debtorId, invoiceId }) => ({
      debtorId,
      disputeTypeId: `${administrationId}:price`,
      lines: [{ invoiceId, amount: 100 }],
    }),
  },
  'pin-note': { may: [...WORKERS, 'sales'], args: ({ noteId }) => ({ noteId, pinned: true }) },
  'remove-note': { may: [...WORKERS, 'sales'], args: ({ noteId }) => ({ noteId }) },
  'reply-task': { may: [...WORKERS, 'sales'], args: ({ taskId }) => ({ taskId, text: 'Yes, on Monday.' }) },
  'save-dispute-type': {
    may: ['administrator', 'credit-manager', 'system'],
    args: ({ administrationId }) => ({ administrationId, name: 'Weight' }),
  },
  'save-task-mailbox': { may: ['administrator', 'system'], everywhere: true, args: () => ({ enabled: false }) },
  'update-dispute': { may: [...WORKERS, 'system'], args: ({ disputeId }) => ({ disputeId, state: 'investigating' }) },
  'withdraw-dispute': { may: [...WORKERS, 'system'], args: ({ disputeId }) => ({ disputeId }) },
  'record-promise': {
    may: [...WORKERS, 'system'],
    args: ({ debtorId, invoiceId }) => ({ debtorId, invoiceIds: [invoiceId], promisedOn: '2026-03-20' }),
  },
  'withdraw-promise': { may: [...WORKERS, 'system'], args: ({ promiseId }) => ({ promiseId }) },
  'remove-absence': { may: WORKERS, args: ({ administrationId }) => ({ administrationId, absenceId: 'gone' }) },
  'remove-call': { may: [...WORKERS, 'sales'], args: ({ debtorId }) => ({ debtorId, entryId: 'gone' }) },
  'remove-view': { may: ROLES, args: ({ administrationId }) => ({ administrationId, viewId: 'gone' }) },
  'reopen-action': { may: [...WORKERS, 'sales'], args: ({ doneActionId }) => ({ actionId: doneActionId }) },
  'run-dunning': { may: [...WORKERS, 'system'], args: ({ administrationId }) => ({ administrationId, date: '2026-03-10' }) },
  'unlink-debtor': { may: WORKERS, args: ({ debtorId }) => ({ debtorId }) },
  'update-company': {
    may: ['administrator', 'credit-manager', 'system'],
    args: ({ administrationId }) => ({ administrationId, phone: '+31 20 123 45 67' }),
  },
  'save-administration-settings': {
    may: ['administrator', 'credit-manager', 'system'],
    args: ({ administrationId }) => ({ administrationId, key: 'promises', value: { graceDays: 3 } }),
  },
  'save-absence': {
    may: WORKERS,
    args: ({ administrationId, colleagueId, substituteId }) => ({
      administrationId,
      userId: colleagueId,
      substituteId,
      fromDay: '2026-03-10',
      untilDay: '2026-03-12',
    }),
  },
  'save-assignment-rules': {
    may: ['administrator', 'credit-manager'],
    args: ({ administrationId, colleagueId }) => ({ administrationId, rules: [{ rule: { risks: ['high'] }, assigneeId: colleagueId }] }),
  },
  'save-view': {
    may: ROLES,
    args: ({ administrationId }) => ({ administrationId, screen: 'worklist', name: 'High risk', definition: {} }),
  },
  'save-calendar-feed': { may: ROLES, args: ({ administrationId }) => ({ administrationId, on: true }) },
  'save-outgoing-mail': { may: ['administrator', 'system'], everywhere: true, args: () => ({ transport: 'catch' }) },
  'record-delivery': {
    may: ['system'],
    everywhere: true,
    args: ({ messageId }) => ({ deliveries: [{ messageId, state: 'sent', at: '2026-03-10T12:00:00.000Z' }] }),
  },
  'open-portal': {
    may: ['debtor'],
    args: ({ portalAccessId }) => ({ accessId: portalAccessId, sessionId: 'new-session', expiresAt: '2026-03-10T13:00:00.000Z' }),
  },
  'begin-portal-login': {
    may: ['system'],
    args: ({ debtorId }) => ({
      loginId: 'new-login',
      emailHash: 'hash',
      email: 'a@example.test',
      language: 'nl',
      code: '123456',
      codeHash: 'hash',
      debtorIds: [debtorId],
      expiresAt: '2026-03-10T13:00:00.000Z',
    }),
  },
  'finish-portal-login': {
    may: ['system'],
    args: ({ portalLoginId }) => ({
      loginId: portalLoginId,
      codeHash: 'right',
      sessionId: 'new-session',
      expiresAt: '2026-03-10T13:00:00.000Z',
    }),
  },
  'forget-portal-device': {
    may: ['debtor'],
    args: ({ portalSessionId, portalDeviceId }) => ({ sessionId: portalSessionId, deviceId: portalDeviceId }),
  },
  'give-portal-access': { may: [...WORKERS, 'system'], args: ({ debtorId }) => ({ debtorId }) },
  'log-portal-download': { may: ['debtor'], args: ({ debtorId }) => ({ debtorId, what: 'statement' }) },
  'open-portal-device': {
    may: ['system'],
    args: ({ portalDeviceId }) => ({ deviceId: portalDeviceId, sessionId: 'new-session', expiresAt: '2026-03-10T13:00:00.000Z' }),
  },
  'remember-portal-device': {
    may: ['debtor'],
    args: ({ portalSessionId }) => ({
      sessionId: portalSessionId,
      deviceId: 'new-device',
      name: 'Firefox, Linux',
      expiresAt: '2026-06-01T00:00:00.000Z',
    }),
  },
  'renew-portal-access': { may: ['system'], args: ({ portalAccessId }) => ({ accessId: portalAccessId }) },
  'revoke-portal-access': { may: [...WORKERS, 'system'], args: ({ debtorId }) => ({ debtorId }) },
  'sweep-portal': { may: ['system'], args: ({ administrationId }) => ({ administrationId }) },
  'switch-portal-debtor': { may: ['debtor'], args: ({ portalSessionId, debtorId }) => ({ sessionId: portalSessionId, debtorId }) },
  'close-portal': { may: ['debtor'], args: ({ portalSessionId }) => ({ sessionId: portalSessionId }) },
  'start-payment': {
    may: ['debtor'],
    args: ({ debtorId, invoiceId }) => ({
      debtorId,
      currency: 'EUR',
      invoiceIds: [invoiceId],
      otherAmount: null,
      namedAmount: 10_000,
      provider: 'sandbox',
      method: '',
    }),
  },
  'record-provider-payment': {
    may: ['system'],
    args: ({ paymentIntentId }) => ({ intentId: paymentIntentId, providerPaymentId: 'tr_1', checkoutUrl: '' }),
  },
  'apply-provider-payment': {
    may: ['system'],
    args: ({ paymentIntentId }) => ({
      intentId: paymentIntentId,
      payment: { providerPaymentId: 'tr_1', status: 'canceled', amount: 10_000, currency: 'EUR', method: '', paidOn: null, paidAt: null },
    }),
  },
};
