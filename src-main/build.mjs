// Bundles what Electron loads: the main process and the core process as modules, the preload script as CommonJS, which
// a sandboxed page needs. Only what has native parts, or is Electron itself, stays outside.
//   node src-main/build.mjs [folder]
//   KASSTROOM_UPDATE_PUBLIC_KEY  key of the releases that this build takes as updates; without it it takes none
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const outDir = resolve(process.argv[2] ?? fileURLToPath(new URL('../dist/main', import.meta.url)));
const outside = ['electron', 'better-sqlite3'];
const updateKey = process.env.KASSTROOM_UPDATE_PUBLIC_KEY ?? '';
if (updateKey !== '' && Buffer.from(updateKey, 'base64').length !== 32) {
  console.error('KASSTROOM_UPDATE_PUBLIC_KEY is no public key as "kasstroom-server updates keygen" prints it');
  process.exit(1);
}

const bundle = (input, output, emptyOutDir) =>
  build({
    root: here,
    configFile: false,
    logLevel: 'warn',
    define: { KASSTROOM_UPDATE_PUBLIC_KEY: JSON.stringify(updateKey) },
    ssr: { noExternal: true, external: outside },
    build: {
      ssr: true,
      outDir,
      emptyOutDir,
      target: 'node24',
      minify: false,
      rollupOptions: { input, external: [...outside, /^node:/], output },
    },
  });

await bundle(
  { main: `${here}host-electron/main.ts`, 'core-entry': `${here}host-electron/core-entry.ts` },
  { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
  true,
);
await bundle({ preload: `${here}host-electron/preload.ts` }, { format: 'cjs', entryFileNames: '[name].cjs' }, false);
