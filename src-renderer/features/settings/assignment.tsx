import { Button, Switch, Tooltip } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons/svg/add';
import { ArrowDown16Regular } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowUp16Regular } from '@fluentui/react-icons/svg/arrow-up';
import { Delete16Regular } from '@fluentui/react-icons/svg/delete';
import { Edit16Regular } from '@fluentui/react-icons/svg/edit';
import { useState } from 'react';
import type { AssignmentRule, QueryResult } from '../../../src-shared/contract/index.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useMay, useSession } from '../../data/session.tsx';
import { useGive } from '../../data/undo.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { AdministrationChoice, useAdministrationChoice } from './administration-choice.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { ruleText } from './rule-text.ts';
import styles from './settings.module.css';

/** Who gets which debtors by itself: the first rule that fits. */
export function AssignmentSettings() {
  const { t } = useTexts();
  const choice = useAdministrationChoice();
  const { administrationId } = choice;
  const settings = useCoreQuery('settings.assignment', { administrationId }, { enabled: administrationId !== '' });
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h2>{t('settings.assignment')}</h2>
        <AdministrationChoice {...choice} />
      </header>
      <p className={styles.intro}>{t('settings.assignment.intro')}</p>
      {settings.error && <ErrorState error={settings.error} retry={() => void settings.refetch()} />}
      {settings.isPending && <Skeleton lines={4} height={30} />}
      {settings.data && <Rules key={administrationId} administrationId={administrationId} settings={settings.data} />}
    </div>
  );
}

type Draft = Omit<AssignmentRule, 'id'> & { id?: string };

function Rules({ administrationId, settings }: { administrationId: string; settings: QueryResult<'settings.assignment'> }) {
  const { t } = useTexts();
  const give = useGive();
  const editable = useMay(['administrator', 'credit-manager'], administrationId);
  const [editing, setEditing] = useState<number | null>(null);
  const { rules, unassigned, fitting, currency } = settings;
  const save = (next: readonly Draft[], done: string) =>
    void give({ name: 'save-assignment-rules', args: { administrationId, rules: next } }, { done, failed: t('settings.assignment') });
  const replace = (index: number, rule: Draft) => rules.map((each, at) => (at === index ? rule : each));
  const move = (index: number, by: number) => {
    const next = [...rules];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(index + by, 0, moved);
    save(next, t('assignment.saved'));
  };
  const apply = () =>
    void give(
      { name: 'apply-assignment-rules', args: { administrationId } },
      { done: t('assignment.applied', { count: fitting }), failed: t('assignment.apply') },
    );
  return (
    <>
      {rules.length === 0 ? (
        <p>{t('assignment.none')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('assignment.rule')}</th>
              <th scope="col">{t('assignment.assignee')}</th>
              <th scope="col">{t('assignment.active')}</th>
              <th scope="col">
                <span className={styles.unseen}>{t('assignment.acts')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule, index) => (
              <RuleLine
                key={rule.id}
                rule={rule}
                currency={currency}
                editable={editable}
                first={index === 0}
                last={index === rules.length - 1}
                onMove={(by) => move(index, by)}
                onActive={(active) => save(replace(index, { ...rule, active }), t('assignment.saved'))}
                onEdit={() => setEditing(index)}
                onRemove={() =>
                  save(
                    rules.filter((_, at) => at !== index),
                    t('assignment.removed'),
                  )
                }
              />
            ))}
          </tbody>
        </table>
      )}
      {editable && (
        <div className={styles.saveRow}>
          <Button icon={<Add16Regular />} onClick={() => setEditing(rules.length)}>
            {t('assignment.add')}
          </Button>
        </div>
      )}
      <p>{t('assignment.unassigned', { count: unassigned, fitting })}</p>
      {editable && fitting > 0 && <Button onClick={apply}>{t('assignment.apply')}</Button>}
      {editing !== null && (
        <RuleDialog
          currency={currency}
          start={rules[editing]}
          onSave={(rule) => save(editing < rules.length ? replace(editing, rule) : [...rules, rule], t('assignment.saved'))}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

interface LineProps {
  rule: AssignmentRule;
  currency: string;
  editable: boolean;
  first: boolean;
  last: boolean;
  onMove(by: number): void;
  onActive(active: boolean): void;
  onEdit(): void;
  onRemove(): void;
}

function RuleLine({ rule, currency, editable, first, last, onMove, onActive, onEdit, onRemove }: LineProps) {
  const texts = useTexts();
  const { t } = texts;
  const { colleagues } = useSession();
  const words = ruleText(rule.rule, currency, texts);
  const icon = (label: string, element: Parameters<typeof Button>[0]['icon'], onClick: () => void, disabled = false) => (
    <Tooltip relationship="label" content={`${label}: ${words}`}>
      <Button size="small" appearance="subtle" icon={element} disabledFocusable={disabled} onClick={onClick} />
    </Tooltip>
  );
  return (
    <tr>
      <th scope="row">{words}</th>
      <td>{colleagues.find(({ id }) => id === rule.assigneeId)?.name ?? t('worklist.assignee.other')}</td>
      <td>
        <Switch
          aria-label={`${t('assignment.active')}: ${words}`}
          checked={rule.active}
          disabled={!editable}
          onChange={(_, { checked }) => onActive(checked)}
        />
      </td>
      <td>
        {editable && (
          <span className={styles.acts}>
            {icon(t('assignment.up'), <ArrowUp16Regular />, () => onMove(-1), first)}
            {icon(t('assignment.down'), <ArrowDown16Regular />, () => onMove(1), last)}
            {icon(t('assignment.edit'), <Edit16Regular />, onEdit)}
            {icon(t('assignment.remove'), <Delete16Regular />, onRemove)}
          </span>
        )}
      </td>
    </tr>
  );
}
