import { Button, Field, Input, Select } from '@fluentui/react-components';
import { modesOf, PORTAL_FUNCTIONS, type PortalFunction } from '../../../src-shared/contract/index.ts';
import { useTexts } from '../../data/language.tsx';
import { currencySign } from '../../ui/money.tsx';
import type { FormState } from './form-state.ts';
import type { Override, PortalFields } from './portal-form.ts';
import styles from './settings.module.css';

interface OverridesProps {
  form: FormState<PortalFields>;
  segments: readonly { id: string; name: string }[];
  currency: string;
}

/** What is otherwise for a segment; what is left as it is follows everybody's. */
export function PortalOverrides({ form, segments, currency }: OverridesProps) {
  const { t } = useTexts();
  const { overrides } = form.values;
  const change = (segmentId: string, values: Partial<Override>) =>
    form.set(
      'overrides',
      overrides.map((each) => (each.segmentId === segmentId ? { ...each, ...values } : each)),
    );
  const free = segments.filter(({ id }) => !overrides.some(({ segmentId }) => segmentId === id));
  return (
    <fieldset>
      <legend>{t('settings.portal.overrides')}</legend>
      {segments.length === 0 && <p className={styles.wide}>{t('settings.portal.overrides.none')}</p>}
      {overrides.map((override) => (
        <OverrideCard
          key={override.segmentId}
          name={segments.find(({ id }) => id === override.segmentId)?.name ?? override.segmentId}
          override={override}
          currency={currency}
          editable={form.editable}
          onChange={(values) => change(override.segmentId, values)}
          onRemove={() =>
            form.set(
              'overrides',
              overrides.filter(({ segmentId }) => segmentId !== override.segmentId),
            )
          }
        />
      ))}
      {free.length > 0 && form.editable && (
        <Field className={styles.wide} label={t('settings.portal.overrides.add')}>
          <Select
            value=""
            onChange={(_, { value }) =>
              value &&
              form.set('overrides', [
                ...overrides,
                { segmentId: value, functions: {}, maximumTerms: '', maximumAmount: '', maximumDays: '' },
              ])
            }
          >
            <option value="">{t('settings.portal.overrides.choose')}</option>
            {free.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </fieldset>
  );
}

interface CardProps {
  name: string;
  override: Override;
  currency: string;
  editable: boolean;
  onChange(values: Partial<Override>): void;
  onRemove(): void;
}

function OverrideCard({ name, override, currency, editable, onChange, onRemove }: CardProps) {
  const { t } = useTexts();
  const setMode = (of: PortalFunction, mode: string) => {
    const { [of]: _before, ...rest } = override.functions;
    onChange({ functions: mode === '' ? rest : { ...rest, [of]: mode as 'off' } });
  };
  const limit = (field: 'maximumTerms' | 'maximumAmount' | 'maximumDays', before?: string) => (
    <Field label={t(`settings.portal.limits.${field}`)}>
      <Input
        contentBefore={before ? <span>{before}</span> : undefined}
        placeholder={t('settings.portal.mode.same')}
        readOnly={!editable}
        value={override[field]}
        onChange={(_, { value }) => onChange({ [field]: value })}
      />
    </Field>
  );
  return (
    <section className={styles.override} aria-label={name}>
      <header>
        <h3>{name}</h3>
        {editable && (
          <Button size="small" appearance="subtle" onClick={onRemove}>
            {t('settings.portal.overrides.remove')}
          </Button>
        )}
      </header>
      <div className={styles.overrideFields}>
        {PORTAL_FUNCTIONS.map((each) => (
          <Field key={each} label={t(`settings.portal.function.${each}`)}>
            <Select disabled={!editable} value={override.functions[each] ?? ''} onChange={(_, { value }) => setMode(each, value)}>
              <option value="">{t('settings.portal.mode.same')}</option>
              {modesOf(each).map((mode) => (
                <option key={mode} value={mode}>
                  {t(`settings.portal.mode.${mode}`)}
                </option>
              ))}
            </Select>
          </Field>
        ))}
        {limit('maximumTerms')}
        {limit('maximumAmount', currencySign(currency))}
        {limit('maximumDays')}
      </div>
    </section>
  );
}
