import { portalOverview } from '../../../src-shared/domain/portal-overview.ts';
import { addDays } from '../../../src-shared/kernel/index.ts';
import type { Services } from '../../app/services.ts';
import { heldFacts } from '../held.ts';
import { openInvoices } from '../load.ts';
import { pageContext, todayOf } from '../request.ts';
import type { Visit, VisitHandler } from '../session.ts';
import type { Words } from '../words.ts';
import { logDownload } from './log-download.ts';
import { plainName, sendBytes } from './send-file.ts';
import type { Statement } from './statement-data.ts';
import { statementPdf } from './statement-pdf.ts';
import { statementXlsx } from './statement-xlsx.ts';

/** How far back payments and paid invoices are listed. */
const DAYS_BACK = 365;
const MAX_ROWS = 2_000;

async function statementOf(services: Services, visit: Visit, words: Words): Promise<Statement> {
  const { debtor, administration } = visit;
  const today = todayOf(services, administration);
  const since = addDays(today, -DAYS_BACK);
  return services.store.read(async (tx) => {
    const invoices = await openInvoices(tx, debtor.id);
    const where = { debtorId: debtor.id };
    return {
      ...{ words, today, company: administration, debtor },
      overviews: portalOverview(invoices, today, administration.currency),
      held: await heldFacts(tx, debtor.id, invoices),
      payments: await tx.list('payments', {
        where: { ...where, paidOn: { gte: since } },
        orderBy: { column: 'paidOn', direction: 'desc' },
        limit: MAX_ROWS,
      }),
      closed: await tx.list('invoices', {
        where: { ...where, open: 0, closedOn: { gte: since } },
        orderBy: { column: 'closedOn', direction: 'desc' },
        limit: MAX_ROWS,
      }),
    };
  });
}

const KINDS = {
  pdf: { make: statementPdf, mediaType: 'application/pdf' },
  xlsx: { make: statementXlsx, mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
} as const;

/** GET /portal/statement.pdf and .xlsx: the account as it is today. */
export function statementHandler(services: Services, kind: keyof typeof KINDS): VisitHandler {
  return async (visit, req, res) => {
    const { words } = pageContext(services, req, res, { visit });
    const statement = await statementOf(services, visit, words);
    const bytes = await KINDS[kind].make(statement);
    await logDownload(services, visit, 'statement');
    const name = `${plainName(words.t('portal.statement.file'))}-${plainName(visit.debtor.number)}-${statement.today}.${kind}`;
    sendBytes(res, bytes, name, KINDS[kind].mediaType);
  };
}
