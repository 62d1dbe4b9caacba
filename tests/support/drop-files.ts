import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Locator, Page } from '@playwright/test';

/** A file as the desktop hands it to a page: made in the page, since a real drag begins outside the browser. */
async function transferOf(page: Page, paths: readonly string[]) {
  const files = paths.map((path) => ({ name: basename(path), data: readFileSync(path).toString('base64') }));
  return page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const { name, data } of given) transfer.items.add(new File([Uint8Array.from(atob(data), (byte) => byte.charCodeAt(0))], name));
    return transfer;
  }, files);
}

/** Drags files over an element, tells what is to be seen meanwhile, and lets go of them. */
export async function dropFiles(page: Page, target: Locator, paths: readonly string[], meanwhile: () => Promise<void>): Promise<void> {
  const dataTransfer = await transferOf(page, paths);
  await target.dispatchEvent('dragenter', { dataTransfer });
  await target.dispatchEvent('dragover', { dataTransfer });
  await meanwhile();
  await target.dispatchEvent('drop', { dataTransfer });
}
