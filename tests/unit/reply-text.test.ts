import { describe, expect, it } from 'vitest';
import { taskAddress, taskOfAddress } from '../../portal-server/mail/intake/reply-address.ts';
import { replyText } from '../../portal-server/mail/intake/reply-text.ts';
import { newId } from '../../src-shared/kernel/index.ts';

describe('what is left of a reply', () => {
  const own = 'Ja, is geleverd.\n\nDe bon heb ik hier.';
  const quotes: [program: string, after: string][] = [
    ['nothing', ''],
    ['Gmail in Dutch', '\n\nOp di 10 mrt 2026 om 09:12 schreef Kasstroom <taken@lindeboer.example>:\n\n> Was it delivered?\n> Groet'],
    [
      'Gmail, broken in lines',
      '\n\nOp dinsdag 10 maart 2026 om 09:12 schreef Debiteurenbeheer\nLindeboer <taken@lindeboer.example>:\n\n> Was it',
    ],
    ['Apple Mail', '\n\nOn 10 Mar 2026, at 09:12, Kasstroom <taken@lindeboer.example> wrote:\n\nWas it delivered?'],
    [
      'Outlook',
      '\n\n________________________________\nFrom: Kasstroom <a@b.example>\nSent: Tuesday\nTo: Bob\nSubject: x\n\nWas it delivered?',
    ],
    [
      'Outlook in Dutch',
      '\n\nVan: Kasstroom <a@b.example>\nVerzonden: dinsdag 10 maart 2026 09:12\nAan: Bob\nOnderwerp: x\n\nWas it delivered?',
    ],
    ['an old Outlook', '\r\n\r\n-----Oorspronkelijk bericht-----\r\nVan: Kasstroom\r\n\r\nWas it delivered?'],
    ['a signature', '\n\n-- \nBob de Boer\nVerkoop'],
  ];
  it.each(quotes)('of %s is only what was written', (_program, after) => {
    expect(replyText(own + after)).toBe(own);
  });

  it('keeps answers between quoted lines', () => {
    expect(replyText('> Was it delivered?\nYes.\n> Who signed?\nMr X.')).toBe('Yes.\nMr X.');
  });

  it('is nothing when all of it is quoted, and takes no sentence for a quotation', () => {
    expect(replyText('> Was it delivered?\n')).toBe('');
    expect(replyText('Op maandag heeft hij getekend: kijk maar.\nVan: de portier')).toBe(
      'Op maandag heeft hij getekend: kijk maar.\nVan: de portier',
    );
  });
});

describe('the address of a task', () => {
  const keys = { signTask: (id: string) => `0123456789abcdef${id}` };

  it('says which task it is, in capitals too, and cannot be made up', () => {
    const id = newId();
    const address = taskAddress(keys, 'taken@lindeboer.example', id);
    expect(address).toMatch(/^taken\+[0-9a-f]{48}@lindeboer\.example$/);
    expect(taskOfAddress(keys, address.toUpperCase())).toBe(id);
    expect(taskOfAddress(keys, address.replace('0123456789abcdef', '0123456789abcde0'))).toBeNull();
    expect(taskOfAddress(keys, 'taken@lindeboer.example')).toBeNull();
  });

  it('is the mailbox itself where there is no room for more', () => {
    expect(taskAddress(keys, 'een-heel-lang-adres-voor-taken@lindeboer.example', newId())).toBe(
      'een-heel-lang-adres-voor-taken@lindeboer.example',
    );
  });
});
