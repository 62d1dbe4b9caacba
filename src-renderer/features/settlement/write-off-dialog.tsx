import { Field, MessageBar, MessageBarBody, Select, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { QueryResult } from '../../../src-shared/contract/index.ts';
import { formatMoney } from '../../../src-shared/i18n/index.ts';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { readAmount, writtenAmount } from './amounts.ts';
import { ChooseInvoices } from './choose-invoices.tsx';

const REASONS = ['small-difference', 'goodwill', 'uncollectable', 'bankruptcy', 'prescribed', 'other'] as const;

interface WriteOffProps {
  debtorId: string;
  settlement: QueryResult<'settlement.get'>;
  /** Ticked beforehand. */
  invoiceIds?: readonly string[];
  onClose(): void;
}

/** Gives up what is open of invoices, or a part of it; beyond the user's limit a credit manager is asked. */
export function WriteOffDialog({ debtorId, settlement, invoiceIds = [], onClose }: WriteOffProps) {
  const { t, language } = useTexts();
  const core = useCore();
  const [reason, setReason] = useState<(typeof REASONS)[number]>('uncollectable');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const invoices = settlement.invoices.filter(({ askable }) => askable > 0);
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(
    () =>
      new Map(
        invoices
          .filter(({ id }) => invoiceIds.includes(id))
          .map(({ id, askable, currency: own }) => [id, writtenAmount(askable, own, language)]),
      ),
  );
  const lines = invoices.flatMap(({ id, currency, askable }) => {
    const typed = chosen.get(id);
    return typed === undefined ? [] : [{ invoiceId: id, amount: readAmount(typed, currency, language), askable }];
  });
  const wrong = lines.some(({ amount, askable }) => amount === undefined || amount <= 0 || amount > askable);
  const total = lines.reduce((sum, { amount = 0 }) => sum + amount, 0);
  const { limit, currency } = settlement;
  const approves = total <= limit;
  const money = (minor: number) => formatMoney(minor, currency, language);
  const problem = lines.length === 0 ? t('settlement.choose-invoice') : wrong ? t('settlement.amount-wrong') : undefined;
  const save = () => {
    setTried(true);
    if (problem !== undefined) return null;
    const wanted = lines.map(({ invoiceId, amount }) => ({ invoiceId, amount }));
    return core.command('request-write-off', { debtorId, lines: wanted, reason, note });
  };
  return (
    <FormDialog
      title={t('settlement.write-off')}
      submit={t(approves ? 'settlement.write-off' : 'settlement.write-off-ask')}
      save={save}
      onClose={onClose}
    >
      <Field label={t('invoices.title')} validationMessage={tried ? problem : undefined}>
        <ChooseInvoices
          invoices={invoices}
          chosen={chosen}
          onChange={setChosen}
          withAmounts
          write={(invoice) => writtenAmount(invoice.askable, invoice.currency, language)}
        />
      </Field>
      {total > 0 && <strong>{t('settlement.total', { amount: money(total) })}</strong>}
      <Field label={t('settlement.write-off-reason')}>
        <Select value={reason} onChange={(_, { value }) => setReason(REASONS.find((each) => each === value) ?? 'other')}>
          {REASONS.map((each) => (
            <option key={each} value={each}>
              {t(`write-off.reason.${each}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('settlement.write-off-note')}>
        <Textarea value={note} maxLength={2_000} onChange={(_, { value }) => setNote(value)} />
      </Field>
      <MessageBar intent={approves ? 'info' : 'warning'} layout="multiline">
        <MessageBarBody>
          {t(approves ? 'settlement.write-off-within' : 'settlement.write-off-asks', { limit: money(limit) })}
        </MessageBarBody>
      </MessageBar>
    </FormDialog>
  );
}
