/** The portal server of the tests as a process of its own, so that it can be killed: `portal-process.ts DATA_DIR PORT`. */
import { startPortalServer } from './portal-server.ts';
import { pictureClock } from './portfolio.ts';

const [, , dataDir = '', port = '0'] = process.argv;
const server = await startPortalServer({ dataDir, port: Number(port), clock: pictureClock() });
process.send?.({ url: server.url });
