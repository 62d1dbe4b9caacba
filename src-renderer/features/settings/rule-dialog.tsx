import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  Select,
} from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { AssignmentRule } from '../../../src-shared/contract/index.ts';
import { currencyDecimals } from '../../../src-shared/kernel/index.ts';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { currencySign } from '../../ui/money.tsx';
import { useFocusOnOpen } from '../../ui/use-focus-on-open.ts';
import styles from './settings.module.css';

type Draft = Omit<AssignmentRule, 'id'> & { id?: string };
type Rule = AssignmentRule['rule'];
const RANGES = ['name', 'number', 'postalCode'] as const;
const LABELS = { name: 'rule.name', number: 'rule.number', postalCode: 'rule.postal-code' } as const;
const KINDS = ['business', 'consumer'] as const;
const RISKS = ['high', 'medium', 'low'] as const;

interface RuleDialogProps {
  currency: string;
  start: AssignmentRule | undefined;
  onSave(rule: Draft): void;
  onClose(): void;
}

const toggled = <T,>(list: readonly T[] = [], value: T, on: boolean): T[] =>
  on ? [...list, value] : list.filter((each) => each !== value);
const words = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);

/** What a debtor must be for the rule to hold, and who gets it then. What is left blank asks nothing. */
export function RuleDialog({ currency, start, onSave, onClose }: RuleDialogProps) {
  const { t } = useTexts();
  const { colleagues } = useSession();
  const [rule, setRule] = useState<Rule>(start?.rule ?? {});
  const [assigneeId, setAssigneeId] = useState(start?.assigneeId ?? '');
  const [tried, setTried] = useState(false);
  const [lists, setLists] = useState({
    countries: start?.rule.countries?.join(', ') ?? '',
    industries: start?.rule.industries?.join(', ') ?? '',
  });
  const unit = 10 ** currencyDecimals(currency);
  const box = useFocusOnOpen<HTMLSelectElement>();
  const change = (next: Partial<Rule>) => setRule({ ...rule, ...next });
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (assigneeId === '') return;
    onClose();
    const full = { ...rule, countries: words(lists.countries), industries: words(lists.industries) };
    onSave({ ...(start ? { id: start.id } : {}), rule: full, assigneeId, active: start?.active ?? true });
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <form onSubmit={save}>
          <DialogBody>
            <DialogTitle>{t(start ? 'assignment.edit' : 'assignment.add')}</DialogTitle>
            <DialogContent className={styles.rule}>
              <Field label={t('assignment.assignee')} validationMessage={tried && assigneeId === '' ? t('hand-over.choose') : undefined}>
                <Select ref={box} value={assigneeId} onChange={(_, { value }) => setAssigneeId(value)}>
                  <option value="" disabled />
                  {colleagues.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              </Field>
              <fieldset>
                <legend>{t('worklist.filter.risk')}</legend>
                {RISKS.map((risk) => (
                  <Checkbox
                    key={risk}
                    label={t(`risk.${risk}`)}
                    checked={rule.risks?.includes(risk) ?? false}
                    onChange={(_, { checked }) => change({ risks: toggled(rule.risks, risk, checked === true) })}
                  />
                ))}
              </fieldset>
              <fieldset>
                <legend>{t('rule.kind')}</legend>
                {KINDS.map((kind) => (
                  <Checkbox
                    key={kind}
                    label={t(`rule.kind.${kind}`)}
                    checked={rule.kinds?.includes(kind) ?? false}
                    onChange={(_, { checked }) => change({ kinds: toggled(rule.kinds, kind, checked === true) })}
                  />
                ))}
              </fieldset>
              {RANGES.map((name) => (
                <div key={name} className={styles.range}>
                  <Field label={t('rule.from', { what: t(LABELS[name]) })}>
                    <Input
                      value={rule[`${name}From`] ?? ''}
                      maxLength={40}
                      onChange={(_, { value }) => change({ [`${name}From`]: value })}
                    />
                  </Field>
                  <Field label={t('rule.to')}>
                    <Input
                      aria-label={t('rule.to-what', { what: t(LABELS[name]) })}
                      value={rule[`${name}To`] ?? ''}
                      maxLength={40}
                      onChange={(_, { value }) => change({ [`${name}To`]: value })}
                    />
                  </Field>
                </div>
              ))}
              <Field label={t('rule.countries')} hint={t('rule.commas')}>
                <Input value={lists.countries} onChange={(_, { value }) => setLists({ ...lists, countries: value })} />
              </Field>
              <Field label={t('rule.industries')} hint={t('rule.commas')}>
                <Input value={lists.industries} onChange={(_, { value }) => setLists({ ...lists, industries: value })} />
              </Field>
              <Field label={t('rule.minimum', { currency: currencySign(currency) })}>
                <Input
                  type="number"
                  min={0}
                  value={rule.minimumOpen === undefined ? '' : String(rule.minimumOpen / unit)}
                  onChange={(_, { value }) =>
                    change({ minimumOpen: value === '' ? undefined : Math.max(0, Math.round(Number(value) * unit)) })
                  }
                />
              </Field>
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{t('dialog.cancel')}</Button>
              <Button appearance="primary" type="submit">
                {t('settings.save')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
