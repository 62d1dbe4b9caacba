import type { Content, ContentText, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Row } from '../../../src-shared/schema/index.ts';
import type { Words } from '../words.ts';

export const right = (cell: ContentText): ContentText => ({ ...cell, alignment: 'right', noWrap: true });

export const smallHead = (text: string): ContentText => ({ text, bold: true, fontSize: 9, color: '#4B5763' });

/** Rows with a line under each; the first repeats on every page, the last `sums` stand under a thicker line. */
export function ruledTable(widths: string[], body: TableCell[][], sums = 0): Content {
  const firstSum = body.length - sums;
  return {
    table: { headerRows: 1, widths, body, dontBreakRows: true },
    layout: {
      hLineWidth: (index: number) => (index === 0 ? 0 : sums > 0 && index === firstSum ? 1.2 : 0.5),
      vLineWidth: () => 0,
      hLineColor: (index: number) => (sums > 0 && index === firstSum ? '#17212B' : '#DAE1E4'),
      paddingLeft: (index: number) => (index === 0 ? 0 : 5),
      paddingRight: (index: number) => (index === widths.length - 1 ? 0 : 5),
      paddingTop: () => 4,
      paddingBottom: () => 4,
    },
    fontSize: 9,
  };
}

/** Who it is from and whom it is about. */
export function companyHead(company: Row<'administrations'>, debtor: Row<'debtors'>, w: Words): Content {
  const address = (row: { street: string; postalCode: string; city: string }): string[] =>
    [row.street, [row.postalCode, row.city].filter(Boolean).join('  ')].filter(Boolean);
  return {
    columns: [
      [
        { text: debtor.name, bold: true },
        ...address(debtor).map((text) => ({ text })),
        { text: w.t('portal.customer-number', { number: debtor.number }), margin: [0, 6, 0, 0], color: '#4B5763' },
      ],
      [
        { text: company.legalName || company.name, bold: true, alignment: 'right' },
        ...[...address(company), company.phone, company.email].filter(Boolean).map((text): Content => ({ text, alignment: 'right' })),
      ],
    ],
  };
}

/** Registration, account and page number at the foot of every page. */
export function companyFooter(company: Row<'administrations'>, w: Words): NonNullable<TDocumentDefinitions['footer']> {
  const facts = [
    company.legalName || company.name,
    company.iban && `IBAN ${company.iban}`,
    company.chamberOfCommerce && w.t('portal.chamber', { number: company.chamberOfCommerce }),
    company.vatNumber,
  ];
  return (page: number, pages: number): Content => ({
    columns: [
      { text: facts.filter(Boolean).join(' · '), width: '*' },
      { text: w.t('portal.statement.page', { page, pages }), width: 'auto', alignment: 'right' },
    ],
    margin: [56, 20, 56, 0],
    fontSize: 8,
    color: '#4B5763',
  });
}
