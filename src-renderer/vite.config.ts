import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Builds the desktop's pages. Run from the project's folder: `vite build --config src-renderer/vite.config.ts`.
 * The page is served under a strict content security policy, so nothing may be inlined into the html.
 */
export default defineConfig({
  root: 'src-renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake: {
        // The contract reads a few constants that live beside the table definitions; the tables themselves are not for the page.
        manualPureFunctions: ['sqliteTable', 'text', 'integer', 'index', 'uniqueIndex', 'primaryKey', 'command'],
        moduleSideEffects: [{ test: /src-shared\/(schema|commands|contract|protocol|kernel|i18n)\//, sideEffects: false }],
      },
    },
  },
});
