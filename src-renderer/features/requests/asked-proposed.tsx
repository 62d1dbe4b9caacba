import type { ReactNode } from 'react';
import type { Asked, RequestDetail } from '../../../src-shared/contract/index.ts';
import { formatDay, formatMoney } from '../../../src-shared/i18n/index.ts';
import { addDays, type Day, daysBetween, weekday } from '../../../src-shared/kernel/index.ts';
import { type Texts, useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { Amount } from '../../ui/money.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './request-pane.module.css';
import { proposalOf, typeText } from './request-texts.ts';

interface Side {
  title: string;
  big: string;
  /** A span, in the corner. */
  corner?: string;
  body: ReactNode;
}

/** What was asked beside what is proposed. */
export function AskedProposed({ detail, editor }: { detail: RequestDetail; editor: ReactNode }) {
  const texts = useTexts();
  const { today } = useSession();
  const { request } = detail;
  const settled = request.state !== 'waiting';
  const asked = askedSide(detail, texts);
  const proposed = proposedSide(detail, texts, today);
  return (
    <div className={styles.sides}>
      <SideCard side={asked} />
      {editor ? (
        <section className={styles.side} data-proposed>
          {editor}
        </section>
      ) : (
        proposed && <SideCard side={proposed} proposed={!settled} />
      )}
    </div>
  );
}

function SideCard({ side, proposed = false }: { side: Side; proposed?: boolean }) {
  return (
    <section className={styles.side} data-proposed={proposed || undefined} aria-label={side.title}>
      <header>
        <h3>{side.title}</h3>
        {side.corner && <Tag tone="brand">{side.corner}</Tag>}
      </header>
      {side.big && <p className={styles.big}>{side.big}</p>}
      {side.body}
    </section>
  );
}

const spanOf = ({ terms }: Asked<'plan'>): number => {
  const [first, last] = [terms[0], terms.at(-1)];
  return first && last ? daysBetween(first.dueOn, last.dueOn) : 0;
};

/** More terms than this are told by the last day. */
const MOST_TERMS = 4;

function Terms({ plan }: { plan: Asked<'plan'> }) {
  const { t, language } = useTexts();
  const shown = plan.terms.length > MOST_TERMS ? plan.terms.slice(0, MOST_TERMS - 1) : plan.terms;
  const last = plan.terms.at(-1);
  return (
    <>
      <ol className={styles.terms}>
        {shown.map((term, index) => (
          <li key={term.dueOn}>
            <span>{index + 1}</span>
            <span>{formatDay(term.dueOn, language)}</span>
            <Amount minor={term.amount} currency={plan.currency} />
          </li>
        ))}
      </ol>
      {shown.length < plan.terms.length && last && (
        <p className={styles.more}>… {t('request.until', { day: formatDay(last.dueOn, language), days: spanOf(plan) })}</p>
      )}
    </>
  );
}

function askedSide({ request }: RequestDetail, texts: Texts): Side {
  const { t, language } = texts;
  const money = (minor: number, currency: string) => formatMoney(minor, currency, language);
  const invoices = <Facts rows={[[t('invoice.number'), request.invoices.join(', ')]]} />;
  const title = t('request.asked');
  switch (request.kind) {
    case 'plan': {
      const { terms, currency } = request.asked;
      const big = t('request.terms-of', { terms: terms.length, amount: money(terms[0]?.amount ?? 0, currency) });
      return { title, big, body: <Terms plan={request.asked} /> };
    }
    case 'promise': {
      const { amount, currency, promisedOn } = request.asked;
      return { title, big: t('request.pay-on', { amount: money(amount, currency), day: formatDay(promisedOn, language) }), body: invoices };
    }
    case 'complaint':
      return { title, big: money(request.asked.amount, request.asked.currency), body: invoices };
    case 'already-paid': {
      const { amount, currency, paidOn } = request.asked;
      return { title, big: t('request.paid-on', { amount: money(amount, currency), day: formatDay(paidOn, language) }), body: invoices };
    }
    case 'question':
      return { title, big: request.asked.subject, body: request.invoices.length > 0 ? invoices : null };
    case 'contact-change':
      return {
        title,
        big: '',
        body: (
          <Facts
            rows={request.asked.fields.map(({ field, before }) => [t(`request.field.${field}`), before || t('request.nothing')])}
            caption={t('request.before')}
          />
        ),
      };
    case 'po-number':
      return {
        title,
        big: request.asked.number,
        body: <Facts rows={[[t('request.field.po-number'), request.asked.before || t('request.nothing')]]} caption={t('request.before')} />,
      };
    case 'copy':
      return { title, big: t('request.copy-of', { count: request.asked.numbers.length }), body: invoices };
  }
}

function proposedSide({ request }: RequestDetail, texts: Texts, today: Day): Side | null {
  const { t, language } = texts;
  const title = t(request.state === 'adjusted' ? 'request.offered' : 'request.proposed');
  const money = (minor: number, currency: string) => formatMoney(minor, currency, language);
  switch (request.kind) {
    case 'plan': {
      const plan = request.proposed;
      if (!plan) return { title, big: '', body: <p className={styles.quiet}>{t('request.no-fit')}</p> };
      const first = plan.terms[0]?.dueOn ?? today;
      const big = t('request.terms-first', { terms: plan.terms.length, day: nearDay(first, today, texts) });
      return { title, big, corner: t('request.span', { days: spanOf(plan) }), body: <Terms plan={plan} /> };
    }
    case 'promise': {
      const { amount, currency, promisedOn } = request.proposed ?? request.asked;
      const big = t('request.pay-on', { amount: money(amount, currency), day: formatDay(promisedOn, language) });
      return { title, big, body: null };
    }
    case 'complaint':
      return {
        title,
        big: t('request.proposal.complaint-nobody'),
        body: (
          <Facts
            rows={[
              [t('request.type'), typeText(request, texts)],
              [t('request.owner'), request.ownerName || '–'],
            ]}
          />
        ),
      };
    case 'contact-change':
      return {
        title,
        big: '',
        body: (
          <Facts
            rows={(request.proposed ?? request.asked).fields.map(({ field, after }) => [
              t(`request.field.${field}`),
              after || t('request.nothing'),
            ])}
            caption={t('request.after')}
          />
        ),
      };
    case 'po-number':
      return {
        title,
        big: request.asked.number,
        body: <Facts rows={[[t('request.field.po-number'), (request.proposed ?? request.asked).after]]} caption={t('request.after')} />,
      };
    case 'question':
    case 'copy':
    case 'already-paid': {
      const big = proposalOf(request, texts).text;
      return { title, big: big.charAt(0).toUpperCase() + big.slice(1), body: null };
    }
  }
}

/** "vrijdag" for a day of the coming week, else the date. */
function nearDay(day: Day, today: Day, { language }: Texts): string {
  if (day <= today || day > addDays(today, 6)) return formatDay(day, language);
  const monday = Date.UTC(2026, 0, 4 + weekday(day));
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(monday);
}

function Facts({ rows, caption }: { rows: readonly (readonly [string, string])[]; caption?: string }) {
  return (
    <dl className={styles.facts} aria-label={caption}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
