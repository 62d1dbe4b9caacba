import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import type { MessageKey } from '../../../src-shared/i18n/index.ts';
import { useTexts } from '../../data/language.tsx';
import { commandKey, KeyHint } from '../../ui/key-hint.tsx';
import styles from './key-list.module.css';
import { railItems } from './screens.tsx';

interface Section {
  title: MessageKey;
  keys: readonly (readonly [keys: readonly string[], does: MessageKey])[];
}

const sections: readonly Section[] = [
  {
    title: 'keys.everywhere',
    keys: [
      [[commandKey, 'K'], 'keys.search'],
      ...railItems.map(({ label }, index) => [[commandKey, String(index + 1)], label] as const),
      [[commandKey, 'Z'], 'keys.undo'],
      [['?'], 'keys.this-list'],
    ],
  },
  {
    title: 'rail.worklist',
    keys: [
      [['J'], 'keys.down'],
      [['K'], 'keys.up'],
      [['Enter'], 'keys.open-debtor'],
      [['␣'], 'keys.select-row'],
      [['C'], 'keys.call'],
      [['E'], 'keys.email'],
      [['N'], 'keys.note'],
      [['A'], 'keys.extra'],
      [['P'], 'keys.promise'],
      [['U'], 'keys.postpone'],
      [['T'], 'keys.hand-over'],
      [['D'], 'keys.done'],
      [['F'], 'keys.filter'],
    ],
  },
  {
    title: 'keys.debtor',
    keys: [
      [['C'], 'keys.call'],
      [['N'], 'keys.note'],
      [['A'], 'keys.extra'],
      [['T'], 'keys.task'],
      [['S'], 'keys.dispute'],
      [['P'], 'keys.promise'],
      [['R'], 'keys.plan'],
      [['D'], 'debtor.done-and-next'],
      [[commandKey, 'U'], 'keys.add-file'],
      [['J'], 'keys.next-debtor'],
      [['K'], 'keys.previous-debtor'],
      [['Esc'], 'keys.back'],
    ],
  },
];

/** Every key there is, by screen. */
export function KeyList({ open, onClose }: { open: boolean; onClose(): void }) {
  const { t } = useTexts();
  return (
    <Dialog open={open} onOpenChange={(_, { open: next }) => !next && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('keys.title')}</DialogTitle>
          <DialogContent className={styles.sections}>
            {sections.map(({ title, keys }) => (
              <section key={title}>
                <h3>{t(title)}</h3>
                <dl>
                  {keys.map(([names, does]) => (
                    <div key={does}>
                      <dt>
                        {names.map((name) => (
                          <KeyHint key={name}>{name}</KeyHint>
                        ))}
                        <span className={styles.unseen}>{names.join(' + ')}</span>
                      </dt>
                      <dd>{t(does)}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {t('dialog.close')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
