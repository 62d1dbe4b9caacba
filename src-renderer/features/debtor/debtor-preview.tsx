import { Button, Link, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Tooltip } from '@fluentui/react-components';
import { CalendarAdd16Regular } from '@fluentui/react-icons/svg/calendar-add';
import { CalendarClock16Regular } from '@fluentui/react-icons/svg/calendar-clock';
import { Call16Regular } from '@fluentui/react-icons/svg/call';
import { Handshake16Regular } from '@fluentui/react-icons/svg/handshake';
import { Lightbulb16Filled } from '@fluentui/react-icons/svg/lightbulb';
import { MoreHorizontal16Regular } from '@fluentui/react-icons/svg/more-horizontal';
import { Note16Regular } from '@fluentui/react-icons/svg/note';
import { Open16Regular } from '@fluentui/react-icons/svg/open';
import { memo } from 'react';
import type { Balance, DebtorHeader } from '../../../src-shared/contract/index.ts';
import { openDebtor } from '../../app/navigation.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { AgeingBar, AgeingLegend } from '../../ui/ageing-bar.tsx';
import { Card } from '../../ui/card.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { Money } from '../../ui/money.tsx';
import { PriorityBadge } from '../../ui/priority-badge.tsx';
import { RiskTag } from '../../ui/risk-tag.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './debtor-preview.module.css';
import type { DebtorDialog } from './dialogs.tsx';
import { factorText } from './factor-text.ts';
import { NextStep } from './next-step.tsx';
import { PinnedCard } from './pinned-note.tsx';
import { TimelineLines } from './timeline.tsx';

interface PreviewProps {
  debtorId: string;
  /** The action whose priority is explained. */
  actionId?: string;
  onDialog(dialog: DebtorDialog): void;
}

/** What one must know before picking up the phone; beside the worklist. */
export const DebtorPreview = memo(function DebtorPreview({ debtorId, actionId, onDialog }: PreviewProps) {
  const header = useCoreQuery('debtor.header', { debtorId, actionId: actionId ?? null }, { keepPrevious: true });
  if (header.error) return <ErrorState error={header.error} retry={() => void header.refetch()} />;
  if (!header.data) {
    return (
      <div className={styles.preview}>
        <Skeleton lines={8} height={20} />
      </div>
    );
  }
  const debtor = header.data;
  return (
    <div className={styles.preview}>
      <Identity debtor={debtor} />
      <Buttons debtor={debtor} onDialog={onDialog} />
      <PinnedCard notes={debtor.pinnedNotes} />
      {debtor.balances.map((balance) => (
        <Balances key={balance.currency} balance={balance} />
      ))}
      <Why debtor={debtor} />
      <LastContact debtorId={debtor.id} />
      <IfNothing debtor={debtor} />
    </div>
  );
});

function Identity({ debtor }: { debtor: DebtorHeader }) {
  const { t } = useTexts();
  const facts = [debtor.number, debtor.city, debtor.industry].filter(Boolean).join(' · ');
  return (
    <header className={styles.identity}>
      <div className={styles.name}>
        <h2>{debtor.name}</h2>
        {debtor.blocked ? <Tag tone="danger">{t('debtor.blocked')}</Tag> : debtor.risk !== 'low' && <RiskTag risk={debtor.risk} long />}
      </div>
      <p className={styles.facts}>{facts}</p>
    </header>
  );
}

function Buttons({ debtor, onDialog }: { debtor: DebtorHeader; onDialog(dialog: DebtorDialog): void }) {
  const { t } = useTexts();
  return (
    <div className={styles.buttons}>
      <Button appearance="primary" icon={<Call16Regular />} onClick={() => onDialog('call')}>
        {t('debtor.call')} <KeyHint onBrand>C</KeyHint>
      </Button>
      <Button icon={<Handshake16Regular />} onClick={() => onDialog('promise')}>
        {t('selection.promise')} <KeyHint>P</KeyHint>
      </Button>
      <Button icon={<Note16Regular />} onClick={() => onDialog('note')}>
        {t('debtor.note')} <KeyHint>N</KeyHint>
      </Button>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Tooltip relationship="label" content={t('worklist.more')}>
            <Button icon={<MoreHorizontal16Regular />} />
          </Tooltip>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem icon={<CalendarAdd16Regular />} secondaryContent="A" onClick={() => onDialog('action')}>
              {t('extra.title')}
            </MenuItem>
            <MenuItem icon={<Open16Regular />} secondaryContent="Enter" onClick={() => openDebtor(debtor.id)}>
              {t('debtor.open')}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </div>
  );
}

