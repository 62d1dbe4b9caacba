import { Button, Field, Select, Tooltip } from '@fluentui/react-components';
import { Delete16Regular } from '@fluentui/react-icons/svg/delete';
import { type FormEvent, useState } from 'react';
import type { AbsenceRow } from '../../../src-shared/contract/index.ts';
import { addDays, type Day } from '../../../src-shared/kernel/index.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useMay, useSession } from '../../data/session.tsx';
import { useGive } from '../../data/undo.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useAdministrationChoice } from './administration-choice.tsx';
import styles from './settings.module.css';

const WORKERS = ['administrator', 'credit-manager', 'collector'] as const;

/** Who is away, and who does the work meanwhile. */
export function AbsencesSettings() {
  const { t } = useTexts();
  const { administrationId } = useAdministrationChoice();
  const editable = useMay(WORKERS, administrationId);
  const absences = useCoreQuery('settings.absences', {});
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h2>{t('settings.absences')}</h2>
      </header>
      <p className={styles.intro}>{t('settings.absences.intro')}</p>
      {absences.error && <ErrorState error={absences.error} retry={() => void absences.refetch()} />}
      {absences.isPending && <Skeleton lines={3} height={30} />}
      {absences.data && <AbsenceTable rows={absences.data} administrationId={administrationId} editable={editable} />}
      {editable && <NewAbsence administrationId={administrationId} />}
    </div>
  );
}

function AbsenceTable({ rows, administrationId, editable }: { rows: readonly AbsenceRow[]; administrationId: string; editable: boolean }) {
  const { t } = useTexts();
  const give = useGive();
  const { today } = useSession();
  if (rows.length === 0) return <p>{t('absence.none')}</p>;
  const remove = ({ id }: AbsenceRow) =>
    void give(
      { name: 'remove-absence', args: { administrationId, absenceId: id } },
      { done: t('absence.removed'), failed: t('absence.remove') },
    );
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('absence.who')}</th>
          <th scope="col">{t('absence.substitute')}</th>
          <th scope="col">{t('absence.from')}</th>
          <th scope="col">{t('absence.until')}</th>
          <th scope="col">
            <span className={styles.unseen}>{t('absence.remove')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              {row.userName} {row.fromDay <= today && <Tag tone="warning">{t('absence.now')}</Tag>}
            </th>
            <td>{row.substituteName}</td>
            <td>
              <DayText day={row.fromDay} />
            </td>
            <td>
              <DayText day={row.untilDay} />
            </td>
            <td>
              {editable && (
                <Tooltip relationship="label" content={t('absence.remove-of', { name: row.userName })}>
                  <Button size="small" appearance="subtle" icon={<Delete16Regular />} onClick={() => remove(row)} />
                </Tooltip>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function NewAbsence({ administrationId }: { administrationId: string }) {
  const { t } = useTexts();
  const give = useGive();
  const { today, user, colleagues } = useSession();
  const [userId, setUserId] = useState(user.id);
  const [substituteId, setSubstituteId] = useState('');
  const [fromDay, setFromDay] = useState<Day>(today);
  const [untilDay, setUntilDay] = useState<Day>(addDays(today, 4));
  const [tried, setTried] = useState(false);
  const wrong = substituteId === '' || substituteId === userId;
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong) return;
    setTried(false);
    const args = { administrationId, userId, substituteId, fromDay, untilDay };
    void give({ name: 'save-absence', args }, { done: t('absence.saved'), failed: t('absence.add') });
  };
  const people = (exclude?: string) =>
    colleagues
      .filter(({ id }) => id !== exclude)
      .map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ));
  return (
    <form className={styles.form} onSubmit={save}>
      <fieldset>
        <legend>{t('absence.add')}</legend>
        <Field className={styles.field} data-width="middle" label={t('absence.who')}>
          <Select value={userId} onChange={(_, { value }) => setUserId(value)}>
            {people()}
          </Select>
        </Field>
        <Field
          className={styles.field}
          data-width="middle"
          label={t('absence.substitute')}
          validationMessage={tried && wrong ? t('hand-over.choose') : undefined}
        >
          <Select value={substituteId} onChange={(_, { value }) => setSubstituteId(value)}>
            <option value="" disabled />
            {people(userId)}
          </Select>
        </Field>
        <Field className={styles.field} data-width="middle" label={t('absence.from')}>
          <DayField
            value={fromDay}
            onChange={(day) => {
              setFromDay(day);
              if (untilDay < day) setUntilDay(day);
            }}
          />
        </Field>
        <Field className={styles.field} data-width="middle" label={t('absence.until')}>
          <DayField value={untilDay} min={fromDay} onChange={setUntilDay} />
        </Field>
        <div className={styles.wide}>
          <Button appearance="primary" type="submit">
            {t('settings.save')}
          </Button>
        </div>
      </fieldset>
    </form>
  );
}
