import { formatDay, formatDayLong, formatMoney, type MessageKey, type MessageParams, translate } from '../../src-shared/i18n/index.ts';
import { type Day, dayAt } from '../../src-shared/kernel/index.ts';
import type { Language } from '../../src-shared/schema/index.ts';

/** Texts that are kept; above it all are forgotten at once. */
const MAX_KEPT = 5_000;

/**
 * A page's texts in one language. Filled-in messages and days are kept: on a list they repeat from row to row and from
 * debtor to debtor, and formatting them costs more than all the queries of the page.
 */
export class Words {
  readonly language: Language;
  private readonly kept = new Map<string, string>();

  constructor(language: Language) {
    this.language = language;
  }

  t(key: MessageKey, params?: MessageParams): string {
    let id: string = key;
    for (const name in params) id += `\u0000${String(params[name])}`;
    return this.kept.get(id) ?? this.keep(id, translate(this.language, key, params));
  }

  money(minor: number, currency: string): string {
    return formatMoney(minor, currency, this.language);
  }

  /** In full; the year only when it is not this one. */
  day(day: Day, today: Day): string {
    const year = day.slice(0, 4) !== today.slice(0, 4);
    const id = year ? `${day}y` : day;
    return this.kept.get(id) ?? this.keep(id, formatDayLong(day, this.language, { year }));
  }

  /** With the weekday: for what somebody has to keep in mind. */
  dayFull(day: Day, today: Day): string {
    const year = day.slice(0, 4) !== today.slice(0, 4);
    const id = year ? `${day}wy` : `${day}w`;
    return this.kept.get(id) ?? this.keep(id, formatDayLong(day, this.language, { weekday: true, year }));
  }

  /** The month's name alone. */
  month(day: Day): string {
    return formatDayLong(day, this.language).replace(/\d+\s*/, '');
  }

  /** "donderdag 5 maart, 9.14 uur"; "vandaag" for today. */
  when(at: string, day: Day, today: Day, timeZone: string): string {
    const [hours = '', minutes = ''] = new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', minute: '2-digit' })
      .format(new Date(at))
      .split(':');
    const named = day === today ? this.t('portal.today') : this.dayFull(day, today);
    return this.t('portal.when', { day: named, hours: String(Number(hours)), minutes });
  }

  /** In digits, for columns of a statement. */
  dayShort(day: Day): string {
    return formatDay(day, this.language);
  }

  /** Day and time of an instant on a company's clock. */
  moment(at: string, timeZone: string, today: Day): { day: string; time: string } {
    const instant = new Date(at);
    const time = new Intl.DateTimeFormat('nl-NL', { timeZone, hour: '2-digit', minute: '2-digit' }).format(instant);
    return { day: this.day(dayAt(instant, timeZone), today), time: this.language === 'nl' ? time.replace(':', '.') : time };
  }

  private keep(id: string, text: string): string {
    if (this.kept.size >= MAX_KEPT) this.kept.clear();
    this.kept.set(id, text);
    return text;
  }
}

export const words: Record<Language, Words> = { nl: new Words('nl'), en: new Words('en') };
