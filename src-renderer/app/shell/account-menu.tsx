import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { SignOut20Regular } from '@fluentui/react-icons/svg/sign-out';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { type Preferences, preferences, usePreferences } from '../../data/preferences.ts';
import { useSession } from '../../data/session.tsx';
import { useNotify } from '../../ui/notify.tsx';
import styles from './account-menu.module.css';

const THEMES: readonly Preferences['theme'][] = ['system', 'light', 'dark', 'contrast'];

/** First letters of the first and last word of a name. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return `${words[0]?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toUpperCase();
}

/** Who is signed in, theme, language, signing out. */
export function AccountMenu() {
  const { t, language } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const { user } = useSession();
  const { theme } = usePreferences();
  const choose = (name: string, value: string | undefined) => {
    const chosen = THEMES.find((each) => each === value);
    if (name === 'theme' && chosen) preferences.set({ theme: chosen });
    if (name === 'language') {
      const next = value === 'en' ? 'en' : 'nl';
      core.call('preferences.language', { language: next }).catch((error: unknown) => notify.failed(error));
    }
  };
  return (
    <Menu
      checkedValues={{ theme: [theme], language: [language] }}
      onCheckedValueChange={(_, { name, checkedItems }) => choose(name, checkedItems[0])}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="transparent"
          className={styles.account}
          aria-label={`${initials(user.name)} ${t('account.menu', { name: user.name })}`}
        >
          <span className={styles.avatar}>{initials(user.name)}</span>
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <div className={styles.who}>
            <strong>{user.name}</strong>
            <span>{user.email}</span>
          </div>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{t('account.theme')}</MenuGroupHeader>
            {THEMES.map((each) => (
              <MenuItemRadio key={each} name="theme" value={each}>
                {t(`account.theme.${each}`)}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{t('account.language')}</MenuGroupHeader>
            <MenuItemRadio name="language" value="nl" lang="nl">
              Nederlands
            </MenuItemRadio>
            <MenuItemRadio name="language" value="en" lang="en">
              English
            </MenuItemRadio>
          </MenuGroup>
          <MenuDivider />
          <MenuItem
            icon={<SignOut20Regular />}
            onClick={() => core.call('auth.sign-out', {}).catch((error: unknown) => notify.failed(error, t('account.sign-out')))}
          >
            {t('account.sign-out')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
