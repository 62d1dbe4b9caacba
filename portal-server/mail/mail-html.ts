import { Html, html } from './html.ts';
import type { MailDocument } from './mail-document.ts';
import type { RichText } from './rich-text.ts';

const FONT = 'font-family:-apple-system,Segoe UI,Roboto,Inter,system-ui,Helvetica,Arial,sans-serif';
const INK = '#17212B';
const INK_2 = '#4B5763';
const LINE = '#DAE1E4';
const GROUND = '#F4F7F7';
const LATE = '#A3241A';

const TABLE = new Html('role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"');
const style = (...rules: string[]): string => rules.join(';');
const body = style(FONT, 'font-size:16px', 'line-height:24px', `color:${INK}`);
const small = style(FONT, 'font-size:14px', 'line-height:21px', `color:${INK_2}`);
const heading2 = style(FONT, 'margin:0', 'font-size:18px', 'line-height:24px', 'font-weight:700', `color:${INK}`);

/**
 * The document as an e-mail: tables and inline styles for mail programs that know little else, 592 px of content,
 * one column on a phone. Nothing is fetched, so it reads the same with images off, and nobody is told that it was opened.
 */
export function mailHtml(mail: MailDocument): string {
  const page = html`<!doctype html>
<html lang="${mail.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${mail.subject}</title>
<style>
@media (max-width:480px){
.edge{padding-left:16px!important;padding-right:16px!important}
.card{padding-left:20px!important;padding-right:20px!important}
.h1{font-size:23px!important;line-height:30px!important}
.stack{display:block!important;width:auto!important;padding-bottom:0!important}
.stack+.stack{padding-bottom:8px!important}
}
</style>
</head>
<body style="margin:0;padding:0;background:${GROUND}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${mail.preheader}</div>
<table ${TABLE} style="background:${GROUND}"><tr><td align="center">
<table ${TABLE} style="max-width:640px">
<tr><td class="edge" style="padding:24px 24px 0">${header(mail)}</td></tr>
<tr><td class="edge" style="padding:20px 24px 0">${card(mail)}</td></tr>
${help(mail)}
${transfer(mail)}
<tr><td class="edge" style="padding:24px 24px 0">${signature(mail)}</td></tr>
<tr><td class="edge" style="padding:20px 24px 28px">${footer(mail)}</td></tr>
</table>
</td></tr></table>
</body>
</html>
`;
  return page.markup;
}

