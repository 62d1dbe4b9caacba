import { useCallback, useState } from 'react';
import type { z } from 'zod';
import type { MessageKey } from '../../../src-shared/i18n/index.ts';
import { AppError, errorShape } from '../../../src-shared/kernel/index.ts';

export type FieldErrors<T> = Partial<Record<keyof T, MessageKey>>;

export interface FormState<T> {
  /** False when the user may look but not change. */
  editable: boolean;
  values: T;
  set<K extends keyof T>(name: K, value: T[K]): void;
  errors: FieldErrors<T>;
  changed: boolean;
  saving: boolean;
  /** How the last try ended; forgotten at the next change. */
  result: 'saved' | AppError | null;
  submit(): void;
}

interface FormOptions<T extends object> {
  editable: boolean;
  /** What the core has; a change of it comes in where the user has changed nothing. */
  saved: T;
  schema: z.ZodType<T>;
  save(values: T): Promise<unknown>;
  /** Message key for a field that does not pass. */
  messageFor(field: string): MessageKey;
}

/** State of a settings form: what was typed, what is wrong with it, and what came of saving. */
export function useForm<T extends object>({ editable, saved, schema, save, messageFor }: FormOptions<T>): FormState<T> {
  const [edits, setEdits] = useState<Partial<T>>({});
  const [errors, setErrors] = useState<FieldErrors<T>>({});
  const [result, setResult] = useState<FormState<T>['result']>(null);
  const [saving, setSaving] = useState(false);
  const values = { ...saved, ...edits };

  const set = useCallback(<K extends keyof T>(name: K, value: T[K]) => {
    setEdits((before) => ({ ...before, [name]: value }));
    setErrors(({ [name]: _, ...rest }) => rest as FieldErrors<T>);
    setResult(null);
  }, []);

  const refused = (error: AppError) => {
    const field = typeof error.params.field === 'string' && error.params.field in values ? (error.params.field as keyof T) : undefined;
    if (field !== undefined) setErrors({ [field]: messageFor(String(field)) } as FieldErrors<T>);
    setResult(error);
  };

  const submit = () => {
    const parsed = schema.safeParse(values);
    if (!parsed.success) {
      const found = parsed.error.issues.map(({ path: [field] }) => [String(field), messageFor(String(field))]);
      setErrors(Object.fromEntries(found) as FieldErrors<T>);
      return;
    }
    setErrors({});
    setSaving(true);
    save(parsed.data)
      .then(
        () => {
          setEdits({});
          setResult('saved');
        },
        (error: unknown) => {
          if (!(error instanceof AppError)) console.error(error);
          const { code, params, retry } = errorShape(error);
          refused(error instanceof AppError ? error : new AppError(code, params, { retry }));
        },
      )
      .finally(() => setSaving(false));
  };

  return { editable, values, set, errors, changed: Object.keys(edits).length > 0, saving, result, submit };
}
