#!/usr/bin/env node
// The one file of the server that any Node can read: it checks the version before it loads what an old one would crash on.
import { existsSync } from 'node:fs';

var NEEDED = 24;
var major = Number(process.versions.node.split('.')[0]);

async function run() {
  var bundle = new URL('../../dist/server/cli.js', import.meta.url);
  if (existsSync(bundle)) return (await import(bundle.href)).main();
  var tsx = await import('tsx/esm/api');
  tsx.register();
  return (await import(new URL('./main.ts', import.meta.url).href)).main();
}

if (major < NEEDED) {
  console.error(
    'Kasstroom needs Node ' +
      NEEDED +
      ' or newer, and this is Node ' +
      process.versions.node +
      '.\n' +
      'Install it from https://nodejs.org, or from a checkout use "npm run -s kasstroom-server -- ...", which brings its own.',
  );
  process.exitCode = 1;
} else {
  run().catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
}
