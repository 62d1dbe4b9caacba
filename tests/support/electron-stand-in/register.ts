import { registerHooks } from 'node:module';
import { settings } from './settings.ts';

// Loaded with --import before the desktop's own code.
const standIn = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, format: 'module-typescript', shortCircuit: true } : next(specifier, context),
});

Object.defineProperty(process, 'resourcesPath', { value: settings.resources });
// An installed program has only its own path before its arguments.
if (settings.packaged) process.argv.splice(1, 1);