function Balances({ balance }: { balance: Balance }) {
  const { t } = useTexts();
  const third = balance.disputed > 0 ? 'disputed' : balance.promised > 0 ? 'promised' : balance.onTheWay > 0 ? 'onTheWay' : undefined;
  return (
    <Card label={t('debtor.balances', { currency: balance.currency })}>
      <dl className={styles.balances}>
        <div data-tone={balance.overdue > 0 ? 'danger' : undefined}>
          <dt>{t('balance.overdue')}</dt>
          <dd>
            <Money minor={balance.overdue} currency={balance.currency} />
          </dd>
        </div>
        <div>
          <dt>{t('balance.open')}</dt>
          <dd>
            <Money minor={balance.open} currency={balance.currency} />
          </dd>
        </div>
        {third && (
          <div data-tone={third === 'onTheWay' ? 'success' : undefined}>
            <dt>{t(`balance.${third}`)}</dt>
            <dd>
              <Money minor={balance[third]} currency={balance.currency} />
            </dd>
          </div>
        )}
      </dl>
      <div className={styles.ageing}>
        <AgeingBar ageing={balance.ageing} currency={balance.currency} size="card" />
        <AgeingLegend ageing={balance.ageing} currency={balance.currency} />
      </div>
    </Card>
  );
}

function Why({ debtor }: { debtor: DebtorHeader }) {
  const texts = useTexts();
  const { score, factors } = debtor.priority;
  const largest = Math.max(1, ...factors.map(({ points }) => Math.abs(points)));
  if (factors.length === 0) return null;
  return (
    <Card
      title={texts.t('priority.why')}
      icon={<Lightbulb16Filled />}
      aside={
        <>
          {texts.t('priority.score-word')} <PriorityBadge score={score} />
        </>
      }
    >
      <ul className={styles.factors}>
        {[...factors]
          .sort((a, b) => b.points - a.points)
          .map((factor) => (
            <li key={factor.kind} data-negative={factor.points < 0 || undefined}>
              <span className={styles.points}>{factor.points < 0 ? `−${-factor.points}` : `+${factor.points}`}</span>
              <span className={styles.factor}>{factorText(factor, debtor, texts)}</span>
              <span className={styles.meter} aria-hidden="true">
                <span style={{ width: `${(100 * Math.abs(factor.points)) / largest}%` }} />
              </span>
            </li>
          ))}
      </ul>
    </Card>
  );
}

function LastContact({ debtorId }: { debtorId: string }) {
  const { t } = useTexts();
  const timeline = useCoreQuery('debtor.timeline', { debtorId, limit: 4 }, { keepPrevious: true });
  return (
    <Card
      title={t('debtor.last-contact')}
      aside={<Link onClick={() => openDebtor(debtorId, 'timeline')}>{t('debtor.whole-timeline')}</Link>}
    >
      {timeline.error && <ErrorState error={timeline.error} retry={() => void timeline.refetch()} />}
      {timeline.data?.length === 0 && <p className={styles.none}>{t('timeline.empty')}</p>}
      {timeline.data && timeline.data.length > 0 && <TimelineLines rows={timeline.data} />}
    </Card>
  );
}

function IfNothing({ debtor }: { debtor: DebtorHeader }) {
  const { t } = useTexts();
  return (
    <Card title={t('next-step.title')}>
      <p className={styles.next}>
        <CalendarClock16Regular />
        <span>
          <NextStep next={debtor.nextStep} />
        </span>
      </p>
    </Card>
  );
}
