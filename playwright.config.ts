import { defineConfig } from '@playwright/test';

/** Chromium as root needs --no-sandbox; the rest keeps it from calling home on closed networks. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--disable-gpu',
];

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 10_000 },
  workers: 1,
  reporter: [['list']],
  use: {
    launchOptions: {
      executablePath: process.env.KASSTROOM_BROWSER ?? '/usr/bin/chromium',
      args: [...quiet, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    },
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
  },
});
