import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadMapping } from '../../portal-server/imports/mapping.ts';
import { LedgerWorld } from '../support/ledger-world.ts';
import { mappingFile } from '../support/shared-data.ts';

/* The mappings that come with the product, on rows of the same layouts that are not in the ledgers they were made for. */
describe('shipped mappings on other rows', () => {
  let world: LedgerWorld;
  beforeEach(async () => {
    world = await LedgerWorld.open();
  });
  afterEach(() => world.close());

  const take = (mapping: string, lines: string[]) => world.import(loadMapping(mappingFile(mapping)), lines);

  it('unicorn: grouped amounts, credit notes, overpayment, other currencies and terms, no contact', async () => {
    const { files } = await take('unicorn-invoices', [
      'CustomerName,InvoiceNumber,InvoiceDate,CustomerPoNumber,BillTotal,Applied,Status,Currency,ContactName,ContactPhone,ContactEmail,CustomerTerms,DueDate',
      '"Smith, Jones & Co",U1,1/5/26,PO-1,"$1,450.00",,Pending,EUR,,,,Net 60,',
      '"Smith, Jones & Co",U2,01/05/2026,,"(1,450.00)",0,Pending,EUR,Ann Other,555-1,ann@example.com,Due on receipt,',
      'JP,U3,12/31/25,,100000,"100,500",Closed,JPY,,,jp@example.com,net 7,1/9/26 00:00',
    ]);
    expect(files[0]?.report).toMatchObject({ imported: 3, dueDatesFromTerms: 2, rejected: [] });
    expect(await world.invoice('U1')).toMatchObject({
      amount: 145_000,
      open: 145_000,
      currency: 'EUR',
      dueDate: '2026-03-06',
      reference: 'PO-1',
    });
    expect(await world.invoice('U2')).toMatchObject({
      kind: 'credit-note',
      amount: -145_000,
      issueDate: '2026-01-05',
      dueDate: '2026-01-05',
    });
    expect(await world.invoice('U3')).toMatchObject({ amount: 100_000, open: -500, dueDate: '2026-01-09' });
    expect(await world.list('contacts')).toMatchObject([{ name: 'Ann Other' }, { name: 'JP', email: 'jp@example.com' }]);
  });

  it('unicorn: a due date that cannot be known is not guessed', async () => {
    const { status, files } = await take('unicorn-invoices', [
      'CustomerName,InvoiceNumber,InvoiceDate,CustomerPoNumber,BillTotal,Applied,Status,Currency,ContactName,ContactPhone,ContactEmail,CustomerTerms,DueDate',
      'A,U1,1/5/26,,1,0,Pending,USD,,,,EOM,',
      'A,U2,1/5/26,,1,0,Pending,USD,,,,,',
    ]);
    expect(status).toBe('rejected');
    expect(files[0]?.report.rejected).toEqual([
      { line: 2, column: 'CustomerTerms', reason: 'the due date is missing and the payment terms "EOM" are not known' },
      { line: 3, column: 'CustomerTerms', reason: 'the due date and the payment terms are missing' },
    ]);
  });

  it('ibm: unsettled rows are open, and what is disputed of them is held back', async () => {
    await take('ibm-late-payments', [
      'countryCode,customerID,PaperlessDate,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate,PaperlessBill,DaysToSettle,DaysLate',
      '391,0379-NEVHP,4/6/2013,0000000001,1/2/2026,2/1/2026,55.94,No,,Paper,,',
      '391,0379-NEVHP,4/6/2013,0000000002,1/2/2026,2/1/2026,10,Yes,,Paper,,',
      '391,0379-NEVHP,4/6/2013,0000000003,1/2/2026,2/1/2026,10,Yes,1/20/2026,Paper,18,0',
    ]);
    expect(await world.invoice('0000000001')).toMatchObject({ open: 5_594, disputedAmount: 0 });
    expect(await world.invoice('0000000002')).toMatchObject({ open: 1_000, disputedAmount: 1_000 });
    expect(await world.invoice('0000000003')).toMatchObject({ open: 0, disputedAmount: 0, closedOn: '2026-01-20' });
  });

  it('highradius: cleared rows, three decimals, numbers as a spreadsheet writes them', async () => {
    const a = await take('highradius-open-a', [
      ',business_code,cust_number,name_customer,clear_date,buisness_year,doc_id,posting_date,due_in_date,baseline_create_date,cust_payment_terms,converted_usd',
      '1,CA02,0140105686,SYSC llc,11-02-2020,2020,2960623488,30-01-2020,10-02-2020,31-01-2020,CA10,2309.795',
      '2,CA02,140105686.0,SYSC  trust,,2020,2960623489.0,30-03-2020,10-04-2020,31-03-2020,CA10,2309.785',
    ]);
    expect(a.files[0]?.report).toMatchObject({ imported: 2, rounded: 2 });
    expect(await world.list('debtors')).toMatchObject([{ number: '140105686', name: 'SYSC llc' }]);
    expect(await world.invoice('2960623488')).toMatchObject({ amount: 230_980, open: 0, closedOn: '2020-02-11' });
    expect(await world.invoice('2960623489')).toMatchObject({ amount: 230_978, open: 230_978 });
    const b = await take('highradius-open-b', [
      'business_code,cust_number,name_customer,business_year,doc_id,posting_date,document_create_date,document_create_date.1,due_in_date,invoice_currency,document type,posting_id,total_open_amount,baseline_create_date,cust_payment_terms,invoice_id,isOpen',
      'U001,CCU013,KRAFT ,2020.0,9500000049.0,2020-02-27,2020-02-28,2020-02-27,2020-03-13,CAD,X2,1.0,-44194.05,2020-02-27,NAA8,,1',
      'U001,CCU013,KRAFT in,2020.0,9500000050.0,2020-02-27,2020-02-28,2020-02-27,20200313.0,USD,RV,1.0,8.0,2020-02-27,NAA8,9500000050.0,0',
    ]);
    expect(b.files[0]?.report).toMatchObject({ imported: 2, rejected: [] });
    expect(await world.invoice('9500000049')).toMatchObject({ kind: 'credit-note', open: -4_419_405, currency: 'CAD' });
    expect(await world.invoice('9500000050')).toMatchObject({ amount: 800, open: 0, dueDate: '2020-03-13' });
    expect((await world.list('debtors')).find(({ number }) => number === 'CCU013')?.name).toBe('KRAFT ');
  });

  it('udyam: paid before it was issued, never paid, paid in part, exact repeats', async () => {
    const { files } = await take('udyam-invoices', [
      'Description,Vendor_Name,Created,Invoice_Date,Due_Date,Amount,Settled,Outstanding,Number_of_Days_until_Payment',
      '"Oils, for office",Ann,26-04-2011 11:50,26-Apr-11,26-May-11,672.78,672.78,0.0,-3',
      ',Ann,26-04-2011 11:50,26-Apr-11,26-May-11,100,60,40.0,10',
      ',Ann,26-04-2011 11:50,26-Apr-11,26-May-11,100,60,40.0,10',
      ',Bob,26-04-2011 11:50,26-Apr-11,26-May-11,100,,,',
    ]);
    expect(files[0]?.report).toMatchObject({ imported: 4, rejected: [] });
    const invoices = (await world.list('invoices')).toSorted((x, y) => x.open - y.open);
    expect(invoices.map(({ open, closedOn }) => [open, closedOn])).toEqual([
      [0, '2011-04-23'],
      [4_000, null],
      [4_000, null],
      [10_000, null],
    ]);
  });
});
