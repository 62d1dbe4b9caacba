import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserWindow, type Rectangle, screen } from 'electron';

export interface WindowState {
  bounds: Rectangle | null;
  maximized: boolean;
}

const stateFile = (folder: string): string => join(folder, 'window.json');

/** Where the window was; a place on a screen that is gone, or a file that cannot be read, counts as none. */
export function loadWindowState(folder: string): WindowState {
  const none: WindowState = { bounds: null, maximized: false };
  if (!existsSync(stateFile(folder))) return none;
  try {
    const state = JSON.parse(readFileSync(stateFile(folder), 'utf8')) as WindowState;
    return state.bounds && isVisible(state.bounds) ? state : { ...none, maximized: state.maximized === true };
  } catch (error) {
    if (error instanceof SyntaxError) return none;
    throw error;
  }
}

function isVisible({ x, y, width, height }: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const overlapX = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x);
    const overlapY = Math.min(y + height, workArea.y + workArea.height) - Math.max(y, workArea.y);
    return overlapX > 100 && overlapY > 50;
  });
}

export function keepWindowState(folder: string, window: BrowserWindow): void {
  window.on('close', () => {
    const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    writeFileSync(stateFile(folder), JSON.stringify(state));
  });
}
