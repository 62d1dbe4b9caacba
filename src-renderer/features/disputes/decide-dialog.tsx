import { Field, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { DisputeRow } from '../../../src-shared/contract/index.ts';
import { formatMoney } from '../../../src-shared/i18n/index.ts';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { type AmountLine, Amounts, amountsFit } from './amounts.tsx';
import { CauseField } from './cause-field.tsx';
import styles from './disputes.module.css';

export const DECISIONS = ['upheld', 'partly-upheld', 'rejected'] as const;
export type Decision = (typeof DECISIONS)[number];
const isDecision = (value: string): value is Decision => DECISIONS.some((decision) => decision === value);

interface DecideProps {
  dispute: DisputeRow;
  /** What is proposed, when the card was dropped there. */
  decision?: Decision | undefined;
  onClose(): void;
}

/** Says whether the debtor is right, why it came to this, and what he hears of it. */
export function DecideDialog({ dispute, decision: proposed, onClose }: DecideProps) {
  const { t, language } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const [decision, setDecision] = useState<Decision>(proposed ?? 'upheld');
  const [cause, setCause] = useState(dispute.rootCause);
  const [resolution, setResolution] = useState(dispute.resolution);
  const [answer, setAnswer] = useState('');
  const [lines, setLines] = useState<AmountLine[]>(() =>
    dispute.lines.map(({ invoiceId, number, amount }) => ({ invoiceId, number, amount: 0, most: amount })),
  );
  const part = lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  const partFits = amountsFit(lines, 0) && part > 0 && part < dispute.amount;
  const holds = decision === 'upheld' ? dispute.amount : decision === 'rejected' ? 0 : part;

  const save = async () => {
    const args = {
      disputeId: dispute.id,
      state: decision,
      rootCause: cause,
      resolution,
      answer,
      ...(decision === 'partly-upheld' ? { upheld: lines.map(({ invoiceId, amount }) => ({ invoiceId, amount })) } : {}),
    };
    await core.command('update-dispute', args, [{ table: 'disputes', id: dispute.id, version: dispute.rowVersion }]);
    notify.done(t('dispute.decided'));
  };

  return (
    <FormDialog
      title={t('dispute.decide.title', { name: dispute.debtorName })}
      submit={t(answer.trim() === '' ? 'dispute.decide.save' : 'dispute.decide.save-and-send')}
      save={save}
      onClose={onClose}
      disabled={decision === 'partly-upheld' && !partFits}
    >
      <Field label={t('dispute.decide.right')}>
        <RadioGroup layout="horizontal" value={decision} onChange={(_, { value }) => isDecision(value) && setDecision(value)}>
          {DECISIONS.map((value) => (
            <Radio key={value} value={value} label={t(`dispute.decide.${value}`)} />
          ))}
        </RadioGroup>
      </Field>
      {decision === 'partly-upheld' && (
        <fieldset className={styles.group}>
          <legend>{t('dispute.decide.upheld-amount')}</legend>
          <Amounts lines={lines} currency={dispute.currency} least={0} label={t('dispute.decide.upheld-amount')} onChange={setLines} />
          {!partFits && <p className={styles.grey}>{t('dispute.decide.wrong')}</p>}
        </fieldset>
      )}
      {(decision !== 'partly-upheld' || partFits) && (
        <p className={styles.grey}>
          {holds > 0 ? t('dispute.decide.holds', { amount: formatMoney(holds, dispute.currency, language) }) : t('dispute.decide.frees')}
        </p>
      )}
      <CauseField value={cause} onChange={setCause} />
      <Field label={t('dispute.resolution')}>
        <Textarea rows={2} value={resolution} maxLength={10_000} onChange={(_, { value }) => setResolution(value)} />
      </Field>
      <Field label={t('dispute.decide.answer')} hint={t('dispute.decide.answer.hint')}>
        <Textarea rows={4} value={answer} maxLength={10_000} onChange={(_, { value }) => setAnswer(value)} />
      </Field>
    </FormDialog>
  );
}
