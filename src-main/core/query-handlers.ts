import { type QueryName, type QueryResult, queries } from '../../src-shared/contract/index.ts';
import { loadDunningPlan } from '../../src-shared/domain/dunning-inputs.ts';
import { nextStep } from '../../src-shared/domain/next-step.ts';
import { AppError } from '../../src-shared/kernel/index.ts';
import { documentSettings, settlementSettings } from '../queries/administration-settings.ts';
import { agendaCounts, agendaRange } from '../queries/agenda.ts';
import { arrangementAgenda, arrangementSettings, debtorArrangements } from '../queries/arrangements.ts';
import { absences, assignmentSettings, calendarSettings } from '../queries/assignment.ts';
import { colleaguesOf, debtorNotes, listNotifications, listTasks, taskCounts, taskMailbox } from '../queries/colleagues.ts';
import { listContacts } from '../queries/contacts.ts';
import { debtorConversation } from '../queries/conversation.ts';
import { debtorHeader, debtorInvoices, debtorTimeline, debtorTimelineCount } from '../queries/debtor.ts';
import { debtorGroup } from '../queries/debtor-group.ts';
import { debtorDisputes, disputeCounts, disputeFigures, disputesBoard, disputeTypes } from '../queries/disputes.ts';
import { listMessages } from '../queries/messages.ts';
import { portalAccess } from '../queries/portal-access.ts';
import { refusals } from '../queries/refusals.ts';
import { countRequests, listRequests, requestDetail } from '../queries/requests.ts';
import { namedOf, searchAll } from '../queries/search.ts';
import { searchDebtors } from '../queries/search-debtors.ts';
import { nameSessions, userActor } from '../queries/session.ts';
import { companySettings, outgoingMail, portalSettings } from '../queries/settings.ts';
import { previewHandOver, settlement } from '../queries/settlement.ts';
import { today } from '../queries/today.ts';
import { worklistCounts, worklistPage } from '../queries/worklist.ts';
import { worklistProgress, worklistViews } from '../queries/worklist-views.ts';
import type { CoreFacade } from './core-facade.ts';

// Arguments are parsed by the contract's schema before a handler sees them, defaults filled in.
type Handlers = { [N in QueryName]: (core: CoreFacade, args: Parsed<N>) => QueryResult<N> | Promise<QueryResult<N>> };
type Parsed<N extends QueryName> = (typeof queries)[N]['args']['_zod']['output'];

