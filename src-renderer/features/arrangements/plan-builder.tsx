import { Button, Field, Input, Select, Tooltip } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons/svg/add';
import { Delete16Regular } from '@fluentui/react-icons/svg/delete';
import { MAXIMUM_TERMS, PLAN_INTERVALS } from '../../../src-shared/contract/index.ts';
import type { Day } from '../../../src-shared/kernel/index.ts';
import { useTexts } from '../../data/language.tsx';
import { AmountField } from '../../ui/amount-field.tsx';
import { Chip } from '../../ui/chip.tsx';
import { DayField } from '../../ui/day-field.tsx';
import styles from './dialogs.module.css';
import { addStep, type DraftedPlan, PLAN_SHAPES, type PlanDraft, type StepDraft, withShape } from './plan-draft.ts';

interface BuilderProps {
  draft: PlanDraft;
  plan: DraftedPlan;
  currency: string;
  today: Day;
  onChange(draft: PlanDraft): void;
}

/** How a plan is made up: equal terms, steps, or every term by hand. */
export function PlanBuilder(props: BuilderProps) {
  const { t } = useTexts();
  const { draft, plan, today, onChange } = props;
  return (
    <>
      <Field label={t('plan.shape')}>
        <fieldset className={styles.days} aria-label={t('plan.shape')}>
          {PLAN_SHAPES.map((shape) => (
            <Chip
              key={shape}
              on={shape === draft.shape}
              aria-pressed={shape === draft.shape}
              onClick={() => onChange(withShape(draft, shape, plan))}
            >
              {t(`plan.shape.${shape}`)}
            </Chip>
          ))}
        </fieldset>
      </Field>
      {draft.shape === 'stepped' && <Steps {...props} />}
      {draft.shape !== 'free' && (
        <div className={styles.rhythm}>
          {draft.shape === 'equal' && (
            <Field label={t('plan.terms')}>
              <CountInput value={draft.terms} onChange={(terms) => onChange({ ...draft, terms })} />
            </Field>
          )}
          <Field label={t('plan.first-on')}>
            <DayField value={draft.firstOn} min={today} onChange={(firstOn) => onChange({ ...draft, firstOn })} />
          </Field>
          <Field label={t('plan.interval')}>
            <Select
              value={draft.interval}
              onChange={(_, { value }) => {
                const interval = PLAN_INTERVALS.find((each) => each === value);
                if (interval) onChange({ ...draft, interval });
              }}
            >
              {PLAN_INTERVALS.map((interval) => (
                <option key={interval} value={interval}>
                  {t(`plan.interval.${interval}`)}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      )}
    </>
  );
}

function Steps({ draft, currency, onChange }: BuilderProps) {
  const { t } = useTexts();
  const change = (step: StepDraft) => onChange({ ...draft, steps: draft.steps.map((each) => (each.key === step.key ? step : each)) });
  return (
    <div className={styles.steps}>
      <div className={styles.stepHead} aria-hidden="true">
        <span>{t('plan.step.terms')}</span>
        <span>{t('plan.step.amount')}</span>
      </div>
      {draft.steps.map((step, index) => (
        <div key={step.key} className={styles.step}>
          <CountInput
            label={t('plan.step.terms-of', { step: index + 1 })}
            value={step.terms}
            onChange={(terms) => change({ ...step, terms })}
          />
          <span aria-hidden="true">×</span>
          <AmountField
            label={t('plan.step.amount-of', { step: index + 1 })}
            value={step.amount}
            currency={currency}
            onChange={(amount) => change({ ...step, amount })}
          />
          {draft.steps.length > 1 && (
            <Tooltip relationship="label" content={t('plan.step.remove', { step: index + 1 })}>
              <Button
                appearance="subtle"
                icon={<Delete16Regular />}
                onClick={() => onChange({ ...draft, steps: draft.steps.filter(({ key }) => key !== step.key) })}
              />
            </Tooltip>
          )}
        </div>
      ))}
      <Button size="small" icon={<Add16Regular />} onClick={() => onChange(addStep(draft))}>
        {t('plan.step.add')}
      </Button>
    </div>
  );
}

interface CountProps {
  value: number;
  onChange(value: number): void;
  label?: string;
  id?: string;
}

/** A small whole number, from one to as many terms as a plan may have. */
function CountInput({ value, onChange, label, id }: CountProps) {
  return (
    <Input
      id={id}
      className={styles.count}
      type="number"
      min={1}
      max={MAXIMUM_TERMS}
      aria-label={label}
      value={String(value || '')}
      onChange={(_, { value: text }) => onChange(Math.max(0, Math.trunc(Number(text))))}
    />
  );
}
