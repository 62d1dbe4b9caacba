import type { MailDocument } from './mail-document.ts';
import { toPlainText } from './rich-text.ts';

/** The same document for mail programs that show no HTML: same words, same order, links written out. */
export function mailText(mail: MailDocument): string {
  const { phone, hours, name } = mail.department;
  const department = [name, phone && `${phone}${hours ? ` (${hours})` : ''}`].filter(Boolean).join(', ');
  const rows = mail.rows.map(({ title, note, late, amount }) => `${title}: ${amount}\n${[note, late].filter(Boolean).join(' · ')}`);
  const transfer = mail.transfer && [mail.transfer.title, ...mail.transfer.rows.map(({ label, value }) => `${label}: ${value}`)].join('\n');
  const blocks = [
    [mail.company.name, mail.company.tagline].filter(Boolean).join(' · '),
    mail.heading,
    ...mail.paragraphs.map(toPlainText),
    mail.button && `${mail.button.label}:\n${mail.button.url}`,
    ...rows,
    mail.total && `${mail.total.label}: ${mail.total.amount}`,
    mail.held,
    mail.help && `${mail.help.title}\n${mail.help.text}\n${mail.help.paid}`,
    transfer,
    `${mail.closing}\n${mail.signatory}\n${department}`,
    `-- \n${mail.footer.join('\n')}`,
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}
