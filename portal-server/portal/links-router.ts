import { Router } from 'express';
import { AppError, instant } from '../../src-shared/kernel/index.ts';
import { PORTAL_LINK_PATH } from '../../src-shared/protocol/portal-links.ts';
import type { Services } from '../app/services.ts';
import { bearer } from '../sync/router.ts';
import { authenticate } from '../sync/sign-in.ts';

/** As for the command that makes a way in. */
const MAY: readonly string[] = ['administrator', 'credit-manager', 'collector'];

/** For desktops: the link of a way in that a collector has made. Other ways in are the debtor's own, and nobody else's to hand out. */
export function portalLinksRouter(services: Services): Router {
  const router = Router();
  router.get(PORTAL_LINK_PATH, async (request, response) => {
    const { actor } = await authenticate(services, bearer(request));
    const accessId = String(request.params.id);
    const access = await services.store.read((tx) => tx.get('portalAccess', accessId));
    const mayHave = actor.roles.some(
      ({ administrationId, role }) => MAY.includes(role) && (administrationId === null || administrationId === access?.administrationId),
    );
    const isOpen = access?.revokedAt === null && access.expiresAt > instant(services.clock);
    if (access?.kind !== 'collector' || !mayHave || !isOpen) throw new AppError('not-found', { table: 'portalAccess', id: accessId });
    response.set('Cache-Control', 'no-store').json({ url: `${services.config.publicUrl}/p/${services.keys.signAccess(accessId)}` });
  });
  return router;
}
