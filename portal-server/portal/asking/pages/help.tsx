/** @jsxRuntime automatic */
/** @jsxImportSource ../../../app/jsx */

import type { PortalFunction } from '../../../../src-shared/domain/portal-settings.ts';
import type { Day } from '../../../../src-shared/kernel/index.ts';
import type { Html } from '../../../app/jsx/index.ts';
import type { IconName } from '../../icons.ts';
import { Icon } from '../../pages/icons.tsx';
import { type PageContext, PhoneLine } from '../../pages/layout.tsx';
import type { Words } from '../../words.ts';
import type { HelpFacts } from '../help.ts';
import { threadTitle } from './conversation.tsx';
import { paragraphs } from './parts.tsx';

interface Way {
  offered: PortalFunction | null;
  href: string;
  icon: IconName;
  title: string;
  text: string;
  /** Only while something is to be paid. */
  forOpen?: boolean;
}

function waysOf({ lastDay, mostTerms, rules, conversations }: HelpFacts, today: Day, w: Words): Way[] {
  const planText = mostTerms > 0 ? w.t('portal.help.plan-text', { count: mostTerms }) : w.t('portal.help.plan-text-person');
  const days = rules.answerWorkingDays;
  const way = (
    offered: PortalFunction,
    path: string,
    icon: IconName,
    key: 'promise' | 'plan' | 'already-paid' | 'complaint' | 'question' | 'po-number' | 'copy' | 'contact',
    text: string,
    forOpen = true,
  ): Way => ({ offered, href: `/portal/${path}`, icon, title: w.t(`portal.help.${key}`), text, forOpen });
  return [
    way('promise', 'promise', 'calendar', 'promise', w.t('portal.help.promise-text', { day: w.day(lastDay, today) })),
    way('plan', 'plan', 'bars', 'plan', planText),
    way('alreadyPaid', 'already-paid', 'done', 'already-paid', w.t('portal.help.already-paid-text')),
    way('complaint', 'complaint', 'flag', 'complaint', w.t('portal.help.complaint-text')),
    way('question', 'question', 'message', 'question', w.t('portal.help.question-text', { days }), false),
    ...(conversations > 0
      ? [
          {
            offered: null,
            href: '/portal/conversations',
            icon: 'mail' as const,
            title: w.t('portal.help.conversations'),
            text: w.t('portal.help.conversations-text'),
          },
        ]
      : []),
    way('poNumber', 'po-number', 'hash', 'po-number', w.t('portal.help.po-number-text')),
    way('copy', 'copy', 'copy', 'copy', w.t('portal.help.copy-text')),
    way('contactDetails', 'contact', 'person', 'contact', w.t('portal.help.contact-text'), false),
  ];
}

/** Everything besides paying that the company offers here, and how to reach somebody. */
export function Help({ context, facts, today }: { context: PageContext; facts: HelpFacts; today: Day }): Html | null {
  const { words: w, administration } = context;
  const ways = waysOf(facts, today, w).filter(
    ({ offered, forOpen }) => (offered === null || facts.rules.functions[offered] !== 'off') && (!forOpen || facts.somethingOpen),
  );
  const reachable = administration !== null && (administration.phone !== '' || administration.email !== '');
  if (ways.length === 0 && !reachable) return null;
  return (
    <aside class="side stack" id="help" aria-labelledby="help-title">
      <div class="card">
        <h2 id="help-title">{w.t('portal.help')}</h2>
        <ul>
          {ways.map(({ href, icon, title, text }) => (
            <li key={href}>
              <a class="option" href={href}>
                <Icon name={icon} />
                <span>
                  <b>{title}</b>
                  <small>{text}</small>
                </span>
                <Icon name="right" />
              </a>
            </li>
          ))}
        </ul>
        {administration && reachable && (
          <div class="pad reach contact">
            {administration.signatory && <p>{w.t('portal.speak.person', { person: administration.signatory })}</p>}
            <PhoneLine administration={administration} words={w} />
            {administration.email && (
              <p>
                {w.t('portal.mail')} <a href={`mailto:${administration.email}`}>{administration.email}</a>
              </p>
            )}
          </div>
        )}
      </div>
    </aside>
  );
}

/** What waits for the debtor: an offer to answer, something that was written. Above everything else on the page. */
export function Waiting({ context: { words: w }, facts }: { context: PageContext; facts: HelpFacts }): Html | null {
  const welcome = facts.settings.texts[w.language].welcome;
  return (
    <>
      {welcome && <div class="small">{paragraphs(welcome)}</div>}
      {facts.offers.map((offer) => (
        <p class="note soon" key={offer.id}>
          <Icon name="mail" />
          <span>
            {w.t('portal.offer.waiting')} <a href={`/portal/proposal/${offer.id}`}>{w.t('portal.offer.see')}</a>
          </span>
        </p>
      ))}
      {facts.unanswered
        .filter((thread) => !facts.offers.some((offer) => offer.threadId === thread.id))
        .map((thread) => (
          <p class="note hand" key={thread.id}>
            <Icon name="message" />
            <span>
              {w.t('portal.thread.answer-waiting')} <a href={`/portal/conversation/${thread.id}`}>{threadTitle(thread, w)}</a>
            </span>
          </p>
        ))}
    </>
  );
}
