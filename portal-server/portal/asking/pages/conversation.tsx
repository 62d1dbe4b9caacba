/** @jsxRuntime automatic */
/** @jsxImportSource ../../../app/jsx */

import { hasMessage } from '../../../../src-shared/i18n/index.ts';
import { type Day, dayAt } from '../../../../src-shared/kernel/index.ts';
import type { Row } from '../../../../src-shared/schema/index.ts';
import type { Html } from '../../../app/jsx/index.ts';
import { Icon } from '../../pages/icons.tsx';
import { Tag, type TagFacts } from '../../pages/invoice-table.tsx';
import { type PageContext, renderPage } from '../../pages/layout.tsx';
import { ErrorSummary } from '../../pages/pay.tsx';
import type { Words } from '../../words.ts';
import type { Allowed, FormError } from '../asking.ts';
import type { KeptFile } from '../files.ts';
import { AskForm, FilesField, Note, paragraphs, TextField } from './parts.tsx';

export interface ConversationFacts extends Allowed {
  thread: Row<'threads'>;
  messages: readonly Row<'threadMessages'>[];
  documents: ReadonlyMap<string, Row<'documents'>>;
  /** What this conversation is about; gives its automatic lines. */
  requests: readonly Row<'requests'>[];
  others: readonly Row<'threads'>[];
  invoices: readonly Row<'invoices'>[];
  person: string;
  text: string;
  kept: readonly KeptFile[];
  errors: readonly FormError[];
  today: Day;
  once: string;
}

/** A conversation's name: the debtor's own words, or what it was asked as. */
export function threadTitle({ subject }: Pick<Row<'threads'>, 'subject'>, w: Words): string {
  const key = `portal.thread.${subject}`;
  return hasMessage(key) ? w.t(key) : subject;
}

/** Both sides with their names, in order; what the system confirmed is a line and no bubble. */
export function conversationPage(context: PageContext, facts: ConversationFacts): string {
  const { words: w } = context;
  const title = threadTitle(facts.thread, w);
  const about = facts.invoices.length > 0 ? w.t('portal.thread.about', { numbers: numbersOf(facts) }) : w.t('portal.thread.yours');
  return renderPage(context, {
    title,
    hasErrors: facts.errors.length > 0,
    children: (
      <div class="cols two talkcols">
        <div>
          <ErrorSummary words={w} errors={[...facts.errors]} />
          <div>
            <a class="crumb" href="/portal">
              <Icon name="left" />
              {w.t('portal.back')}
            </a>
            <h1>{title}</h1>
            <p class="muted">{about}</p>
          </div>
          <div class="card">
            <ol class="talk">{entriesOf(context, facts).map(({ html }) => html)}</ol>
            <Reply context={context} facts={facts} />
          </div>
        </div>
        <aside class="side stack">
          <Standing facts={facts} words={w} />
          <Others context={context} facts={facts} />
          <p class="small muted">{w.t('portal.thread.mailed')}</p>
        </aside>
      </div>
    ),
  });
}

const numbersOf = ({ invoices }: Pick<ConversationFacts, 'invoices'>): string => invoices.map(({ number }) => number).join(', ');

interface Entry {
  at: string;
  html: Html | null;
}

/** A page of a visit always has its company; the type says it may not. */
const zoneOf = (administration: PageContext['administration']): string => administration?.timeZone ?? 'Europe/Amsterdam';

function entriesOf(context: PageContext, facts: ConversationFacts): Entry[] {
  const { words: w, administration } = context;
  const zone = zoneOf(administration);
  const last = facts.messages.at(-1)?.id;
  const entries: Entry[] = facts.messages.map((message) => ({
    at: message.at,
    html: bubble(message, facts, { context, zone, last: message.id === last }),
  }));
  for (const request of facts.requests) {
    const params = { number: request.number, day: request.answerBy ? w.dayFull(request.answerBy, facts.today) : '' };
    const received = request.answerBy ? w.t('portal.thread.received', params) : w.t('portal.thread.recorded', params);
    entries.push({ at: request.createdAt, html: <li class="auto">{received}</li> });
  }
  // A line of the same instant as a message stands after it: it confirms that one.
  return entries.map((entry, index) => ({ ...entry, index })).sort((a, b) => (a.at === b.at ? a.index - b.index : a.at < b.at ? -1 : 1));
}

