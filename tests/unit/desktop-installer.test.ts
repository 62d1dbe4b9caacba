import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';

const root = (name: string) => readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');
const configuration = () => load(root('electron-builder.yml')) as Record<string, unknown>;
const check = (changes: object) => validateConfiguration({ ...configuration(), ...changes } as never, new DebugLogger(false));

describe('electron-builder.yml', () => {
  it('is valid by electron-builder’s own schema', async () => {
    await check({});
    await expect(check({ asarr: true })).rejects.toThrow('asarr');
    await expect(check({ electronFuses: { runAsNod: false } })).rejects.toThrow('electronFuses');
  });

  it('makes an installer for each system, and what updates it', () => {
    const targets = (system: string) =>
      (configuration()[system] as { target: { target: string }[] }).target.map(({ target }) => target).sort();
    expect({ win: targets('win'), mac: targets('mac'), linux: targets('linux') }).toEqual({
      win: ['nsis'],
      mac: ['dmg', 'zip'],
      linux: ['AppImage', 'deb'],
    });
    expect(configuration().publish).toMatchObject({ provider: 'generic' });
  });
});

describe('the release workflow', () => {
  interface Workflow {
    jobs: Record<string, { strategy?: { matrix: { include: { os: string }[] } }; steps: { run?: string; uses?: string }[] }>;
  }
  const workflow = load(root('.github/workflows/release.yml')) as Workflow;

  it('runs the e2e specs on real Electron and packages on Windows, macOS and Linux', () => {
    const { desktop } = workflow.jobs;
    expect(desktop?.strategy?.matrix.include.map(({ os }) => os.replace(/-.*/, '')).sort()).toEqual(['macos', 'ubuntu', 'windows']);
    const commands = desktop?.steps.map((step) => step.run ?? '').join('\n') ?? '';
    const order = ['npm ci', 'install-electron', 'npm run build:renderer', 'npm run build:desktop', 'playwright test', 'electron-builder'];
    const places = order.map((text) => commands.indexOf(text));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it('calls scripts that there are', () => {
    const { scripts } = JSON.parse(root('package.json')) as { scripts: Record<string, string> };
    const called = Object.values(workflow.jobs).flatMap(({ steps }) =>
      steps.flatMap((step) => [...(step.run ?? '').matchAll(/npm run (?:-s )?([a-z:-]+)/g)].map((match) => match[1] ?? '')),
    );
    expect(called.length).toBeGreaterThan(2);
    for (const name of called) expect(Object.keys(scripts)).toContain(name);
  });
});
