import { Checkbox, Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { z } from 'zod';
import { lookOn, type PromiseRow } from '../../../src-shared/contract/index.ts';
import { formatDay, formatMoney } from '../../../src-shared/i18n/index.ts';
import { addDays, type Day, daysBetween } from '../../../src-shared/kernel/index.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { AmountField } from '../../ui/amount-field.tsx';
import { Chip } from '../../ui/chip.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNotify } from '../../ui/notify.tsx';
import styles from './dialogs.module.css';
import { InvoiceChoice } from './invoice-choice.tsx';
import { readyDays } from './ready-days.ts';
import { ReliabilityLine } from './reliability.tsx';
import { type ChosenInvoices, useChosenInvoices } from './use-chosen-invoices.ts';

export interface ArrangementDialogProps {
  debtorId: string;
  debtorName: string;
  administrationId: string;
  /** Ticked invoices; null or none: all that is overdue. */
  invoiceIds: readonly string[] | null;
  onClose(): void;
}

const replySchema = z.object({ promiseId: z.string() });

/** Records what a debtor promises to pay, and when. */
export function PromiseDialog({ debtorId, debtorName, administrationId, invoiceIds, onClose }: ArrangementDialogProps) {
  const texts = useTexts();
  const { t, language } = texts;
  const core = useCore();
  const notify = useNotify();
  const { today } = useSession();
  const settings = useCoreQuery('settings.arrangements', { administrationId }).data?.promises;
  const known = useCoreQuery('debtor.arrangements', { debtorId }).data;
  const choice = useChosenInvoices(debtorId, invoiceIds);
  const [promisedOn, setPromisedOn] = useState<Day>(() => readyDays(today)[1]?.day ?? addDays(today, 1));
  const [typed, setTyped] = useState<number | null | undefined>(undefined);
  const [note, setNote] = useState('');
  const [confirm, setConfirm] = useState(false);

  const amount = typed === undefined ? choice.open : typed;
  const money = (minor: number) => formatMoney(minor, choice.currency, language);
  const day = (value: Day) => formatDay(value, language);
  const tooMuch = amount !== null && amount > choice.open;
  const tooFar = settings !== undefined && daysBetween(today, promisedOn) > settings.maximumDaysAhead;
  const valid = !choice.mixed && choice.open > 0 && amount !== null && amount > 0 && !tooMuch && !tooFar;
  const amountProblem = (): string | undefined => {
    if (amount === null || amount === 0) return t('promise.amount.malformed', { example: money(12_500) });
    return tooMuch ? t('promise.amount.too-much', { amount: money(choice.open) }) : undefined;
  };

  const undo = (promiseId: string) =>
    core.command('withdraw-promise', { promiseId, undo: true }).catch((error: unknown) => notify.failed(error, t('promise.title')));
  const save = () => {
    if (!valid || amount === null) return null;
    const args = { debtorId, invoiceIds: choice.chosen.map(({ id }) => id), promisedOn, note: note.trim(), confirm };
    const part = amount === choice.open ? {} : { amount };
    return core.command('record-promise', { ...args, ...part }, choice.expected).then(({ value }) => {
      const reply = replySchema.safeParse(value);
      const way = reply.success ? { label: t('promise.undo'), run: () => void undo(reply.data.promiseId) } : undefined;
      notify.done(t('promise.saved', { amount: money(amount), day: day(promisedOn) }), way);
    });
  };

  return (
    <FormDialog
      title={t('promise.of', { name: debtorName })}
      submit={t('promise.save')}
      save={save}
      onClose={onClose}
      disabled={choice.open <= 0}
    >
      {known && <ReliabilityLine reliability={known.reliability} />}
      <Field label={t('promise.when')} validationMessage={tooFar ? t('promise.too-far', { days: settings.maximumDaysAhead }) : undefined}>
        <fieldset className={styles.days} aria-label={t('promise.when')}>
          {readyDays(today).map((ready) => (
            <Chip
              key={ready.day}
              on={ready.day === promisedOn}
              aria-pressed={ready.day === promisedOn}
              onClick={() => setPromisedOn(ready.day)}
            >
              {t(ready.label, { day: day(ready.day).slice(0, 5) })}
            </Chip>
          ))}
          <DayField label={t('promise.on')} value={promisedOn} min={today} onChange={setPromisedOn} />
        </fieldset>
      </Field>
      <InvoiceChoice choice={choice} />
      {choice.rows.length > 0 && !choice.mixed && (
        <Field label={t('promise.amount')} validationMessage={choice.chosen.length > 0 ? amountProblem() : undefined}>
          <AmountField value={amount} currency={choice.currency} onChange={setTyped} />
        </Field>
      )}
      <Field label={t('promise.note')}>
        <Textarea rows={2} value={note} maxLength={2_000} onChange={(_, { value }) => setNote(value)} />
      </Field>
      <Checkbox label={t('promise.confirm')} checked={confirm} onChange={(_, { checked }) => setConfirm(checked === true)} />
      {settings && (
        <p className={styles.hint}>
          {replaced(choice, amount ?? 0, known?.promises ?? []).map((promise) => (
            <span key={promise.id}>
              {t('promise.replaces', {
                amount: formatMoney(promise.amount, promise.currency, language),
                day: day(promise.promisedOn),
              })}{' '}
            </span>
          ))}
          {t('promise.held', { look: day(lookOn(promisedOn, settings.graceDays)) })}
        </p>
      )}
    </FormDialog>
  );
}

/** Open promises that have no room beside this one; what is promised is spread over the oldest invoices first, as the command does. */
function replaced(choice: ChosenInvoices, amount: number, promises: readonly PromiseRow[]): PromiseRow[] {
  const open = promises.filter(({ state }) => state === 'open');
  const promisedOf = (invoiceId: string) =>
    open.flatMap(({ lines }) => lines).reduce((sum, line) => (line.invoiceId === invoiceId ? sum + line.amount : sum), 0);
  let left = amount;
  const over = new Set<string>();
  for (const { id, arrangeable } of choice.chosen) {
    const part = Math.min(left, Math.max(arrangeable, 0));
    left -= part;
    const promised = promisedOf(id);
    if (promised > 0 && promised + part > arrangeable) over.add(id);
  }
  return open.filter(({ lines }) => lines.some((line) => line.amount > 0 && over.has(line.invoiceId)));
}