/** The company's name with its initial as a mark; no picture, which most mail programs would not show. */
function header({ company, colors }: MailDocument): Html {
  const mark = style(FONT, 'width:38px', 'height:38px', 'border-radius:10px', 'font-size:20px', 'font-weight:700');
  const name = style(FONT, 'font-size:21px', 'line-height:24px', 'font-weight:700', `color:${colors.brandText}`);
  const tagline = company.tagline
    ? html`<div style="${style(FONT, 'font-size:13px', 'line-height:20px', `color:${INK_2}`)}">${company.tagline}</div>`
    : null;
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>
<td align="center" aria-hidden="true" style="${mark};background:${colors.brand};color:${colors.onBrand}">${company.name.slice(0, 1).toUpperCase()}</td>
<td style="padding-left:10px"><div style="${name}">${company.name}</div>${tagline}</td>
</tr></table>`;
}

function card(mail: MailDocument): Html {
  const edge = style('background:#FFFFFF', `border:1px solid ${LINE}`, `border-top:6px solid ${mail.colors.brand}`, 'border-radius:12px');
  const heading = style(FONT, 'margin:0 0 16px', 'font-size:26px', 'line-height:32px', 'font-weight:700', `color:${INK}`);
  const paragraphs = mail.paragraphs.map((text) => html`<p style="margin:0 0 12px;${body}">${spans(text)}</p>`);
  const held = mail.held ? html`<p style="margin:10px 0 0;${small}">${mail.held}</p>` : null;
  return html`<table ${TABLE} style="${edge};border-collapse:separate"><tr><td class="card" style="padding:28px 32px 24px">
<h1 class="h1" style="${heading}">${mail.heading}</h1>
${paragraphs}
${button(mail)}
${lines(mail)}
${held}
</td></tr></table>`;
}

function button({ button: target, colors }: MailDocument): Html | null {
  if (!target) return null;
  const { label, url, opens } = target;
  const cell = style(
    `background:${colors.brand}`,
    'border-radius:10px',
    colors.buttonEdge ? `border:1.5px solid ${colors.buttonEdge}` : 'border:0',
  );
  const link = style(FONT, 'display:block', 'font-size:19px', 'line-height:56px', 'font-weight:700', 'text-decoration:none');
  return html`<table ${TABLE} style="margin-top:20px;border-collapse:separate"><tr><td align="center" height="56" style="height:56px;${cell}">
<a href="${url}" style="${link};color:${colors.onBrand}">${label}</a>
</td></tr></table>
<p style="margin:10px 0 20px;text-align:center;${small}">${spans(opens)}</p>`;
}

function lines({ rows, total }: MailDocument): Html | null {
  if (!rows.length) return null;
  const number = style(FONT, 'font-size:16px', 'line-height:24px', 'font-weight:600', `color:${INK}`);
  const figure = style(number, 'text-align:right', 'white-space:nowrap', 'vertical-align:top', 'font-variant-numeric:tabular-nums');
  const cells = rows.map(({ title, note, late, amount }, index) => {
    const line = `border-top:${index ? `1px solid ${LINE}` : `2px solid ${INK}`}`;
    const separator = note && late ? ' · ' : '';
    const overdue = late ? html`${separator}<span style="color:${LATE};font-weight:600;white-space:nowrap">${late}</span>` : null;
    return html`<tr><th scope="row" align="left" style="padding:11px 12px 0 0;${line};${number}">${title}</th><td style="padding:11px 0 0;${line};${figure}">${amount}</td></tr>
<tr><td colspan="2" style="padding:2px 0 12px;${small}">${note}${overdue}</td></tr>`;
  });
  const sum = style('font-size:18px', 'font-weight:700', `border-top:1px solid ${LINE}`);
  const totalRow = total
    ? html`<tr><th scope="row" align="left" style="padding:14px 12px 4px 0;${number};${sum}">${total.label}</th><td style="padding:14px 0 4px;${figure};${sum}">${total.amount}</td></tr>`
    : null;
  return html`<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse">
${cells}
${totalRow}
</table>`;
}

function help({ help: ways }: MailDocument): Html | null {
  if (!ways) return null;
  return html`<tr><td class="edge" style="padding:24px 24px 0"><h2 style="${heading2}">${ways.title}</h2>
<p style="margin:8px 0 0;${body}">${ways.text}</p>
<p style="margin:10px 0 0;${small}">${ways.paid}</p></td></tr>`;
}

function transfer({ transfer: details }: MailDocument): Html | null {
  if (!details) return null;
  const value = style(FONT, 'font-size:15px', 'line-height:25px', 'font-weight:600', `color:${INK}`, 'font-variant-numeric:tabular-nums');
  const label = style(
    FONT,
    'width:66px',
    'padding-right:16px',
    'font-size:15px',
    'line-height:25px',
    'vertical-align:top',
    `color:${INK_2}`,
  );
  const rows = details.rows.map(
    (row) => html`<tr><td class="stack" style="${label}">${row.label}</td><td class="stack" style="${value}">${row.value}</td></tr>`,
  );
  return html`<tr><td class="edge" style="padding:24px 24px 0"><h2 style="${heading2}">${details.title}</h2>
<table ${TABLE} style="margin-top:6px">${rows}</table></td></tr>`;
}

function signature({ closing, signatory, department, colors }: MailDocument): Html {
  const link = style(`color:${colors.brandText}`, 'text-decoration:underline');
  const phone = department.phone
    ? html`, <a href="tel:${department.phone.replace(/[^+\d]/g, '')}" style="${link}">${department.phone}</a>${department.hours ? ` (${department.hours})` : ''}`
    : null;
  return html`<p style="margin:0;${body}">${closing}<br><strong style="font-weight:600">${signatory}</strong><br>${department.name}${phone}</p>`;
}

function footer({ footer: paragraphs }: MailDocument): Html {
  const text = style(FONT, 'font-size:13px', 'line-height:20px', `color:${INK_2}`);
  const lines = paragraphs.map((paragraph, index) => html`${index ? html`<br>` : null}${paragraph}`);
  return html`<p style="margin:0;padding-top:14px;border-top:1px solid ${LINE};${text}">${lines}</p>`;
}

const spans = (text: RichText): Html[] =>
  text.map((span) => (span.bold ? html`<strong style="font-weight:600;color:${INK}">${span.text}</strong>` : html`${span.text}`));
