import { useEffect } from 'react';
import { hasMessage } from '../../src-shared/i18n/index.ts';
import { fromErrorShape } from '../../src-shared/kernel/index.ts';
import { useCore } from '../data/core-context.tsx';
import { useTexts } from '../data/language.tsx';
import { useNotify } from '../ui/notify.tsx';

/** A change that was made offline and that the server would not have: said, because it has been taken back. */
export function RefusedCommands() {
  const core = useCore();
  const notify = useNotify();
  const { t } = useTexts();
  useEffect(
    () =>
      core.on('refused', ({ command, error }) => {
        const key = `command.${command}`;
        const what = hasMessage(key) ? t(key) : command;
        notify.failed(fromErrorShape(error), t('command.refused', { command: what }));
      }),
    [core, notify, t],
  );
  return null;
}
