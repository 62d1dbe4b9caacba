import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../schema/index.ts';
import { colleagues as colleaguesEn } from './en/colleagues.ts';
import { common as commonEn } from './en/common.ts';
import { contacts as contactsEn } from './en/contacts.ts';
import { desktopAgenda as desktopAgendaEn } from './en/desktop-agenda.ts';
import { desktopArrangements as desktopArrangementsEn } from './en/desktop-arrangements.ts';
import { desktopAssignment as desktopAssignmentEn } from './en/desktop-assignment.ts';
import { desktopDebtor as desktopDebtorEn } from './en/desktop-debtor.ts';
import { desktopDunning as desktopDunningEn } from './en/desktop-dunning.ts';
import { desktopHost as desktopHostEn } from './en/desktop-host.ts';
import { desktopMail as desktopMailEn } from './en/desktop-mail.ts';
import { desktopPalette as desktopPaletteEn } from './en/desktop-palette.ts';
import { desktopPortalAccess as desktopPortalAccessEn } from './en/desktop-portal-access.ts';
import { desktopRequests as desktopRequestsEn } from './en/desktop-requests.ts';
import { desktopSettings as desktopSettingsEn } from './en/desktop-settings.ts';
import { desktopShell as desktopShellEn } from './en/desktop-shell.ts';
import { desktopToday as desktopTodayEn } from './en/desktop-today.ts';
import { desktopWorklist as desktopWorklistEn } from './en/desktop-worklist.ts';
import { disputes as disputesEn } from './en/disputes.ts';
import { documents as documentsEn } from './en/documents.ts';
import { imports as importsEn } from './en/imports.ts';
import { mail as mailEn } from './en/mail.ts';
import { portal as portalEn } from './en/portal.ts';
import { portalAsking as portalAskingEn } from './en/portal-asking.ts';
import { portalEntry as portalEntryEn } from './en/portal-entry.ts';
import { server as serverEn } from './en/server.ts';
import { settlement as settlementEn } from './en/settlement.ts';
import { sync as syncEn } from './en/sync.ts';
import { updates as updatesEn } from './en/updates.ts';
import { colleagues as colleaguesNl } from './nl/colleagues.ts';
import { common as commonNl } from './nl/common.ts';
import { contacts as contactsNl } from './nl/contacts.ts';
import { desktopAgenda as desktopAgendaNl } from './nl/desktop-agenda.ts';
import { desktopArrangements as desktopArrangementsNl } from './nl/desktop-arrangements.ts';
import { desktopAssignment as desktopAssignmentNl } from './nl/desktop-assignment.ts';
import { desktopDebtor as desktopDebtorNl } from './nl/desktop-debtor.ts';
import { desktopDunning as desktopDunningNl } from './nl/desktop-dunning.ts';
import { desktopHost as desktopHostNl } from './nl/desktop-host.ts';
import { desktopMail as desktopMailNl } from './nl/desktop-mail.ts';
import { desktopPalette as desktopPaletteNl } from './nl/desktop-palette.ts';
import { desktopPortalAccess as desktopPortalAccessNl } from './nl/desktop-portal-access.ts';
import { desktopRequests as desktopRequestsNl } from './nl/desktop-requests.ts';
import { desktopSettings as desktopSettingsNl } from './nl/desktop-settings.ts';
import { desktopShell as desktopShellNl } from './nl/desktop-shell.ts';
import { desktopToday as desktopTodayNl } from './nl/desktop-today.ts';
import { desktopWorklist as desktopWorklistNl } from './nl/desktop-worklist.ts';
import { disputes as disputesNl } from './nl/disputes.ts';
import { documents as documentsNl } from './nl/documents.ts';
import { imports as importsNl } from './nl/imports.ts';
import { mail as mailNl } from './nl/mail.ts';
import { portal as portalNl } from './nl/portal.ts';
import { portalAsking as portalAskingNl } from './nl/portal-asking.ts';
import { portalEntry as portalEntryNl } from './nl/portal-entry.ts';
import { server as serverNl } from './nl/server.ts';
import { settlement as settlementNl } from './nl/settlement.ts';
import { sync as syncNl } from './nl/sync.ts';
import { updates as updatesNl } from './nl/updates.ts';

