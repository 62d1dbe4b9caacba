import { Button } from '@fluentui/react-components';
import type { ContactChange } from '../../../src-shared/contract/index.ts';
import { hasMessage } from '../../../src-shared/i18n/index.ts';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { WhenText } from '../../ui/day-text.tsx';
import { useNotify } from '../../ui/notify.tsx';
import styles from './contacts.module.css';

/** What the debtor wants to be otherwise, beside what is there now. */
export function ContactChangeCard({ change, mayDecide }: { change: ContactChange; mayDecide: boolean }) {
  const { t } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const decide = (decision: 'approve' | 'decline') => {
    core
      .command('decide-request', { requestId: change.requestId, decision, reply: '' })
      .catch((error: unknown) => notify.failed(error, t('contact-change.title')));
  };
  const fieldName = (field: string) => {
    const key = `contact-change.field.${field}`;
    return hasMessage(key) ? t(key) : field;
  };
  const title = change.contactName ? t('contact-change.about', { name: change.contactName }) : t('contact-change.title');
  return (
    <section className={styles.change} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span className={styles.quiet}>
          <WhenText at={change.createdAt} withTime />
        </span>
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('contact-change.field')}</th>
            <th scope="col">{t('contact-change.before')}</th>
            <th scope="col">{t('contact-change.after')}</th>
          </tr>
        </thead>
        <tbody>
          {change.fields.map(({ field, before, after }) => (
            <tr key={field}>
              <th scope="row">{fieldName(field)}</th>
              <td>
                <del>{before || t('contact-change.empty')}</del>
              </td>
              <td>
                <ins>{after || t('contact-change.empty')}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {mayDecide && (
        <footer>
          <Button appearance="primary" onClick={() => decide('approve')}>
            {t('contact-change.approve')}
          </Button>
          <Button onClick={() => decide('decline')}>{t('contact-change.decline')}</Button>
        </footer>
      )}
    </section>
  );
}
