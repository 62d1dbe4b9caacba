import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { Building20Regular } from '@fluentui/react-icons/svg/building';
import { ChevronDown12Regular } from '@fluentui/react-icons/svg/chevron-down';
import { useAdministration } from '../../data/administration.ts';
import { useTexts } from '../../data/language.tsx';
import { preferences } from '../../data/preferences.ts';
import { useSession } from '../../data/session.tsx';
import { startAtTop } from '../../data/worklist-view.ts';
import { Bell, TaskButton } from '../../features/notifications/index.ts';
import { Logo } from '../logo.tsx';
import { AccountMenu } from './account-menu.tsx';
import { SearchBox } from './search-box.tsx';
import styles from './title-bar.module.css';

export function TitleBar({ onShowKeys }: { onShowKeys(): void }) {
  const administration = useAdministration();
  const { administrations } = useSession();
  return (
    <header className={styles.bar}>
      <div className={styles.brand}>
        <Logo size={20} />
        <strong>Kasstroom</strong>
        {administrations.length === 1 && <span className={styles.company}>{administration?.name}</span>}
      </div>
      <SearchBox onShowKeys={onShowKeys} />
      <div className={styles.right}>
        {administrations.length > 1 && <AdministrationMenu />}
        <TaskButton />
        <Bell />
        <AccountMenu />
      </div>
    </header>
  );
}

const ALL = 'all';

function AdministrationMenu() {
  const { t } = useTexts();
  const administration = useAdministration();
  const { administrations } = useSession();
  const choose = (id: string) => {
    startAtTop();
    preferences.set({ administrationId: id === ALL ? null : id });
  };
  return (
    <Menu
      checkedValues={{ administration: [administration?.id ?? ALL] }}
      onCheckedValueChange={(_, { checkedItems }) => choose(checkedItems[0] ?? ALL)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" className={styles.administration} icon={<Building20Regular />}>
          <span>{administration?.name ?? t('administration.all')}</span> <ChevronDown12Regular />
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItemRadio name="administration" value={ALL}>
            {t('administration.all')}
          </MenuItemRadio>
          {administrations.map(({ id, name, code }) => (
            <MenuItemRadio key={id} name="administration" value={id} secondaryContent={code}>
              {name}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
