import { Checkbox, Field, MessageBar, MessageBarBody, Select, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { DisputeType, InvoiceRow } from '../../../src-shared/contract/index.ts';
import { answerByFor } from '../../../src-shared/contract/index.ts';
import { formatDayLong, formatMoney } from '../../../src-shared/i18n/index.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { useFocusOnOpen } from '../../ui/use-focus-on-open.ts';
import { type AmountLine, Amounts, amountsFit } from './amounts.tsx';
import styles from './disputes.module.css';
import { disputeTypeName } from './type-name.ts';

interface OpenDisputeProps {
  debtorId: string;
  debtorName: string;
  administrationId: string;
  /** What was chosen; only what is still open of it can be disputed. */
  invoices: readonly InvoiceRow[];
  onClose(): void;
}

const BY_RULE = '';

/** What nothing is disputed of yet; a payment on its way is as good as paid. */
const mostOf = ({ open, onTheWay, disputedAmount }: InvoiceRow): number => Math.max(0, open - onTheWay - disputedAmount);

/** Opens a dispute on the chosen invoices: which part, why, who looks at it, and by when the debtor has an answer. */
export function OpenDisputeDialog(props: OpenDisputeProps) {
  const { t } = useTexts();
  const types = useCoreQuery('disputes.types', { administrationId: props.administrationId });
  const disputable = props.invoices.filter((invoice) => mostOf(invoice) > 0);
  const mixed = new Set(disputable.map(({ currency }) => currency)).size > 1;
  if (disputable.length === 0 || mixed) {
    return (
      <FormDialog
        title={t('dispute.open.title', { name: props.debtorName })}
        submit={t('dispute.open.save')}
        save={() => null}
        onClose={props.onClose}
        disabled
      >
        <MessageBar intent="warning">
          <MessageBarBody>{t(mixed ? 'dispute.open.currencies' : 'dispute.open.none')}</MessageBarBody>
        </MessageBar>
      </FormDialog>
    );
  }
  const active = types.data?.filter((type) => type.active) ?? [];
  return active.length > 0 ? <OpenForm {...props} invoices={disputable} types={active} /> : null;
}

function OpenForm({ debtorId, debtorName, administrationId, invoices, types, onClose }: OpenDisputeProps & { types: DisputeType[] }) {
  const texts = useTexts();
  const { t, language } = texts;
  const core = useCore();
  const notify = useNotify();
  const { today } = useSession();
  const colleagues = useCoreQuery('colleagues.of', { administrationId });
  const [typeId, setTypeId] = useState(types[0]?.id ?? '');
  const [ownerId, setOwnerId] = useState(BY_RULE);
  const [description, setDescription] = useState('');
  const [confirm, setConfirm] = useState(true);
  const [lines, setLines] = useState<AmountLine[]>(() =>
    invoices.map((invoice) => ({ invoiceId: invoice.id, number: invoice.number, amount: mostOf(invoice), most: mostOf(invoice) })),
  );
  const first = useFocusOnOpen<HTMLSelectElement>();
  const type = types.find(({ id }) => id === typeId);
  const currency = invoices[0]?.currency ?? 'EUR';
  const fits = amountsFit(lines, 1);
  const sendsConfirmation = Boolean(type?.templateKey);

  const save = async () => {
    const total = lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
    const args = {
      debtorId,
      disputeTypeId: typeId,
      lines: lines.map(({ invoiceId, amount }) => ({ invoiceId, amount })),
      description,
      confirm: confirm && sendsConfirmation,
      ...(ownerId === BY_RULE ? {} : { ownerId }),
    };
    const expected = invoices.map(({ id, rowVersion: version }) => ({ table: 'invoices', id, version }));
    await core.command('open-dispute', args, expected);
    notify.done(t('dispute.open.done', { amount: formatMoney(total, currency, language) }));
  };

  return (
    <FormDialog
      title={t('dispute.open.title', { name: debtorName })}
      submit={t('dispute.open.save')}
      save={save}
      onClose={onClose}
      disabled={!fits}
    >
      <div className={styles.pair}>
        <Field label={t('dispute.type')}>
          <Select ref={first} value={typeId} onChange={(_, { value }) => setTypeId(value)}>
            {types.map(({ id, key, name }) => (
              <option key={id} value={id}>
                {disputeTypeName(name || key, texts)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('dispute.owner')}>
          <Select value={ownerId} onChange={(_, { value }) => setOwnerId(value)}>
            <option value={BY_RULE}>{t('dispute.owner.by-rule')}</option>
            {colleagues.data?.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <fieldset className={styles.group}>
        <legend>{t('dispute.amount')}</legend>
        <Amounts lines={lines} currency={currency} least={1} label={t('dispute.amount')} onChange={setLines} />
        <p className={styles.grey}>{t('dispute.open.rest')}</p>
      </fieldset>
      <Field label={t('dispute.description')}>
        <Textarea rows={3} value={description} maxLength={10_000} onChange={(_, { value }) => setDescription(value)} />
      </Field>
      {type && sendsConfirmation ? (
        <Checkbox
          label={t('dispute.open.confirm', { day: formatDayLong(answerByFor(type, today), language, { weekday: true }) })}
          checked={confirm}
          onChange={(_, { checked }) => setConfirm(checked === true)}
        />
      ) : (
        <p className={styles.grey}>{t('dispute.open.no-confirm')}</p>
      )}
    </FormDialog>
  );
}
