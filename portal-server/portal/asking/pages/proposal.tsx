/** @jsxRuntime automatic */
/** @jsxImportSource ../../../app/jsx */

import { readAsked } from '../../../../src-shared/domain/requests.ts';
import type { Day } from '../../../../src-shared/kernel/index.ts';
import type { Row } from '../../../../src-shared/schema/index.ts';
import type { Html } from '../../../app/jsx/index.ts';
import type { PageContext } from '../../pages/layout.tsx';
import type { Words } from '../../words.ts';
import type { FormError } from '../asking.ts';
import { AskForm, askPage, FieldError, Note } from './parts.tsx';
import { Schedule } from './plan.tsx';

interface ProposalFacts {
  request: Row<'requests'>;
  errors: readonly FormError[];
  today: Day;
  once: string;
}

/** What the company offers instead of what was asked: yes is one tap, and no is as easy. */
export function proposalPage(context: PageContext, facts: ProposalFacts): string {
  const { words: w } = context;
  const { request, errors } = facts;
  const open = request.state === 'adjusted';
  const agreed = request.state === 'approved';
  return askPage({
    ...{ context, title: w.t(agreed ? 'portal.proposal.agreed' : 'portal.proposal.title'), errors },
    lead: w.t(open ? 'portal.proposal.lead' : agreed ? 'portal.proposal.agreed-text' : 'portal.proposal.over'),
    children: (
      <div class="card pad stack">
        <Offer facts={facts} words={w} />
        {open && (
          <AskForm context={context} action={`/portal/proposal/${request.id}`} once={facts.once}>
            <div id="answer">
              <FieldError errors={errors} field="answer" />
            </div>
            <button class="btn" type="submit" name="answer" value="yes">
              {w.t('portal.proposal.yes')}
            </button>
            <button class="btn2" type="submit" name="answer" value="no">
              {w.t('portal.proposal.no')}
            </button>
            <p class="small muted">{w.t('portal.ask.acknowledges')}</p>
          </AskForm>
        )}
        {!open && (
          <a class="btn" href="/portal">
            {w.t('portal.to-overview')}
          </a>
        )}
      </div>
    ),
  });
}

function Offer({ facts: { request, today }, words: w }: { facts: ProposalFacts; words: Words }): Html | null {
  if (request.kind === 'plan') return <Schedule {...readAsked('plan', request.proposed)} today={today} words={w} />;
  const { amount, currency, promisedOn } = readAsked('promise', request.proposed);
  return (
    <Note look="hand" icon="calendar">
      {w.t('portal.proposal.promise', { amount: w.money(amount, currency), day: w.dayFull(promisedOn, today) })}
    </Note>
  );
}
