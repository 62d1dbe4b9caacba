import { translate } from '../../src-shared/i18n/index.ts';
import { newId } from '../../src-shared/kernel/index.ts';
import type { Services } from '../app/services.ts';
import { keepMade } from '../documents/index.ts';
import { giveCommand } from '../sync/execute.ts';
import { dossierArchive } from './dossier-archive.ts';
import { loadDossier } from './dossier-data.ts';
import { dossierPdf } from './dossier-pdf.ts';

/** Makes the file of a hand-over, as a PDF and as an archive, and files both with the debtor. */
export async function exportHandOver(
  services: Services,
  handOverId: string,
  userId: string | null,
): Promise<{ documentId: string; archiveId: string }> {
  const dossier = await loadDossier(services, handOverId);
  const { debtor, handOver, company, lines } = dossier;
  const title = translate(company.language, 'dossier.title', { name: debtor.name });
  const filed = { debtorId: debtor.id, invoiceIds: lines.map(({ invoiceId }) => invoiceId), createdById: userId };
  const name = `${title} ${handOver.asOf}`.replace(/[\\/:*?"<>|]/g, '-');
  const pdf = await dossierPdf(dossier, services);
  const documentId = await keepMade(services, pdf, { ...filed, name: `${name}.pdf`, mediaType: 'application/pdf' });
  const zip = await dossierArchive(dossier, services);
  const archiveId = await keepMade(services, zip, { ...filed, name: `${name}.zip`, mediaType: 'application/zip' });
  const actor = { kind: 'system', name: 'hand-over' } as const;
  const args = { handOverId, documentId, archiveId };
  await giveCommand(services, { commandId: newId(services.clock.now()), name: 'file-hand-over', args, actor });
  return { documentId, archiveId };
}