const initials = (name: string): string => {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => word?.[0]?.toUpperCase() ?? '').join('');
};

function bubble(
  message: Row<'threadMessages'>,
  facts: ConversationFacts,
  { context: { words: w, administration }, zone, last }: { context: PageContext; zone: string; last: boolean },
): Html | null {
  if (message.author === 'system') return <li class="auto">{message.text}</li>;
  const own = message.author === 'debtor';
  const company = administration?.legalName || administration?.name || '';
  const name = own ? w.t('portal.thread.you', { name: message.authorName }) : [message.authorName, company].filter(Boolean).join(', ');
  return (
    <li class={own ? 'msg own' : 'msg'} id={last ? 'last' : undefined}>
      <span class="face" aria-hidden="true">
        {initials(message.authorName || company)}
      </span>
      <div class="say">
        <p class="by">
          <b>{name}</b> <span class="muted">{w.when(message.at, dayAt(new Date(message.at), zone), facts.today, zone)}</span>
        </p>
        {paragraphs(message.text)}
        {message.documentIds.map((id) => attachment(facts.documents.get(id), facts.thread.id))}
      </div>
    </li>
  );
}

function attachment(document: Row<'documents'> | undefined, threadId: string): Html | null {
  if (!document) return null;
  return (
    <p class="attached" key={document.id}>
      <Icon name="clip" />
      <a href={`/portal/conversation/${threadId}/file/${document.id}`}>{document.name}</a>
      <span class="small muted">{Math.max(1, Math.round(document.size / 1_000))} kB</span>
    </p>
  );
}

function Reply({ context, facts }: { context: PageContext; facts: ConversationFacts }): Html | null {
  const { words: w } = context;
  return (
    <div class="reply">
      <AskForm context={context} action={`/portal/conversation/${facts.thread.id}`} once={facts.once} files>
        <TextField
          words={w}
          name="text"
          label={w.t('portal.thread.answer')}
          value={facts.text}
          errors={facts.errors}
          rows={3}
          maxlength={5_000}
        />
        <FilesField words={w} label={w.t('portal.thread.file')} kept={facts.kept} errors={facts.errors} />
        <button class="btn" type="submit">
          {w.t('portal.thread.send')}
        </button>
      </AskForm>
    </div>
  );
}

function stateTag({ thread, requests }: ConversationFacts, w: Words): TagFacts {
  if (thread.state === 'closed') return { look: 'done', icon: 'done', text: w.t('portal.thread.closed') };
  if (thread.waitingFor === 'debtor') return { look: 'soon', icon: 'clock', text: w.t('portal.thread.your-turn') };
  if (requests.some(({ kind, state }) => kind === 'complaint' && state !== 'declined')) {
    return { look: 'hand', icon: 'search', text: w.t('portal.tag.disputed') };
  }
  if (requests.length > 0 && requests.every(({ state }) => state !== 'waiting') && thread.waitingFor === null) {
    return { look: 'done', icon: 'done', text: w.t('portal.thread.answered') };
  }
  return { look: 'hand', icon: 'search', text: w.t('portal.thread.looking') };
}

