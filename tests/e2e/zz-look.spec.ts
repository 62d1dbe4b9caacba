import { expect, test } from '@playwright/test';
import { DemoProcess } from '../support/demo-process.ts';
import { dropFiles } from '../support/drop-files.ts';
import { sharedFile } from '../support/shared-data.ts';

test('look', async ({ browser }) => {
  test.setTimeout(200_000);
  const demo = await new DemoProcess().ready();
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.on('pageerror', (error) => console.log('PAGEERROR', error.message));
  page.on('console', (message) => console.log('CONSOLE', message.type(), message.text()));
  page.on('requestfailed', (r) => console.log('FAILED', r.url()));
  page.on('response', (r) => r.status() >= 400 && console.log('STATUS', r.status(), r.url()));
  await page.goto(demo.desktopUrl);
  await page.getByRole('grid').getByRole('row').filter({ hasText: 'Installatiebedrijf Kuipers' }).dblclick();
  await page.waitForTimeout(1000);
  await page.screenshot({ path: '/tmp/docs-look/1.png' });
  await dropFiles(page, page.getByRole('grid', { name: 'Facturen' }), [sharedFile('pdf/factur-x/Facture_UE_BASICWL.pdf')], async () => {
    await page.screenshot({ path: '/tmp/docs-look/2.png' });
  });
  await page.waitForTimeout(3000);
  await page.screenshot({ path: '/tmp/docs-look/3.png' });
  console.log(await page.locator('article').innerHTML());
  await demo.stop();
});
