import { instant } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import { tokenHash } from '../app/keys.ts';
import type { Services } from '../app/services.ts';
import { COOKIES, clearCookie, readCookie } from './cookies.ts';
import { devicesPage } from './pages/devices.tsx';
import { pageContext, sendPage, todayOf } from './request.ts';
import { forgetDevice, type VisitHandler, type VisitPage } from './session.ts';

/** GET /portal/devices: where the visitor is let in without asking. */
export function devicesHandler(services: Services): VisitPage<Row<'portalDevices'>[]> {
  return {
    read: (tx, { access }) =>
      tx.list('portalDevices', {
        where: { debtorId: access.debtorId, expiresAt: { gt: instant(services.clock) } },
        orderBy: { column: 'lastUsedAt', direction: 'desc' },
      }),
    async show(visit, devices, req, res) {
      const own = readCookie(req, COOKIES.device);
      const facts = { devices, ownId: own === null ? null : tokenHash(own), today: todayOf(services, visit.administration) };
      sendPage(res, devicesPage(pageContext(services, req, res, { visit }), facts));
    },
  };
}

/** POST /portal/devices: a device must ask again. */
export function forgetHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const { device } = req.body as Record<string, unknown>;
    const own = readCookie(req, COOKIES.device);
    if (typeof device === 'string') await forgetDevice(services, visit, device);
    if (own !== null && tokenHash(own) === device) clearCookie(services, res, COOKIES.device);
    res.redirect(303, '/portal/devices');
  };
}
