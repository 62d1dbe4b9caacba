import { count } from 'drizzle-orm';
import { Router } from 'express';
import type { PokeHub } from '../sync/poke-hub.ts';
import type { Services } from './services.ts';

/** For load balancers and monitoring: alive, ready to serve, and a few numbers in Prometheus' text format. */
export function healthRouter({ store }: Services, hub: PokeHub): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    await store.read((tx) => tx.get('storeMeta', 'store'));
    response.json({ status: 'ready' });
  });
  router.get('/metrics', async (_request, response) => {
    const waiting = await store.read((tx) =>
      tx.db.select({ state: tx.tables.outbox.state, rows: count() }).from(tx.tables.outbox).groupBy(tx.tables.outbox.state),
    );
    const lines = waiting.map(({ state, rows }) => `kasstroom_outbox_rows{state="${state}"} ${rows}`);
    lines.push(`kasstroom_connected_desktops ${hub.size}`, `process_resident_memory_bytes ${process.memoryUsage.rss()}`);
    response.type('text/plain; version=0.0.4').send(`${lines.join('\n')}\n`);
  });
  return router;
}
