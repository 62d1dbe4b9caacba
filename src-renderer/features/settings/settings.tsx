import { BuildingRegular } from '@fluentui/react-icons/svg/building';
import { CalendarLtrRegular } from '@fluentui/react-icons/svg/calendar-ltr';
import { DocumentFolderRegular } from '@fluentui/react-icons/svg/document-folder';
import { GavelRegular } from '@fluentui/react-icons/svg/gavel';
import { GlobePersonRegular } from '@fluentui/react-icons/svg/globe-person';
import { HandshakeRegular } from '@fluentui/react-icons/svg/handshake';
import { LaptopRegular } from '@fluentui/react-icons/svg/laptop';
import { MailInboxRegular } from '@fluentui/react-icons/svg/mail-inbox';
import { MailSettingsRegular } from '@fluentui/react-icons/svg/mail-settings';
import { PeopleSwapRegular } from '@fluentui/react-icons/svg/people-swap';
import { PersonSwapRegular } from '@fluentui/react-icons/svg/person-swap';
import { ScalesRegular } from '@fluentui/react-icons/svg/scales';
import type { ReactNode } from 'react';
import { type Place, replacePlace } from '../../app/navigation.ts';
import { useTexts } from '../../data/language.tsx';
import { AbsencesSettings } from './absences.tsx';
import { ArrangementSettings } from './arrangements.tsx';
import { AssignmentSettings } from './assignment.tsx';
import { CalendarSettings } from './calendar.tsx';
import { CompanySettings } from './company.tsx';
import { DisputeTypes } from './dispute-types.tsx';
import { DocumentSettings } from './documents.tsx';
import { OutgoingMailSettings } from './outgoing-mail.tsx';
import { PortalSettingsPage } from './portal.tsx';
import { SessionsSettings } from './sessions.tsx';
import styles from './settings.module.css';
import { SettlementSettings } from './settlement.tsx';
import { TaskMailboxSettings } from './task-mailbox.tsx';

type Section = Extract<Place, { screen: 'settings' }>['section'];
const sections = [
  { id: 'company', icon: <BuildingRegular fontSize={20} /> },
  { id: 'portal', icon: <GlobePersonRegular fontSize={20} /> },
  { id: 'mail', icon: <MailSettingsRegular fontSize={20} /> },
  { id: 'task-mailbox', icon: <MailInboxRegular fontSize={20} /> },
  { id: 'arrangements', icon: <HandshakeRegular fontSize={20} /> },
  { id: 'disputes', icon: <ScalesRegular fontSize={20} /> },
  { id: 'settlement', icon: <GavelRegular fontSize={20} /> },
  { id: 'documents', icon: <DocumentFolderRegular fontSize={20} /> },
  { id: 'assignment', icon: <PeopleSwapRegular fontSize={20} /> },
  { id: 'absences', icon: <PersonSwapRegular fontSize={20} /> },
  { id: 'calendar', icon: <CalendarLtrRegular fontSize={20} /> },
  { id: 'sessions', icon: <LaptopRegular fontSize={20} /> },
] as const;

const pages: Record<Section, ReactNode> = {
  company: <CompanySettings />,
  portal: <PortalSettingsPage />,
  mail: <OutgoingMailSettings />,
  'task-mailbox': <TaskMailboxSettings />,
  disputes: <DisputeTypes />,
  settlement: <SettlementSettings />,
  documents: <DocumentSettings />,
  arrangements: <ArrangementSettings />,
  assignment: <AssignmentSettings />,
  absences: <AbsencesSettings />,
  calendar: <CalendarSettings />,
  sessions: <SessionsSettings />,
};

export function Settings({ section }: { section: Section }) {
  const { t } = useTexts();
  return (
    <div className={styles.screen}>
      <nav className={styles.sections} aria-label={t('settings.title')}>
        <h1>{t('settings.title')}</h1>
        {sections.map(({ id, icon }) => (
          <button
            key={id}
            type="button"
            aria-current={id === section ? 'page' : undefined}
            onClick={() => replacePlace({ screen: 'settings', section: id })}
          >
            {icon}
            {t(`settings.${id}`)}
          </button>
        ))}
      </nav>
      <div className={styles.content}>{pages[section]}</div>
    </div>
  );
}
