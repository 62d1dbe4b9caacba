// Whether real Electron can run here: its binary, which its package fetches from outside the registry, and a screen.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NAMES = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };

/** The executable's path, or a sentence that says why there is none. */
export function findElectron() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(ROOT, 'node_modules/electron/dist');
  const path = join(folder, NAMES[process.platform] ?? 'electron');
  if (!existsSync(path))
    return {
      reason: 'its binary is not on this machine; "npx install-electron" fetches it, or name its folder in ELECTRON_OVERRIDE_DIST_PATH',
    };
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return { reason: 'there is no screen; run it under xvfb-run' };
  return { path };
}
