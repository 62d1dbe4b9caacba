import { describe, expect, it } from 'vitest';
import { type ReminderInput, renderReminder } from '../../portal-server/mail/reminder.ts';
import { DEFAULT_TEMPLATES } from '../../src-shared/domain/default-templates.ts';
import type { MessageFacts } from '../../src-shared/schema/index.ts';
import { reminderSample } from '../support/reminder-sample.ts';

const withFacts = (input: ReminderInput, facts: Partial<MessageFacts>): ReminderInput => ({
  ...input,
  message: { ...input.message, facts: { ...input.message.facts, ...facts } },
});
/** What a person reads of the HTML: no tags, no style, no-break spaces as spaces. */
const readable = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/[\s\u00A0]+/g, ' ');

describe('a reminder', () => {
  it('says what the reference picture says', () => {
    const mail = renderReminder(reminderSample('nl'));
    expect(mail.subject).toBe('Herinnering: nog €\u00A0784,50 te betalen (klantnummer 20417)');
    expect(mail.preheader.replaceAll('\u00A0', ' ')).toBe('Wilt u € 784,50 uiterlijk dinsdag 17 maart 2026 betalen?');
    const text = readable(mail.html);
    for (const words of [
      'Er staat nog € 784,50 open',
      'Beste meneer Bouzid,',
      'Van 2 facturen is de betaaldatum voorbij. Misschien is het u ontgaan.',
      'Betaal € 784,50',
      'Factuur 2025-2817 € 412,40 Uiterlijk 7 januari, € 200,00 is al betaald · 62 dagen te laat',
      'Factuur 2026-0142 € 418,60 Uiterlijk 11 februari · 27 dagen te laat',
      'Creditnota 2026-0177 − € 46,50 Retour koffiebonen',
      'Nu te betalen € 784,50',
      'Factuur 2026-0298 (€ 189,00) staat stil zolang wij uw klacht uitzoeken.',
      'NL91 ABNA 0417 1643 00, Lindeboer Koffie B.V.',
      'Marit de Groot',
    ])
      expect(text).toContain(words);
    expect(mail.html).toContain('<strong style="font-weight:600;color:#17212B">uiterlijk dinsdag 17\u00A0maart 2026</strong>');
  });

  it('says the same in plain text, with the whole link', () => {
    for (const language of ['nl', 'en'] as const) {
      const mail = renderReminder(reminderSample(language));
      const [html, text] = [readable(mail.html), mail.text.replace(/[\s\u00A0]+/g, ' ')];
      expect(text).toContain('https://betalen.lindeboer.example/p/AZ8kq3cvdsGJ0w4eJk2yB6n1Xb0c');
      for (const word of text.split(' ').filter((part) => !part.includes('/p/') && part !== '--')) {
        expect(html, word).toContain(word.replace(/:$/, ''));
      }
    }
  });

  it('has words for every step in both languages, without a gap', () => {
    for (const { key, language } of DEFAULT_TEMPLATES) {
      const mail = renderReminder(reminderSample(language, key));
      expect(`${mail.subject}${mail.html}${mail.text}`, key).not.toMatch(/undefined|null|NaN|\{\{|\}\}|\{%|\*\*/);
    }
  });

  it('speaks of one invoice by its number, and greets somebody unknown', () => {
    const sample = reminderSample('en');
    const one = withFacts(sample, { lines: sample.message.facts.lines.slice(0, 1), held: [], salutation: '' });
    const text = readable(renderReminder(one).html);
    expect(text).toContain('Hello, Invoice 2025-2817 is past its due date.');
  });

  it('names the year of a date that is in another one', () => {
    const sample = reminderSample('nl');
    const [first] = sample.message.facts.lines;
    if (!first) throw new Error('no line');
    const mail = renderReminder(withFacts(sample, { lines: [{ ...first, dueDate: '2025-12-30', daysOverdue: 1 }] }));
    expect(readable(mail.html)).toContain('Uiterlijk 30 december 2025, € 200,00 is al betaald · 1 dag te laat');
  });

  it('tells what is held back by its reason, and does not call it paid', () => {
    const sample = reminderSample('nl');
    const [first] = sample.message.facts.lines;
    if (!first) throw new Error('no line');
    const mail = renderReminder(
      withFacts(sample, {
        lines: [{ ...first, amount: 61_240, asked: 41_240 }],
        held: [
          { number: '2025-2817', open: 20_000, reason: 'disputed' },
          { number: 'A', open: 100, reason: 'promised' },
          { number: 'B', open: 200, reason: 'promised' },
          { number: 'C', open: 300, reason: 'on-the-way' },
          { number: 'D', open: 400, reason: 'in-plan' },
          { number: 'E', open: 500, reason: 'invoice-blocked' },
          { number: 'F', open: -500, reason: 'on-the-way' },
        ],
      }),
    );
    const text = readable(mail.html);
    expect(text).not.toContain('al betaald');
    expect(text).toContain('De facturen A (€ 1,00) en B (€ 2,00) staan er niet bij');
    expect(text).toContain('Uw betaling voor factuur C (€ 3,00) wordt verwerkt.');
    expect(text).toContain('Factuur D (€ 4,00) zit in uw regeling.');
    expect(text).toContain('Over factuur E (€ 5,00) gaat deze e-mail niet.');
    expect(text).not.toContain('F (');
  });
});

describe('what comes from outside', () => {
  const evil = '<img src=x onerror=alert(1)>"\'**{{ amount }}\r\nBcc: x@y.example';

  it('cannot become markup, a header or a template', () => {
    const sample = withFacts(reminderSample('nl'), { salutation: evil, held: [{ number: evil, open: 1, reason: 'disputed' }] });
    const lines = sample.message.facts.lines.map((line) => ({ ...line, number: evil, description: evil }));
    const mail = renderReminder({
      ...withFacts(sample, { lines }),
      debtor: { number: evil, name: evil },
      company: { ...sample.company, name: evil, tagline: evil, phone: evil, phoneHours: evil, signatory: evil, street: evil },
      template: { ...sample.template, body: '{{ debtorName }} {{ companyName }} {{ firstInvoice }} {{ customerNumber }}' },
    });
    expect(mail.html).not.toMatch(/<img/i);
    expect(mail.html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;**{{ amount }}');
    expect(mail.html.match(/<strong[^>]*>/g)).toHaveLength(2);
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(mail.html.match(/ on[a-z]+="/g)).toBeNull();
  });

  it('makes bold only what a template makes bold', () => {
    const sample = reminderSample('nl', 'reminder.friendly', { debtor: { number: '1', name: '\uE000x\uE001 **y**' } });
    const mail = renderReminder({ ...sample, template: { ...sample.template, body: '**Hallo** {{ debtorName }}' } });
    expect(mail.text).toContain('Hallo x **y**');
    expect(mail.html).toContain('color:#17212B">Hallo</strong> x **y**');
  });

  it('fetches nothing and tells nobody that it was opened', () => {
    const { html } = renderReminder(reminderSample('nl'));
    expect(html).not.toMatch(/<img|<script|<link|url\(|@import|background=/i);
    const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
    expect(links).toEqual(['https://betalen.lindeboer.example/p/AZ8kq3cvdsGJ0w4eJk2yB6n1Xb0c', 'tel:0850001234']);
  });

  it('is refused when a template cannot be filled in', () => {
    const sample = reminderSample('nl');
    for (const body of ['{{ nosuch }}', '{{ amount | nosuch }}', '{% if %}', "{% include 'x' %}", '{{ amount']) {
      expect(() => renderReminder({ ...sample, template: { ...sample.template, body } }), body).toThrow('mail.template-faulty');
    }
  });
});
