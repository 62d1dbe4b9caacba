import { useMemo } from 'react';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { preferences } from '../../data/preferences.ts';
import { useUndo } from '../../data/undo.tsx';
import { commandKey } from '../../ui/key-hint.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { goTo } from '../navigation.ts';
import type { PaletteCommand } from '../palette-commands.ts';
import { railItems } from './screens.tsx';

const SECTIONS = ['company', 'mail', 'assignment', 'absences', 'calendar', 'sessions'] as const;
const THEMES = ['system', 'light', 'dark', 'contrast'] as const;

/** What can be done from everywhere. */
export function useAppCommands(onShowKeys: () => void): PaletteCommand[] {
  const { t, language } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const undo = useUndo();
  return useMemo(() => {
    const call = (name: 'sync.now' | 'auth.sign-out', label: string) => () =>
      void core.call(name, {}).catch((error: unknown) => notify.failed(error, label));
    const other = language === 'nl' ? 'en' : 'nl';
    return [
      ...railItems.map(({ id, label, place }, index) => ({
        id: `go-${id}`,
        label: t('palette.go', { screen: t(label) }),
        keys: [commandKey, String(index + 1)],
        run: () => goTo(place),
      })),
      ...SECTIONS.map((section) => ({
        id: `settings-${section}`,
        label: `${t('settings.title')}: ${t(`settings.${section}`)}`,
        run: () => goTo({ screen: 'settings', section }),
      })),
      { id: 'undo', label: t('keys.undo'), keys: [commandKey, 'Z'], run: () => void undo() },
      { id: 'sync', label: t('palette.sync'), run: call('sync.now', t('palette.sync')) },
      ...THEMES.map((theme) => ({
        id: `theme-${theme}`,
        label: `${t('account.theme')}: ${t(`account.theme.${theme}`)}`,
        run: () => preferences.set({ theme }),
      })),
      {
        id: 'language',
        label: `${t('account.language')}: ${other === 'nl' ? 'Nederlands' : 'English'}`,
        run: () =>
          void core
            .call('preferences.language', { language: other })
            .catch((error: unknown) => notify.failed(error, t('account.language'))),
      },
      { id: 'keys', label: t('keys.this-list'), keys: ['?'], run: onShowKeys },
      { id: 'sign-out', label: t('account.sign-out'), run: call('auth.sign-out', t('account.sign-out')) },
    ];
  }, [t, language, core, notify, undo, onShowKeys]);
}
