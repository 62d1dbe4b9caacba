import { Button, Field, Input, Select } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { type Asked, MAX_TERMS, monthlyTerms, type RequestDetail, type RequestRow } from '../../../src-shared/contract/index.ts';
import { formatDay, formatMoney, hasMessage } from '../../../src-shared/i18n/index.ts';
import { addDays, type Day } from '../../../src-shared/kernel/index.ts';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Amount } from '../../ui/money.tsx';
import type { Proposal } from './answers.ts';
import styles from './request-pane.module.css';

interface EditorProps {
  detail: RequestDetail;
  onChange(proposal: Proposal): void;
  onCancel(): void;
}

type OfKind<K extends RequestRow['kind']> = Extract<RequestRow, { kind: K }>;

/** Another answer than the proposed one. What is filled in is what is sent. */
export function AdjustEditor({ detail, onChange, onCancel }: EditorProps) {
  const { t } = useTexts();
  const { request } = detail;
  const stay = (event: FormEvent) => event.preventDefault();
  return (
    <form onSubmit={stay} className={styles.editor} aria-label={t('request.own-proposal')}>
      <header>
        <h3>{t('request.own-proposal')}</h3>
        <Button size="small" appearance="subtle" onClick={onCancel}>
          {t('request.adjust.cancel')}
        </Button>
      </header>
      {request.kind === 'plan' && <PlanEditor request={request} detail={detail} onChange={onChange} />}
      {request.kind === 'promise' && <PromiseEditor request={request} detail={detail} onChange={onChange} />}
      {request.kind === 'complaint' && <ComplaintEditor request={request} detail={detail} onChange={onChange} />}
      {request.kind === 'po-number' && <NumberEditor request={request} onChange={onChange} />}
    </form>
  );
}

type PartProps<K extends RequestRow['kind']> = { request: OfKind<K>; detail: RequestDetail; onChange(proposal: Proposal): void };

function PlanEditor({ request, detail, onChange }: PartProps<'plan'>) {
  const { t, language } = useTexts();
  const { today } = useSession();
  const start = request.proposed ?? request.asked;
  const [count, setCount] = useState(String(start.terms.length));
  const [first, setFirst] = useState<Day>(start.terms[0]?.dueOn ?? addDays(today, 3));
  const { total, currency } = request.asked;
  const number = /^\d+$/.test(count) ? Number(count) : 0;
  const terms = number >= 2 && number <= MAX_TERMS ? monthlyTerms(total, number, first) : [];
  const take = (nextCount: string, nextFirst: Day) => {
    setCount(nextCount);
    setFirst(nextFirst);
    const next = Number(nextCount);
    const made = next >= 2 && next <= MAX_TERMS ? monthlyTerms(total, next, nextFirst) : [];
    if (made.length > 0) onChange({ currency, total, terms: made });
  };
  const outside = number > detail.limits.maximumTerms;
  return (
    <>
      <div className={styles.fields}>
        <Field label={t('request.edit.terms')} validationMessage={terms.length === 0 ? t('field.number') : undefined}>
          <Input autoFocus inputMode="numeric" value={count} onChange={(_, { value }) => take(value, first)} />
        </Field>
        <Field label={{ children: t('request.edit.first'), htmlFor: 'edit-first' }}>
          <DayField id="edit-first" value={first} min={today} onChange={(day) => take(count, day)} />
        </Field>
      </div>
      <ol className={styles.terms}>
        {terms.map((term, index) => (
          <li key={term.dueOn}>
            <span>{index + 1}</span>
            <span>{formatDay(term.dueOn, language)}</span>
            <Amount minor={term.amount} currency={currency} />
          </li>
        ))}
      </ol>
      <p className={styles.quiet}>{t('request.edit.total', { amount: formatMoney(total, currency, language) })}</p>
      {outside && <p className={styles.quiet}>{t('request.edit.outside')}</p>}
    </>
  );
}

function PromiseEditor({ request, onChange }: PartProps<'promise'>) {
  const { t, language } = useTexts();
  const { today } = useSession();
  const { amount, currency, promisedOn } = request.asked;
  const [day, setDay] = useState<Day>(promisedOn);
  return (
    <>
      <p className={styles.big}>{formatMoney(amount, currency, language)}</p>
      <Field label={{ children: t('request.edit.day'), htmlFor: 'edit-day' }}>
        <DayField
          id="edit-day"
          value={day}
          min={today}
          onChange={(next) => {
            setDay(next);
            onChange({ currency, amount, promisedOn: next });
          }}
        />
      </Field>
    </>
  );
}

function ComplaintEditor({ request, detail, onChange }: PartProps<'complaint'>) {
  const { t } = useTexts();
  const { colleagues } = useSession();
  const [value, setValue] = useState<Asked<'complaint'>>(request.proposed ?? request.asked);
  const take = (change: Partial<Asked<'complaint'>>) => {
    const next = { ...value, ...change };
    setValue(next);
    onChange(next);
  };
  const typeName = ({ key, name }: { key: string; name: string }) => {
    const message = `portal.complaint.type.${key}`;
    return name || (hasMessage(message) ? t(message) : key);
  };
  return (
    <>
      <Field label={t('request.type')}>
        <Select autoFocus value={value.disputeTypeId} onChange={(_, { value: disputeTypeId }) => take({ disputeTypeId })}>
          {detail.disputeTypes.map((type) => (
            <option key={type.id} value={type.id}>
              {typeName(type)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('request.owner')}>
        <Select value={value.ownerId ?? ''} onChange={(_, { value: ownerId }) => take({ ownerId: ownerId || null })}>
          <option value="">–</option>
          {colleagues.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}

function NumberEditor({ request, onChange }: Omit<PartProps<'po-number'>, 'detail'>) {
  const { t } = useTexts();
  const [value, setValue] = useState(request.asked.after);
  return (
    <Field label={t('request.field.po-number')}>
      <Input
        autoFocus
        value={value}
        maxLength={60}
        onChange={(_, { value: after }) => {
          setValue(after);
          if (after.trim()) onChange({ ...request.asked, after: after.trim() });
        }}
      />
    </Field>
  );
}
