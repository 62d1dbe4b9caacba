import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEY_CHECK } from '../../portal-server/app/key-check.ts';
import { ADMINISTRATION, type DunningWorld, openDunningWorld } from '../support/dunning-world.ts';

let world: DunningWorld;
beforeEach(async () => {
  world = await openDunningWorld();
});
afterEach(() => world.close());

const update = (changes: object) => world.give('update-company', { administrationId: ADMINISTRATION, ...changes });

describe('the company', () => {
  it('changes what is given and keeps the rest', async () => {
    await update({ iban: 'nl02 abna 0123 4567 89', brandColor: '#ffd54a', tagline: '' });
    expect(await world.list('administrations')).toMatchObject([
      { iban: 'NL02ABNA0123456789', brandColor: '#ffd54a', tagline: '', name: 'Lindeboer', signatory: 'Marit de Groot', code: 'LK' },
    ]);
  });

  it.each([
    { iban: 'NL02ABNA0123456788' },
    { brandColor: 'red' },
    { brandColor: '#fff' },
    { email: 'nobody' },
    { name: ' ' },
    { website: 'javascript:alert(1)' },
  ])('refuses %j', async (changes) => {
    await expect(update(changes)).rejects.toMatchObject({ code: 'command.bad-arguments', params: { field: Object.keys(changes)[0] } });
  });
});

describe('the outgoing mail', () => {
  const save = (changes: object) => world.give('save-outgoing-mail', { transport: 'smtp', host: 'mail.example', ...changes });
  const secrets = async () => (await world.list('secrets')).filter(({ id }) => id !== KEY_CHECK);
  const kept = async () => (await world.list('settings'))[0]?.value;

  it('keeps a password that is left out, and forgets one that is emptied', async () => {
    expect(await save({ password: 'secret' })).toEqual({ hasPassword: true });
    expect(await save({ fromName: 'Lindeboer' })).toEqual({ hasPassword: true });
    const [secret] = await secrets();
    expect(world.services.keys.open(secret?.value ?? '')).toBe('secret');
    expect(await save({ password: '' })).toEqual({ hasPassword: false });
    expect(await kept()).toMatchObject({ hasPassword: false });
    expect(await secrets()).toEqual([]);
  });

  it('never sends a kept password to another server', async () => {
    await save({ password: 'secret' });
    expect(await save({ host: 'elsewhere.example' })).toEqual({ hasPassword: false });
    expect(await secrets()).toEqual([]);
  });

  it('needs a server to send by', async () => {
    await expect(save({ host: '' })).rejects.toMatchObject({ code: 'mail.host-missing' });
    await expect(save({ port: 0 })).rejects.toMatchObject({ code: 'command.bad-arguments', params: { field: 'port' } });
  });
});
