import ical, { ICalEventTransparency } from 'ical-generator';
import { loadAdministrationSettings } from '../../src-shared/domain/administration-settings.ts';
import { type AgendaItem, loadAgenda } from '../../src-shared/domain/agenda.ts';
import { type MessageKey, translate } from '../../src-shared/i18n/index.ts';
import { addDays, dayAt } from '../../src-shared/kernel/index.ts';
import type { Language, Row } from '../../src-shared/schema/index.ts';
import type { ReadTx } from '../storage/store.ts';
import { instantOf } from './instant-of.ts';

const DAYS_BACK = 30;
const DAYS_AHEAD = 120;
const MOST = 500;
/** What a moment in the agenda takes, as far as a calendar is concerned. */
const MINUTES = 15;

/**
 * A user's agenda as iCalendar (RFC 5545). Debtors' names go out only where their administration allows it, and amounts
 * and free words, which may hold either, never do. Null when the user is no more.
 */
export async function calendarOf(tx: ReadTx, userId: string, now: Date): Promise<string | null> {
  const user = await tx.get('users', userId);
  if (!user || user.disabled) return null;
  const roles = await tx.list('userRoles', { where: { userId } });
  const everywhere = roles.some(({ administrationId }) => administrationId === null);
  const administrations = (await tx.list('administrations', { where: {}, orderBy: { column: 'code' } })).filter(
    ({ id }) => everywhere || roles.some(({ administrationId }) => administrationId === id),
  );
  const calendar = ical({ name: `Kasstroom · ${user.name}`, prodId: { company: 'Kasstroom', product: 'agenda', language: 'EN' } });
  for (const administration of administrations) {
    const today = dayAt(now, administration.timeZone);
    const { names } = await loadAdministrationSettings(tx, administration.id, 'calendar');
    const { items } = await loadAgenda(tx, {
      administrationIds: [administration.id],
      userId,
      from: addDays(today, -DAYS_BACK),
      until: addDays(today, DAYS_AHEAD),
      today,
      most: MOST,
    });
    for (const item of items) calendar.createEvent(eventOf(item, administration, user.language, names, now));
  }
  return calendar.toString();
}

function eventOf(item: AgendaItem, { timeZone }: Row<'administrations'>, language: Language, names: boolean, now: Date) {
  const what = translate(language, item.actionKind ? `action.${item.actionKind}` : (`agenda.kind.${item.kind}` as MessageKey));
  const common = {
    id: `${item.kind}-${item.id}@kasstroom`,
    stamp: now,
    summary: names ? `${what}: ${item.debtorName}` : what,
    // Others who look at the calendar see no appointment in it.
    transparency: ICalEventTransparency.TRANSPARENT,
  };
  if (item.time === '') return { ...common, allDay: true, start: new Date(`${item.on}T00:00:00Z`), timezone: 'UTC' };
  const start = instantOf(item.on, item.time, timeZone);
  return { ...common, start, end: new Date(start.getTime() + MINUTES * 60_000) };
}