function Standing({ facts, words: w }: { facts: ConversationFacts; words: Words }): Html | null {
  const { requests, person, invoices, today } = facts;
  const request = requests.at(-1);
  const asked = request?.asked as { currency?: string; amount?: number; total?: number } | undefined;
  const amount = asked?.amount ?? asked?.total;
  const open = request?.kind === 'plan' || request?.kind === 'promise' ? request.state === 'adjusted' : false;
  return (
    <section class="card">
      <h2>{w.t('portal.thread.standing')}</h2>
      <div class="pad stack">
        <p>
          <Tag {...stateTag(facts, w)} />
        </p>
        <dl class="facts">
          {request && (
            <>
              <dt>{w.t(request.kind === 'complaint' ? 'portal.done.report-number' : 'portal.done.number')}</dt>
              <dd class="num">{request.number}</dd>
            </>
          )}
          {request?.state === 'waiting' && request.answerBy && (
            <>
              <dt>{w.t('portal.thread.answer-when')}</dt>
              <dd>{w.t('portal.thread.by', { day: w.day(request.answerBy, today) })}</dd>
            </>
          )}
          {person && (
            <>
              <dt>{w.t('portal.thread.handler')}</dt>
              <dd>{person}</dd>
            </>
          )}
          {invoices.length > 0 && (
            <>
              <dt>{w.t('portal.thread.invoices', { count: invoices.length })}</dt>
              <dd>{numbersOf(facts)}</dd>
            </>
          )}
          {amount !== undefined && (
            <>
              <dt>{w.t('portal.column.amount')}</dt>
              <dd class="num">{w.money(amount, asked?.currency ?? 'EUR')}</dd>
            </>
          )}
        </dl>
        {requests.some(({ kind, state }) => kind === 'complaint' && state !== 'declined' && state !== 'withdrawn') && (
          <Note look="hand" icon="info">
            {w.t('portal.thread.held')}
          </Note>
        )}
        {open && request && (
          <a class="btn" href={`/portal/proposal/${request.id}`}>
            {w.t('portal.proposal.see')}
          </a>
        )}
      </div>
    </section>
  );
}

function Others({ context, facts }: { context: PageContext; facts: ConversationFacts }): Html | null {
  const { words: w } = context;
  const { others, rules, today } = facts;
  const asks = rules.functions.question !== 'off';
  if (others.length === 0 && !asks) return null;
  return (
    <section class="card">
      <h2>{w.t('portal.thread.others')}</h2>
      {others.slice(0, 5).map((thread) => threadLink(context, thread, today))}
      {asks && (
        <a class="option" href="/portal/question">
          <Icon name="message" />
          <span>
            <b>{w.t('portal.thread.new')}</b>
          </span>
          <Icon name="right" />
        </a>
      )}
    </section>
  );
}

function threadLink({ words: w, administration }: PageContext, thread: Row<'threads'>, today: Day): Html | null {
  const on = w.day(dayAt(new Date(thread.lastMessageAt), zoneOf(administration)), today);
  const text =
    thread.state === 'closed'
      ? w.t('portal.thread.closed-on', { day: on })
      : thread.waitingFor === 'debtor'
        ? w.t('portal.thread.your-turn')
        : w.t('portal.thread.last-on', { day: on });
  return (
    <a class="option" href={`/portal/conversation/${thread.id}`} key={thread.id}>
      <Icon name="message" />
      <span>
        <b>{threadTitle(thread, w)}</b>
        <small>{text}</small>
      </span>
      <Icon name="right" />
    </a>
  );
}

export function conversationsPage(context: PageContext, facts: Allowed & { threads: readonly Row<'threads'>[]; today: Day }): string {
  const { words: w } = context;
  const asks = facts.rules.functions.question !== 'off';
  return renderPage(context, {
    title: w.t('portal.threads.title'),
    narrow: true,
    children: (
      <>
        <div>
          <a class="crumb" href="/portal">
            <Icon name="left" />
            {w.t('portal.back')}
          </a>
          <h1>{w.t('portal.threads.title')}</h1>
        </div>
        <section class="card">
          {facts.threads.length === 0 && <p class="pad">{w.t('portal.threads.none')}</p>}
          {facts.threads.map((thread) => threadLink(context, thread, facts.today))}
          {asks && (
            <a class="option" href="/portal/question">
              <Icon name="message" />
              <span>
                <b>{w.t('portal.thread.new')}</b>
              </span>
              <Icon name="right" />
            </a>
          )}
        </section>
      </>
    ),
  });
}
