import { Button, Field, Link, Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { DisputeRow } from '../../../src-shared/contract/index.ts';
import { isOpenDispute, OPEN_DISPUTE_STATES } from '../../../src-shared/contract/index.ts';
import { formatDay, formatDayLong, formatMoney } from '../../../src-shared/i18n/index.ts';
import { day } from '../../../src-shared/kernel/index.ts';
import { openDebtor } from '../../app/navigation.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useMay } from '../../data/session.tsx';
import { Card } from '../../ui/card.tsx';
import { dayOf } from '../../ui/day-text.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { Tag } from '../../ui/tag.tsx';
import { type AmountLine, Amounts, amountsFit } from './amounts.tsx';
import { CauseField } from './cause-field.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import styles from './disputes.module.css';
import { SlaTag } from './sla-tag.tsx';
import { disputeTypeName, rootCauseName } from './type-name.ts';

const NOBODY = '';

/** Gives a change of a dispute as the user saw it; a refusal is said. */
export function useDisputeChange(dispute: Pick<DisputeRow, 'id' | 'rowVersion'>) {
  const core = useCore();
  const notify = useNotify();
  const { t } = useTexts();
  return (change: object, done?: string): void => {
    const expected = [{ table: 'disputes', id: dispute.id, version: dispute.rowVersion }];
    core.command('update-dispute', { disputeId: dispute.id, ...change }, expected).then(
      () => done !== undefined && notify.done(done),
      (error: unknown) => notify.failed(error, t('disputes.detail')),
    );
  };
}

/** One dispute in full, with what can be done about it. */
export function DisputeDetail({ dispute, showDebtor }: { dispute: DisputeRow; showDebtor: boolean }) {
  const texts = useTexts();
  const { t, language } = texts;
  const [deciding, setDeciding] = useState(false);
  const may = useMay(['administrator', 'credit-manager', 'collector'], dispute.administrationId);
  const open = isOpenDispute(dispute.state);
  const origin = t(`dispute.origin.${dispute.origin}`);
  const reported = dispute.createdByName ? t('dispute.by', { name: dispute.createdByName }) : origin;
  return (
    <div className={styles.detail}>
      <header>
        <h2>{disputeTypeName(dispute.type, texts)}</h2>
        {showDebtor && (
          <p>
            <Link onClick={() => openDebtor(dispute.debtorId, 'disputes')}>{dispute.debtorName}</Link>{' '}
            <span className={styles.grey}>{dispute.debtorNumber}</span>
          </p>
        )}
        <p className={styles.grey}>
          {t('dispute.since', { day: formatDay(dayOf(dispute.createdAt), language) })} · {reported}
        </p>
        <p className={styles.tags}>
          <Tag tone={open ? 'brand' : 'neutral'}>{t(`dispute.state.${dispute.state}`)}</Tag>
          <SlaTag dispute={dispute} />
          {dispute.escalated && open && <Tag tone="warning">{t('dispute.escalated')}</Tag>}
        </p>
        {open && <p>{t('dispute.answer-by', { day: formatDayLong(dispute.answerBy, language, { weekday: true, year: true }) })}</p>}
      </header>
      <DisputeAmounts key={dispute.rowVersion} dispute={dispute} editable={open && may} />
      {dispute.description && (
        <Card title={t('dispute.description')}>
          <p className={styles.words}>{dispute.description}</p>
        </Card>
      )}
      {open && may ? <Handling dispute={dispute} onDecide={() => setDeciding(true)} /> : <Outcome dispute={dispute} may={may} />}
      {deciding && <DecideDialog dispute={dispute} onClose={() => setDeciding(false)} />}
    </div>
  );
}

/** What is disputed of each invoice; while the dispute runs it can be raised and lowered. */
function DisputeAmounts({ dispute, editable }: { dispute: DisputeRow; editable: boolean }) {
  const { t, language } = useTexts();
  const change = useDisputeChange(dispute);
  const [edited, setEdited] = useState<AmountLine[] | null>(null);
  const money = (minor: number) => formatMoney(minor, dispute.currency, language);
  const edit = () =>
    setEdited(dispute.lines.map(({ invoiceId, number, amount, most }) => ({ invoiceId, number, amount, most: Math.max(most, amount) })));
  const save = () => {
    change({ lines: edited?.map(({ invoiceId, amount }) => ({ invoiceId, amount })) });
    setEdited(null);
  };
  return (
    <Card title={t('dispute.amount')} aside={<strong>{money(dispute.amount)}</strong>}>
      {edited ? (
        <>
          <Amounts lines={edited} currency={dispute.currency} least={1} label={t('dispute.amount')} onChange={setEdited} />
          <div className={styles.buttons}>
            <Button size="small" onClick={() => setEdited(null)}>
              {t('dialog.cancel')}
            </Button>
            <Button size="small" appearance="primary" disabledFocusable={!amountsFit(edited, 1)} onClick={save}>
              {t('dispute.amounts.save')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <ul className={styles.lines}>
            {dispute.lines.map((line) => (
              <li key={line.invoiceId}>
                <strong>{line.number}</strong>
                {line.upheld !== undefined && line.upheld > 0 && (
                  <span className={styles.grey}>{t('dispute.line.upheld', { amount: money(line.upheld) })}</span>
                )}
                {line.creditedOn !== undefined && (
                  <span className={styles.grey}>{t('dispute.line.credited', { day: formatDay(day(line.creditedOn), language) })}</span>
                )}
                <span className={styles.amount}>{money(line.amount)}</span>
              </li>
            ))}
          </ul>
          {editable && <Link onClick={edit}>{t('dispute.amounts.edit')}</Link>}
        </>
      )}
    </Card>
  );
}

function Handling({ dispute, onDecide }: { dispute: DisputeRow; onDecide(): void }) {
  const { t } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const change = useDisputeChange(dispute);
  const colleagues = useCoreQuery('colleagues.of', { administrationId: dispute.administrationId });
  const withdraw = () =>
    core.command('withdraw-dispute', { disputeId: dispute.id }).then(
      () => notify.done(t('dispute.withdrawn.done'), { label: t('note.undo'), run: () => void reopen() }),
      (error: unknown) => notify.failed(error, t('dispute.withdraw')),
    );
  const reopen = () =>
    core
      .command('update-dispute', { disputeId: dispute.id, state: 'investigating' })
      .catch((error: unknown) => notify.failed(error, t('dispute.reopen')));
  return (
    <>
      <div className={styles.pair}>
        <Field label={t('dispute.state')}>
          <Select value={dispute.state} onChange={(_, { value }) => change({ state: value })}>
            {OPEN_DISPUTE_STATES.map((state) => (
              <option key={state} value={state}>
                {t(`dispute.state.${state}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('dispute.owner')}>
          <Select value={dispute.ownerId ?? NOBODY} onChange={(_, { value }) => change({ ownerId: value === NOBODY ? null : value })}>
            <option value={NOBODY}>{t('dispute.nobody')}</option>
            {colleagues.data?.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <CauseField value={dispute.rootCause} onChange={(rootCause) => change({ rootCause })} />
      <div className={styles.buttons}>
        <Button appearance="primary" onClick={onDecide}>
          {t('dispute.decide')}
        </Button>
        <Button appearance="subtle" onClick={() => void withdraw()}>
          {t('dispute.withdraw')}
        </Button>
      </div>
    </>
  );
}

function Outcome({ dispute, may }: { dispute: DisputeRow; may: boolean }) {
  const texts = useTexts();
  const { t, language } = texts;
  const change = useDisputeChange(dispute);
  if (isOpenDispute(dispute.state)) return null;
  return (
    <>
      {dispute.rootCause && (
        <p>
          {t('dispute.root-cause')}: {rootCauseName(dispute.rootCause, texts)}
        </p>
      )}
      {dispute.resolution && <p className={styles.words}>{dispute.resolution}</p>}
      {dispute.toCredit > 0 && <p>{t('dispute.to-credit', { amount: formatMoney(dispute.toCredit, dispute.currency, language) })}</p>}
      {may && (
        <div className={styles.buttons}>
          {dispute.toCredit > 0 && (
            <Button appearance="primary" onClick={() => change({ credited: true }, t('dispute.credited.done'))}>
              {t('dispute.credited')}
            </Button>
          )}
          <Button appearance="subtle" onClick={() => change({ state: 'investigating' })}>
            {t('dispute.reopen')}
          </Button>
        </div>
      )}
    </>
  );
}