const handlers: Handlers = {
  'session.get': (core) => core.session(),
  'status.get': (core) => core.status(),
  'worklist.page': (core, args) => worklistPage(core.context(), args),
  'worklist.counts': (core, args) => worklistCounts(core.context(), args, core.userId ?? ''),
  'worklist.views': (core, args) => worklistViews(core.context(), args, core.userId ?? ''),
  'worklist.progress': (core, args) => worklistProgress(core.context(), args, core.userId ?? ''),
  'debtor.header': async (core, args) => {
    const context = core.context();
    return { ...(await debtorHeader(context, args)), nextStep: await nextStep(context.cache.rows, args.debtorId, context.today) };
  },
  'debtor.invoices': (core, args) => debtorInvoices(core.context(), args),
  'debtor.timeline': (core, args) => debtorTimeline(core.context(), args),
  'debtor.timeline-count': (core, args) => debtorTimelineCount(core.context(), args),
  'debtor.group': (core, args) => debtorGroup(core.context(), args),
  'requests.list': (core, args) => listRequests(core.context(), args, core.userId ?? ''),
  'requests.counts': (core, args) => countRequests(core.context(), args),
  'request.detail': (core, args) => requestDetail(core.context(), args),
  'debtor.conversation': (core, args) => debtorConversation(core.context(), args),
  'settings.portal': (core, args) => portalSettings(core.context(), args),
  'colleagues.of': (core, args) => colleaguesOf(core.context(), args),
  'debtor.disputes': (core, args) => debtorDisputes(core.context(), args),
  'debtor.notes': (core, args) => debtorNotes(core.context(), args),
  'disputes.board': (core, args) => disputesBoard(core.context(), args),
  'disputes.counts': (core, args) => disputeCounts(core.context(), args),
  'disputes.figures': (core, args) => disputeFigures(core.context(), args),
  'disputes.types': (core, args) => disputeTypes(core.context(), args),
  'notifications.list': (core, args) => listNotifications(core.context(), args, core.userId ?? ''),
  'settings.task-mailbox': (core) => taskMailbox(core.context()),
  'tasks.counts': (core, args) => taskCounts(core.context(), args, core.userId ?? ''),
  'tasks.list': (core, args) => listTasks(core.context(), args, core.userId ?? ''),
  'debtor.arrangements': (core, args) => debtorArrangements(core.context(), args),
  'arrangements.agenda': (core, args) => arrangementAgenda(core.context(), args),
  'settings.arrangements': (core, args) => arrangementSettings(core.context(), args),
  'today.get': (core, args) => today(core.context(), args, core.userId ?? ''),
  'agenda.range': (core, args) => agendaRange(core.context(), args),
  'agenda.counts': (core, args) => agendaCounts(core.context(), args, core.userId ?? ''),
  'calendar.address': async (core) => ({ url: await core.server.calendarUrl() }),
  'settings.documents': (core, args) => documentSettings(core.context(), args),
  'settings.settlement': (core, args) => settlementSettings(core.context(), args),
  'settings.assignment': (core, args) => assignmentSettings(core.context(), args),
  'settings.absences': (core) => absences(core.context()),
  'settings.calendar': (core, args) => calendarSettings(core.context(), args),
  'search.debtors': (core, args) => searchDebtors(core.context(), args),
  'contacts.list': (core, args) => listContacts(core.context(), args),
  'document.mail': (core, args) => core.documents.mail(args),
  'document.piece': (core, args) => core.documents.piece(args),
  'documents.list': (core, args) => core.documents.list(args),
  'search.all': (core, args) => searchAll(core.context(), args),
  'search.named': (core, args) => namedOf(core.context(), args),
  'dunning.preview': (core, { administrationId, date }) => loadDunningPlan(core.context().cache.rows, administrationId, date),
  'hand-over.preview': (core, args) => previewHandOver(core.context(), args),
  'portal-access.list': (core, args) => portalAccess(core.context(), args, core.clock.now().toISOString()),
  'settlement.get': (core, args) => settlement(core.context(), args, core.userId ?? ''),
  'messages.list': (core, args) => listMessages(core.context(), args),
  'message.body': (core, { messageId }) => core.server.messageBody(messageId),
  'settings.company': (core, args) => companySettings(core.context(), args),
  'settings.outgoing-mail': (core) => outgoingMail(core.context()),
  'sync.refusals': (core) =>
    refusals(core.context(), core.store.outbox, core.userId ? userActor(core.store.cache.reader, core.userId) : null),
  'sessions.list': async (core) => nameSessions(core.context(), await core.server.sessions()),
};

/** Queries that are answered before anybody has signed in. */
const open: readonly QueryName[] = ['session.get', 'status.get'];

export const queryHandlers = {
  /** @throws AppError `contract.unknown`, `contract.bad-arguments`, `auth.session-ended`, or the query's own */
  async handle(core: CoreFacade, name: string, args: unknown): Promise<unknown> {
    if (!Object.hasOwn(queries, name)) throw new AppError('contract.unknown', { name });
    const query = name as QueryName;
    if (!core.userId && !open.includes(query)) throw new AppError('auth.session-ended');
    const parsed = queries[query].args.safeParse(args ?? {});
    if (!parsed.success) throw new AppError('contract.bad-arguments', { name, field: parsed.error.issues[0]?.path.join('.') ?? '' });
    return (handlers[query] as (core: CoreFacade, args: unknown) => unknown)(core, parsed.data);
  },
};
