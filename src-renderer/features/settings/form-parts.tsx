import { Button, Field, Input, type InputProps, MessageBar, MessageBarBody } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTexts } from '../../data/language.tsx';
import type { FormState } from './form-state.ts';
import styles from './settings.module.css';

interface TextFieldProps<T> {
  form: FormState<T>;
  name: keyof T & string;
  label: string;
  hint?: string | undefined;
  type?: InputProps['type'];
  width?: 'short' | 'middle' | 'full';
  autoComplete?: string;
  placeholder?: string;
  before?: ReactNode;
  after?: ReactNode;
}

/** A text field of a form, with what is wrong with it under it. */
export function TextField<T>({ form, name, label, hint, width = 'full', before, after, ...rest }: TextFieldProps<T>) {
  const { t } = useTexts();
  const error = form.errors[name];
  return (
    <Field className={styles.field} data-width={width} label={label} hint={hint} validationMessage={error ? t(error) : undefined}>
      <Input
        {...rest}
        contentBefore={before ? <span>{before}</span> : undefined}
        contentAfter={after ? <span>{after}</span> : undefined}
        readOnly={!form.editable}
        value={String(form.values[name] ?? '')}
        onChange={(_, { value }) => form.set(name, value as T[keyof T & string])}
      />
    </Field>
  );
}

/** The save button with the outcome of the last try beside it. */
export function SaveRow<T>({ form, children }: { form: FormState<T>; children?: ReactNode }) {
  const texts = useTexts();
  const { t } = texts;
  if (!form.editable) {
    return (
      <MessageBar intent="info" layout="multiline" className={styles.readOnly}>
        <MessageBarBody>{t('settings.read-only')}</MessageBarBody>
      </MessageBar>
    );
  }
  return (
    <div className={styles.save}>
      {form.result !== null && form.result !== 'saved' && (
        <MessageBar intent="error">
          <MessageBarBody>{texts.error(form.result)}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.saveRow}>
        <Button appearance="primary" type="submit" disabledFocusable={form.saving}>
          {t(form.saving ? 'settings.saving' : 'settings.save')}
        </Button>
        {children}
        <span role="status" className={styles.status}>
          {form.result === 'saved' && !form.changed ? t('settings.saved') : ''}
        </span>
      </div>
    </div>
  );
}
