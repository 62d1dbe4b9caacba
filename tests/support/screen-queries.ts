import type { QueryArgs, QueryName } from '../../src-shared/contract/index.ts';
import { addDays } from '../../src-shared/kernel/index.ts';
import type { BigCache } from './big-cache.ts';

/** Rows that queries are asked for by id. */
export interface Picked {
  requestId: string;
  /** Of the busy debtor, in one currency. */
  invoiceIds: string[];
  messageId: string;
}

/** By what is particular about it: the arguments. */
type Asks = { [N in QueryName]: Record<string, QueryArgs<N>> | 'asks the server' };

/** Every query of the contract as its screen asks it; a new query has to be added here before the types are right. */
export function screenQueries(big: BigCache, picked: Picked): Asks {
  const { administrationId, userId, today, busyDebtorId: debtorId } = big;
  const here = { administrationId };
  const everywhere = { administrationId: null };
  const busy = { '': { debtorId } };
  const [from, until] = [addDays(today, -30), addDays(today, 30)];
  const page: QueryArgs<'worklist.page'> = { ...everywhere, assigneeId: userId, sort: 'priority', direction: 'desc', offset: 0, limit: 50 };
  const timeline = (offset: number) => ({ debtorId, offset, limit: 100 });
  return {
    'session.get': { '': {} },
    'status.get': { '': {} },
    'today.get': {
      'everywhere, since yesterday': { ...everywhere, since: `${addDays(today, -1)}T17:00:00.000Z` },
      'one company, since a month': { ...here, since: `${from}T17:00:00.000Z` },
    },
    'worklist.page': {
      mine: page,
      everybody: { ...page, assigneeId: null },
      'grouped by company': { ...page, assigneeId: null, groupBy: 'administration' },
      'in the middle': { ...page, assigneeId: null, offset: big.actions >> 1 },
    },
    'worklist.counts': { '': everywhere },
    'worklist.views': { '': everywhere },
    'worklist.progress': { '': everywhere },
    'debtor.header': busy,
    'debtor.invoices': { open: { debtorId }, 'closed too': { debtorId, includeClosed: true }, 'of the group': { debtorId, group: true } },
    'debtor.timeline': { 'at 0': timeline(0), 'at 10,000': timeline(10_000), 'at 19,900': timeline(19_900) },
    'debtor.timeline-count': { all: { debtorId }, payments: { debtorId, categories: ['payment'] } },
    'debtor.group': busy,
    'debtor.arrangements': busy,
    'debtor.disputes': busy,
    'debtor.notes': busy,
    'debtor.conversation': busy,
    'contacts.list': busy,
    'documents.list': busy,
    'document.piece': 'asks the server',
    'document.mail': 'asks the server',
    'portal-access.list': busy,
    'settlement.get': busy,
    'hand-over.preview': { '': { debtorId, invoiceIds: picked.invoiceIds, asOf: today, fourteenDayLetterOn: null } },
    'arrangements.agenda': {
      'two months, everybody': { ...everywhere, from, until },
      'two months, mine': { ...everywhere, assigneeId: userId, from, until },
    },
    'agenda.range': {
      'two months, everybody': { ...everywhere, userId: null, from, until },
      'two months, mine': { ...everywhere, userId, from, until },
    },
    'agenda.counts': { '': everywhere },
    'calendar.address': 'asks the server',
    'disputes.board': { 'a month back': { ...everywhere, decidedSince: from } },
    'disputes.counts': { '': everywhere },
    'disputes.figures': { 'a year': { ...everywhere, from: addDays(today, -365), until: today } },
    'disputes.types': { '': here },
    'tasks.list': {
      mine: { ...everywhere, scope: 'mine' },
      all: { ...everywhere, scope: 'all' },
      'all that are closed': { ...everywhere, scope: 'all', closed: true },
    },
    'tasks.counts': { '': everywhere },
    'notifications.list': { '': {} },
    'colleagues.of': { '': here },
    'requests.list': { everybody: { ...everywhere, mine: false }, mine: { ...everywhere, mine: true } },
    'requests.counts': { '': everywhere },
    'request.detail': { '': { requestId: picked.requestId } },
    'search.debtors': { '"anker"': { text: 'anker' }, '"1005"': { text: '1005' } },
    'search.all': {
      '"anker"': { text: 'anker' },
      misspelt: { text: 'fysioterapie' },
      'an invoice': { text: 'F1000512' },
      'a letter': { text: 'b' },
    },
    'search.named': {
      '': {
        refs: [
          { kind: 'debtor', id: debtorId },
          { kind: 'mail', id: picked.messageId },
          { kind: 'invoice', id: picked.invoiceIds[0] ?? '' },
        ],
      },
    },
    'dunning.preview': { '': { administrationId, date: today } },
    'messages.list': { everywhere, 'of a debtor': { ...everywhere, debtorId } },
    'message.body': 'asks the server',
    'settings.company': { '': here },
    'settings.outgoing-mail': { '': {} },
    'settings.portal': { '': here },
    'settings.arrangements': { '': here },
    'settings.documents': { '': here },
    'settings.settlement': { '': here },
    'settings.assignment': { '': here },
    'settings.absences': { '': {} },
    'settings.calendar': { '': here },
    'settings.task-mailbox': { '': {} },
    'sync.refusals': { '': {} },
    'sessions.list': 'asks the server',
  };
}
