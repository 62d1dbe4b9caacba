import { Button, Field, Input } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons/svg/add';
import { formatDay } from '../../../src-shared/i18n/index.ts';
import { newId } from '../../../src-shared/kernel/index.ts';
import { useTexts } from '../../data/language.tsx';
import { DayField } from '../../ui/day-field.tsx';
import type { FormState } from './form-state.ts';
import styles from './settings.module.css';
import { nextHalfYear, type RateRow, rateOf, type SettlementFields, typedRate } from './settlement-form.ts';

/** The statutory rates by the day they began, newest first: published ones can be changed, own ones also removed. */
export function InterestRates({ form }: { form: FormState<SettlementFields> }) {
  const { t } = useTexts();
  const { rates } = form.values;
  const change = (key: string, values: Partial<RateRow>) =>
    form.set(
      'rates',
      rates.map((row) => (row.key === key ? { ...row, ...values } : row)),
    );
  const add = () => form.set('rates', [{ key: newId(), from: nextHalfYear(rates), trade: '', other: '', published: null }, ...rates]);
  return (
    <fieldset>
      <legend>{t('settings.interest')}</legend>
      <p className={styles.wide}>{t('settings.interest.intro')}</p>
      {form.editable && (
        <Button className={styles.add} size="small" icon={<Add16Regular />} onClick={add}>
          {t('settings.interest.add')}
        </Button>
      )}
      <table className={`${styles.table} ${styles.wide} ${styles.rates}`}>
        <thead>
          <tr>
            <th scope="col">{t('settings.interest.from')}</th>
            <th scope="col">{t('settings.interest.trade')}</th>
            <th scope="col">{t('settings.interest.other')}</th>
            <th scope="col">
              <span className={styles.unseen}>{t('settings.interest.acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rates.map((row) => (
            <Rate
              key={row.key}
              row={row}
              editable={form.editable}
              checked={form.errors.rates !== undefined}
              twice={rates.some(({ key, from }) => key !== row.key && from === row.from)}
              onChange={(values) => change(row.key, values)}
              onRemove={() =>
                form.set(
                  'rates',
                  rates.filter(({ key }) => key !== row.key),
                )
              }
            />
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}

interface RateProps {
  row: RateRow;
  editable: boolean;
  /** Saving was tried and a row did not pass. */
  checked: boolean;
  /** Another row has the same day. */
  twice: boolean;
  onChange(values: Partial<RateRow>): void;
  onRemove(): void;
}

function Rate({ row, editable, checked, twice, onChange, onRemove }: RateProps) {
  const { t, language } = useTexts();
  const { from, published } = row;
  const day = formatDay(from, language);
  const changed = published && (rateOf(row.trade) !== published.trade || rateOf(row.other) !== published.other);
  const percent = (name: 'trade' | 'other') => (
    <Field validationMessage={checked && rateOf(row[name]) === null ? t('field.rates') : undefined}>
      <Input
        className={styles.rate}
        inputMode="decimal"
        aria-label={`${t(`settings.interest.${name}`)}, ${day}`}
        contentAfter={<span>%</span>}
        readOnly={!editable}
        value={row[name]}
        onChange={(_, { value }) => onChange({ [name]: value })}
      />
    </Field>
  );
  return (
    <tr>
      <td>
        {published || !editable ? (
          <span>{day}</span>
        ) : (
          <Field validationMessage={checked && twice ? t('field.rate-twice') : undefined}>
            <DayField value={from} label={t('settings.interest.from')} onChange={(value) => onChange({ from: value })} />
          </Field>
        )}
      </td>
      <td>{percent('trade')}</td>
      <td>{percent('other')}</td>
      <td>
        {editable && !published && (
          <Button size="small" appearance="subtle" aria-label={`${t('settings.interest.remove')}: ${day}`} onClick={onRemove}>
            {t('settings.interest.remove')}
          </Button>
        )}
        {editable && published && changed && (
          <Button
            size="small"
            appearance="subtle"
            aria-label={`${t('settings.interest.restore')}: ${day}`}
            onClick={() => onChange({ trade: typedRate(published.trade, language), other: typedRate(published.other, language) })}
          >
            {t('settings.interest.restore')}
          </Button>
        )}
      </td>
    </tr>
  );
}
