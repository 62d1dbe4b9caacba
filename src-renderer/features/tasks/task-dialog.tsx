import { Field, Input, Select, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { InvoiceRow } from '../../../src-shared/contract/index.ts';
import { addWorkingDays } from '../../../src-shared/contract/index.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { useFocusOnOpen } from '../../ui/use-focus-on-open.ts';
import styles from './tasks.module.css';

interface TaskDialogProps {
  debtorId: string;
  debtorName: string;
  administrationId: string;
  invoices: readonly InvoiceRow[];
  onClose(): void;
}

const NOBODY = '';
/** Working days a colleague usually gets. */
const USUAL_TERM = 2;

/** Asks a colleague something about a customer; the customer's facts go with it. */
export function TaskDialog({ debtorId, debtorName, administrationId, invoices, onClose }: TaskDialogProps) {
  const { t } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const { today, user } = useSession();
  const colleagues = (useCoreQuery('colleagues.of', { administrationId }).data ?? []).filter(({ id }) => id !== user.id);
  const [toId, setToId] = useState(NOBODY);
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [dueOn, setDueOn] = useState(addWorkingDays(today, USUAL_TERM));
  const [escalateToId, setEscalateToId] = useState(NOBODY);
  const [tried, setTried] = useState(false);
  const first = useFocusOnOpen<HTMLSelectElement>();
  const complete = toId !== NOBODY && title.trim() !== '';

  const save = () => {
    setTried(true);
    if (!complete) return null;
    const name = colleagues.find(({ id }) => id === toId)?.name ?? '';
    const invoiceIds = invoices.map(({ id }) => id);
    const args = { debtorId, toId, title, text, invoiceIds, dueOn, escalateToId: escalateToId === NOBODY ? null : escalateToId };
    return core.command('create-task', args).then(() => notify.done(t('task.sent', { name })));
  };

  return (
    <FormDialog title={t('task.new', { name: debtorName })} submit={t('task.new.send')} save={save} onClose={onClose}>
      <div className={styles.pair}>
        <Field label={t('task.new.to')}>
          <Select ref={first} value={toId} onChange={(_, { value }) => setToId(value)}>
            <option value={NOBODY} />
            {colleagues.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('task.new.due')}>
          <DayField value={dueOn} min={today} onChange={setDueOn} />
        </Field>
      </div>
      <Field label={t('task.new.title')} validationMessage={tried && !complete ? t('task.new.required') : undefined}>
        <Input value={title} maxLength={200} onChange={(_, { value }) => setTitle(value)} />
      </Field>
      <Field label={t('task.new.text')} hint={t('task.new.facts', { count: invoices.length })}>
        <Textarea rows={4} value={text} maxLength={10_000} onChange={(_, { value }) => setText(value)} />
      </Field>
      <Field label={t('task.new.escalate')}>
        <Select value={escalateToId} onChange={(_, { value }) => setEscalateToId(value)}>
          <option value={NOBODY}>{t('task.new.escalate.nobody')}</option>
          {colleagues
            .filter(({ id }) => id !== toId)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </Select>
      </Field>
    </FormDialog>
  );
}
