// `npm run bench` runs every bench of this folder one after another; `npm run bench -- worklist 10000` runs one, and gives it what follows.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const known = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))
  .sort();
const given = process.argv.slice(2);
const names = given.filter((word) => known.includes(word));
const rest = given.filter((word) => !known.includes(word));

if (rest.length && !names.length) {
  console.error(`There is no bench ${rest[0]}. There are: ${known.join(', ')}.`);
  process.exit(1);
}
let failed = 0;
for (const name of names.length ? names : known) {
  process.stdout.write(`\n── ${name}\n`);
  const run = spawnSync(process.execPath, ['--import', 'tsx', join(folder, `${name}.ts`), ...rest], { stdio: 'inherit' });
  if (run.status !== 0) failed += 1;
}
process.exit(failed ? 1 : 0);
