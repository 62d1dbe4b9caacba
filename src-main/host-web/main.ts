import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startWebHost } from './host-web.ts';

/** `--profile DIR --server URL [--port N] [--email E --password P]`: the desktop in a browser on this machine. */
const { values } = parseArgs({
  options: {
    profile: { type: 'string' },
    server: { type: 'string' },
    port: { type: 'string', default: '0' },
    email: { type: 'string' },
    password: { type: 'string' },
  },
});
if (!values.profile) {
  console.error('host-web: --profile DIR is needed');
  process.exit(2);
}

const host = await startWebHost({
  profileFolder: values.profile,
  serverUrl: values.server ?? null,
  assetsFolder: fileURLToPath(new URL('../../dist/renderer', import.meta.url)),
  port: Number(values.port),
  signIn: values.email && values.password ? { email: values.email, password: values.password } : null,
  report: (message) => console.error(message),
  crashed: (code) => {
    console.error(`host-web: the core stopped unexpectedly (exit code ${code})`);
    process.exit(1);
  },
});
process.stdout.write(`${JSON.stringify({ url: host.url })}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void host.stop().then(() => process.exit(0));
  });
}