export * from './format.ts';

const nl = {
  ...colleaguesNl,
  ...commonNl,
  ...disputesNl,
  ...desktopArrangementsNl,
  ...contactsNl,
  ...desktopAgendaNl,
  ...desktopAssignmentNl,
  ...desktopPaletteNl,
  ...desktopDebtorNl,
  ...desktopDunningNl,
  ...desktopHostNl,
  ...desktopMailNl,
  ...desktopPortalAccessNl,
  ...desktopRequestsNl,
  ...desktopSettingsNl,
  ...desktopShellNl,
  ...desktopTodayNl,
  ...desktopWorklistNl,
  ...documentsNl,
  ...importsNl,
  ...mailNl,
  ...portalNl,
  ...portalAskingNl,
  ...portalEntryNl,
  ...serverNl,
  ...updatesNl,
  ...settlementNl,
  ...syncNl,
};
const en = {
  ...colleaguesEn,
  ...commonEn,
  ...disputesEn,
  ...desktopArrangementsEn,
  ...contactsEn,
  ...desktopAgendaEn,
  ...desktopAssignmentEn,
  ...desktopPaletteEn,
  ...desktopDebtorEn,
  ...desktopDunningEn,
  ...desktopHostEn,
  ...desktopMailEn,
  ...desktopPortalAccessEn,
  ...desktopRequestsEn,
  ...desktopSettingsEn,
  ...desktopShellEn,
  ...desktopTodayEn,
  ...desktopWorklistEn,
  ...documentsEn,
  ...importsEn,
  ...mailEn,
  ...portalEn,
  ...portalAskingEn,
  ...portalEntryEn,
  ...serverEn,
  ...updatesEn,
  ...settlementEn,
  ...syncEn,
};

export type MessageKey = keyof typeof nl;
export type MessageParams = Readonly<Record<string, string | number | Date>>;

const catalogues: Record<Language, Record<string, string>> = { nl, en };
const compiled = new Map<string, IntlMessageFormat>();

export const hasMessage = (key: string): key is MessageKey => key in nl;

/** Names of the parameters a message cannot do without. */
export const messageNeeds = (key: MessageKey): string[] => [...nl[key].matchAll(/\{(\w+)/g)].map(([, name]) => name ?? '');

/** The ICU message of a key in a language, filled in. */
export function translate(language: Language, key: MessageKey, params: MessageParams = {}): string {
  const source = catalogues[language][key];
  if (source === undefined) throw new Error(`no message ${key}`);
  if (!source.includes('{') && !source.includes("'")) return source;
  const cacheKey = `${language}:${key}`;
  let message = compiled.get(cacheKey);
  if (!message) {
    message = new IntlMessageFormat(source, language);
    compiled.set(cacheKey, message);
  }
  return String(message.format(params));
}

/** The sentence for an error code; codes without one of their own fall back on the general sentence with the code added. */
export function translateError(language: Language, error: { code: string; params: MessageParams }): string {
  const key = `error.${error.code}`;
  return hasMessage(key) ? translate(language, key, error.params) : `${translate(language, 'error.internal')} (${error.code})`;
}

/** Why a row of an imported file was rejected. */
export function translateReason(language: Language, code: string, params: MessageParams): string {
  const key = `import.reason.${code}`;
  return hasMessage(key) ? translate(language, key, params) : code;
}

/** The name of a workflow step: known names are translated, a company's own name is shown as it is. */
export function translateStep(language: Language, name: string): string {
  const key = `step.${name}`;
  return hasMessage(key) ? translate(language, key) : name;
}
