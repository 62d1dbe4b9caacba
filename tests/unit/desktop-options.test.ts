import { describe, expect, it } from 'vitest';
import { DeepLinks, debtorOfLink, linkInArguments } from '../../src-main/host-electron/deep-links.ts';
import { startOptions } from '../../src-main/host-electron/options.ts';
import type { ReplyFrame } from '../../src-shared/contract/index.ts';

const LOGIN = ['--email', 'a@example.test', '--password', 'secret'];
const nothing = { profile: null, server: null, signIn: null };

describe('the arguments of a start', () => {
  it('come after the script in a checkout, and after the program when installed', () => {
    const given = ['--server', 'http://s', '--profile', 'p'];
    expect(startOptions(['electron', 'dist/main/main.js', ...given], false, '/here')).toEqual({
      profile: '/here/p',
      server: 'http://s',
      signIn: null,
    });
    expect(startOptions(['/opt/kasstroom', ...given], true, '/here')).toEqual({ profile: '/here/p', server: 'http://s', signIn: null });
    expect(startOptions(['/opt/kasstroom'], true)).toEqual(nothing);
  });

  it('carry a password in a checkout only', () => {
    expect(startOptions(['electron', 'main.js', ...LOGIN], false).signIn).toEqual({ email: 'a@example.test', password: 'secret' });
    expect(startOptions(['/opt/kasstroom', ...LOGIN], true).signIn).toBeNull();
    expect(startOptions(['electron', 'main.js', '--email', 'a@example.test'], false).signIn).toBeNull();
  });

  it('are mixed with Chromium’s own, and end where a link begins', () => {
    expect(startOptions(['k', '--no-sandbox', '--user-data-dir=/x', '--server=http://s', '--enable-features=A,B'], true).server).toBe(
      'http://s',
    );
    expect(startOptions(['k', '--', 'kasstroom://debtor/x', '--server', 'http://evil'], true)).toEqual(nothing);
    expect(startOptions(['k', '--server'], true)).toEqual(nothing);
  });
});

describe('links', () => {
  it('name a debtor, or nothing', () => {
    expect(debtorOfLink('kasstroom://debtor/01a2-b')).toBe('01a2-b');
    expect(debtorOfLink('KASSTROOM://debtor/01a2-b/')).toBe('01a2-b');
    for (const link of [
      'kasstroom://debtor/',
      'kasstroom://debtor/a/b',
      'kasstroom://debtor/a b',
      'kasstroom:debtor/a',
      'https://debtor/a',
      'x',
      '',
    ])
      expect(debtorOfLink(link), link).toBeNull();
  });

  it('are found among arguments', () => {
    expect(linkInArguments(['C:\\Kasstroom.exe', '--allow-file-access-from-files', '--', 'kasstroom://debtor/a'])).toBe(
      'kasstroom://debtor/a',
    );
    expect(linkInArguments(['kasstroom', '--server', 'http://s'])).toBeNull();
  });

  it('wait for the page, the last one wins, and each is shown once', () => {
    const frames: ReplyFrame[] = [];
    const links = new DeepLinks((frame) => frames.push(frame));
    expect(links.open('kasstroom://debtor/a')).toBe(true);
    expect(links.open('https://example.org')).toBe(false);
    expect(links.open('kasstroom://debtor/b')).toBe(true);
    expect(frames).toEqual([]);
    links.pageListens();
    links.pageListens();
    links.show('c');
    expect(frames.map((frame) => frame.kind === 'event' && frame.data)).toEqual([{ debtorId: 'b' }, { debtorId: 'c' }]);
  });
});
