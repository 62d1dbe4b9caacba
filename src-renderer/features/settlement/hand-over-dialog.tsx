import { Checkbox, Field, Input, Select, Spinner } from '@fluentui/react-components';
import { useState } from 'react';
import type { QueryResult } from '../../../src-shared/contract/index.ts';
import { formatDay, formatMoney } from '../../../src-shared/i18n/index.ts';
import type { Day } from '../../../src-shared/kernel/index.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { ChooseInvoices } from './choose-invoices.tsx';
import styles from './settlement.module.css';

const KINDS = ['agency', 'bailiff', 'lawyer'] as const;

interface HandOverProps {
  debtorId: string;
  settlement: QueryResult<'settlement.get'>;
  /** Ticked beforehand; none: all that is overdue. */
  invoiceIds?: readonly string[];
  onClose(): void;
}

/** Gives invoices to a partner, with the interest and costs of the day shown before; then the file is made. */
export function HandOverDialog({ debtorId, settlement, invoiceIds: wanted = [], onClose }: HandOverProps) {
  const { t } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const { today } = useSession();
  const overdue = settlement.invoices.filter(({ daysOverdue, askable }) => daysOverdue > 0 && askable > 0);
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(
    new Map((wanted.length > 0 ? settlement.invoices.filter(({ id }) => wanted.includes(id)) : overdue).map(({ id }) => [id, ''])),
  );
  const [partner, setPartner] = useState('');
  const [kind, setKind] = useState<(typeof KINDS)[number]>('agency');
  const [reference, setReference] = useState('');
  const [asOf, setAsOf] = useState<Day>(today);
  const [letterOn, setLetterOn] = useState<Day | null>(null);
  const [tried, setTried] = useState(false);
  const [making, setMaking] = useState(false);
  const invoiceIds = [...chosen.keys()];
  const consumer = settlement.debtorKind === 'consumer';
  const save = () => {
    setTried(true);
    if (invoiceIds.length === 0 || partner.trim() === '') return null;
    return give();
  };
  const give = async () => {
    const args = { debtorId, invoiceIds, partner, partnerKind: kind, partnerReference: reference, asOf, fourteenDayLetterOn: letterOn };
    const { value } = await core.command('hand-over', args);
    setMaking(true);
    const { handOverId } = value as { handOverId: string };
    // It has been handed over; a file that could not be made now can be made from the list.
    await core.call('hand-over.make-file', { handOverId }).then(
      () => notify.done(t('settlement.made-file')),
      (error: unknown) => notify.failed(error, t('settlement.make-file')),
    );
  };
  return (
    <FormDialog title={t('settlement.hand-over')} submit={t('settlement.hand-over')} save={save} onClose={onClose} disabled={making}>
      <Field
        label={t('settlement.partner')}
        required
        validationMessage={tried && partner.trim() === '' ? t('settlement.partner-missing') : undefined}
      >
        <Input value={partner} maxLength={200} onChange={(_, { value }) => setPartner(value)} />
      </Field>
      <div className={styles.pair}>
        <Field label={t('settlement.partner-kind')}>
          <Select value={kind} onChange={(_, { value }) => setKind(KINDS.find((each) => each === value) ?? 'agency')}>
            {KINDS.map((each) => (
              <option key={each} value={each}>
                {t(`settlement.partner-kind.${each}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('settlement.partner-reference')}>
          <Input value={reference} maxLength={100} onChange={(_, { value }) => setReference(value)} />
        </Field>
      </div>
      <Field label={t('invoices.title')} validationMessage={tried && invoiceIds.length === 0 ? t('settlement.choose-invoice') : undefined}>
        <ChooseInvoices invoices={settlement.invoices} chosen={chosen} onChange={setChosen} />
      </Field>
      <Field label={t('settlement.as-of')}>
        <DayField value={asOf} onChange={setAsOf} />
      </Field>
      {consumer && (
        <>
          <Checkbox
            label={t('settlement.letter-sent')}
            checked={letterOn !== null}
            onChange={(_, { checked }) => setLetterOn(checked === true ? today : null)}
          />
          {letterOn !== null && (
            <Field label={t('settlement.letter')}>
              <DayField value={letterOn} onChange={setLetterOn} />
            </Field>
          )}
        </>
      )}
      {invoiceIds.length > 0 && <Sums args={{ debtorId, invoiceIds, asOf, fourteenDayLetterOn: letterOn }} consumer={consumer} />}
      {making && <Spinner size="tiny" label={t('settlement.making-file')} />}
    </FormDialog>
  );
}

interface SumsProps {
  args: { debtorId: string; invoiceIds: string[]; asOf: Day; fourteenDayLetterOn: Day | null };
  consumer: boolean;
}

/** What it comes to, as it will be in the file. */
function Sums({ args, consumer }: SumsProps) {
  const { t, language, error } = useTexts();
  const preview = useCoreQuery('hand-over.preview', args, { keepPrevious: true });
  if (preview.error) return <p className={styles.wrong}>{error(preview.error)}</p>;
  if (!preview.data) return null;
  const { currency, principal, interest, costs, total, costsFrom } = preview.data;
  const rows = [
    ['settlement.principal', principal],
    ['settlement.interest', interest],
    ['settlement.costs', costs],
    ['settlement.sum', total],
  ] as const;
  return (
    <>
      <dl className={styles.sums}>
        {rows.map(([key, minor]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>{formatMoney(minor, currency, language)}</dd>
          </div>
        ))}
      </dl>
      {consumer && costs === 0 && (
        <p className={styles.quiet}>
          {costsFrom ? t('settlement.letter-needed', { day: formatDay(costsFrom, language) }) : t('settlement.letter-none')}
        </p>
      )}
    </>
  );
}
