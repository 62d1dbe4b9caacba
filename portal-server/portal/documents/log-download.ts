import { newId } from '../../../src-shared/kernel/index.ts';
import type { Services } from '../../app/services.ts';
import { giveCommand } from '../../sync/execute.ts';
import { actorOf, type Visit } from '../session.ts';

type Download = 'copy' | 'copies' | 'statement' | 'receipt';

/** A colleague who looks as the debtor takes nothing home in the debtor's name. */
export async function logDownload(services: Services, visit: Visit, what: Download, numbers: readonly string[] = []): Promise<void> {
  if (visit.viewerId !== null) return;
  await giveCommand(services, {
    commandId: newId(services.clock.now()),
    name: 'log-portal-download',
    args: { debtorId: visit.debtor.id, what, numbers },
    actor: actorOf(visit),
  });
}
