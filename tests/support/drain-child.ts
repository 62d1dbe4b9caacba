import { openServices } from '../../portal-server/app/services.ts';
import { Outbox } from '../../portal-server/jobs/outbox.ts';

/** A process that drains the outbox of a data folder, to be killed in the middle of it. */
const [dataDir = ''] = process.argv.slice(2);
const services = await openServices(dataDir, { overrides: { logLevel: 'silent' } });
new Outbox(services).start();
process.stdout.write('draining\n');
