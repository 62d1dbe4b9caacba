import { Router } from 'express';
import { feedOf, ownerOfFeed } from '../../src-shared/domain/calendar-feed.ts';
import { AppError } from '../../src-shared/kernel/index.ts';
import { calendarPaths } from '../../src-shared/protocol/calendar.ts';
import type { Services } from '../app/services.ts';
import { bearer } from '../sync/router.ts';
import { authenticate } from '../sync/sign-in.ts';
import { calendarOf } from './calendar.ts';

/** How long a calendar program may keep what it fetched. */
const KEPT_SECONDS = 900;

/** Each user's agenda for his own calendar program, behind an address that cannot be guessed and can be revoked. */
export function calendarRouter(services: Services): Router {
  const router = Router();
  const { store, keys, config } = services;
  router.get(calendarPaths.own, async (request, response) => {
    const { actor } = await authenticate(services, bearer(request));
    const feedId = await store.read((tx) => feedOf(tx, actor.userId));
    const path = calendarPaths.feed.replace(':token', feedId === null ? '' : keys.signFeed(feedId));
    response.json({ url: feedId === null ? null : `${config.publicUrl}${path}` });
  });
  router.get(calendarPaths.feed, async (request, response) => {
    const feedId = keys.verifyFeed(String(request.params.token));
    const text = await store.read(async (tx) => {
      const userId = feedId === null ? null : await ownerOfFeed(tx, feedId);
      return userId === null ? null : calendarOf(tx, userId, services.clock.now());
    });
    // A wrong address and a revoked one look alike, and like an address that never was one.
    if (text === null) throw new AppError('not-found');
    response.set({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': `private, max-age=${KEPT_SECONDS}`,
      'x-robots-tag': 'noindex',
    });
    response.send(text);
  });
  return router;
}
