import { Checkbox, Field, Input, MessageBar, MessageBarBody, Textarea } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import type { PlanTerm } from '../../../src-shared/contract/index.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import styles from './dialogs.module.css';
import { PlanBuilder } from './plan-builder.tsx';
import { draftedPlan, newDraft } from './plan-draft.ts';
import { PlanTerms } from './plan-terms.tsx';

export interface PlanRules {
  remindDaysBefore: number | null;
  graceDays: number;
  lapseAfterMissed: number;
}

export interface AgreedPlan extends PlanRules {
  terms: PlanTerm[];
  note: string;
  confirm: boolean;
}

interface PlanFormProps {
  title: string;
  submit: string;
  /** What the terms must add up to; 0 when nothing can be agreed. */
  total: number;
  currency: string;
  rules: PlanRules;
  /** What the plan is about, above the form. */
  children: ReactNode;
  save(plan: AgreedPlan): Promise<unknown>;
  onClose(): void;
}

/** Makes up a plan and shows what it comes to while it is made up. */
export function PlanForm({ title, submit, total, currency, rules: given, children, save, onClose }: PlanFormProps) {
  const { t } = useTexts();
  const { today } = useSession();
  const offline = useCoreQuery('status.get', {}).data?.connection === 'offline';
  const [draft, setDraft] = useState(() => newDraft(today));
  const [rules, setRules] = useState(given);
  const [note, setNote] = useState('');
  const [confirm, setConfirm] = useState(true);
  const plan = draftedPlan(draft, total, today);
  const ready = total > 0 && plan.problem === null && !offline;
  return (
    <FormDialog
      wide
      title={title}
      submit={submit}
      save={() => (ready ? save({ ...rules, terms: plan.terms, note: note.trim(), confirm }) : null)}
      onClose={onClose}
      disabled={!ready}
    >
      <div className={styles.plan}>
        <div className={styles.make}>
          {children}
          <PlanBuilder {...{ draft, plan, currency, today }} onChange={setDraft} />
          <Rules rules={rules} onChange={setRules} />
          <Field label={t('plan.note')}>
            <Textarea rows={2} value={note} maxLength={2_000} onChange={(_, { value }) => setNote(value)} />
          </Field>
        </div>
        <PlanTerms {...{ draft, plan, total, currency, today }} onChange={setDraft} />
      </div>
      <div>
        <Checkbox label={t('plan.confirm')} checked={confirm} onChange={(_, { checked }) => setConfirm(checked === true)} />
        <p className={styles.hint}>{t(confirm ? 'plan.confirm.explained' : 'plan.no-confirm.explained')}</p>
      </div>
      {offline && (
        <MessageBar intent="warning">
          <MessageBarBody>{t('plan.offline')}</MessageBarBody>
        </MessageBar>
      )}
    </FormDialog>
  );
}

function Rules({ rules, onChange }: { rules: PlanRules; onChange(rules: PlanRules): void }) {
  const { t } = useTexts();
  const whole = (text: string, most: number): number => Math.min(most, Math.max(0, Math.trunc(Number(text) || 0)));
  return (
    <div className={styles.rhythm}>
      <Field label={t('plan.rule.remind')} hint={t('plan.rule.days')}>
        <Input
          className={styles.count}
          type="number"
          min={0}
          max={30}
          value={rules.remindDaysBefore === null ? '' : String(rules.remindDaysBefore)}
          onChange={(_, { value }) => onChange({ ...rules, remindDaysBefore: whole(value, 30) || null })}
        />
      </Field>
      <Field label={t('plan.rule.grace')} hint={t('plan.rule.days')}>
        <Input
          className={styles.count}
          type="number"
          min={0}
          max={30}
          value={String(rules.graceDays)}
          onChange={(_, { value }) => onChange({ ...rules, graceDays: whole(value, 30) })}
        />
      </Field>
      <Field label={t('plan.rule.lapse')} hint={t('plan.rule.missed')}>
        <Input
          className={styles.count}
          type="number"
          min={0}
          max={12}
          value={String(rules.lapseAfterMissed)}
          onChange={(_, { value }) => onChange({ ...rules, lapseAfterMissed: whole(value, 12) })}
        />
      </Field>
    </div>
  );
}
