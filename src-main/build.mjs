// Bundles what Electron loads: the main process and the core process as modules, the preload script as CommonJS, which
// a sandboxed page needs. Packages with native parts or with Electron's own meaning stay outside.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const outDir = fileURLToPath(new URL('../dist/main', import.meta.url));
const external = ['electron', 'electron-updater', 'better-sqlite3', /^node:/];

const bundle = (input, output, emptyOutDir) =>
  build({
    root: here,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['electron', 'electron-updater', 'better-sqlite3'] },
    build: { ssr: true, outDir, emptyOutDir, target: 'node24', minify: false, rollupOptions: { input, external, output } },
  });

await bundle(
  { main: `${here}host-electron/main.ts`, 'core-entry': `${here}host-electron/core-entry.ts` },
  { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
  true,
);
await bundle({ preload: `${here}host-electron/preload.ts` }, { format: 'cjs', entryFileNames: '[name].cjs' }, false);
