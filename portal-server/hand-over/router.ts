import { type Request, Router } from 'express';
import { AppError } from '../../src-shared/kernel/index.ts';
import { documentPaths } from '../../src-shared/protocol/documents.ts';
import type { Services } from '../app/services.ts';
import { bearer } from '../sync/router.ts';
import { authenticate } from '../sync/sign-in.ts';
import { exportHandOver } from './export-hand-over.ts';

const MAY = ['administrator', 'credit-manager'];

/** Makes the file of a hand-over on request: it holds more than a desktop has. */
export function handOverRouter(services: Services): Router {
  const router = Router();
  router.post(documentPaths.handOverFile, async (request: Request, response) => {
    const { actor } = await authenticate(services, bearer(request));
    const id = String(request.params.id);
    const handOver = await services.store.read((tx) => tx.get('handOvers', id));
    const may = actor.roles.some(
      ({ administrationId: where, role }) => MAY.includes(role) && (where === null || where === handOver?.administrationId),
    );
    if (!handOver || !may) throw new AppError('not-allowed', { command: 'hand-over' });
    response.json(await exportHandOver(services, id, actor.userId));
  });
  return router;
}
