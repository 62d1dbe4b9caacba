import { expect, it } from 'vitest';
import { linkReasons, plainName } from '../../src-shared/domain/debtor-groups.ts';

const debtor = (given: Partial<Parameters<typeof linkReasons>[0]>) => ({
  ...{ name: '', chamberOfCommerce: '', vatNumber: '', street: '', postalCode: '' },
  ...given,
});

it.each([
  ['Çelik & Zn. B.V.', 'celik zn'],
  ['Installatiebedrijf Kuipers B.V.', 'INSTALLATIEBEDRIJF KUIPERS'],
  ['Café de Brug V.O.F.', 'Cafe de Brug vof'],
])('takes %s and %s for one name', (a, b) => expect(plainName(a)).toBe(plainName(b)));

it('does not take a name for another that only contains a legal form', () => {
  expect(plainName('Incasso Bureau')).not.toBe(plainName('Asso Bureau'));
  expect(plainName('BV')).not.toBe(plainName('Bakker'));
});

it('says why two debtors may be one customer', () => {
  const a = debtor({
    name: 'Kuipers B.V.',
    chamberOfCommerce: '05 012.345',
    vatNumber: 'NL0012.34.567.B01',
    street: 'Dorpsstraat 12',
    postalCode: '8011 AB',
  });
  const b = debtor({
    name: 'KUIPERS',
    chamberOfCommerce: '05012345',
    vatNumber: 'nl001234567b01',
    street: 'Dorpsstr. 12 a',
    postalCode: '8011ab',
  });
  expect(linkReasons(a, b)).toEqual(['chamber-of-commerce', 'vat-number', 'name-and-address']);
  expect(linkReasons(a, { ...b, chamberOfCommerce: '05012346', vatNumber: '', street: 'Dorpsstraat 14' })).toEqual([]);
  expect(linkReasons(debtor({}), debtor({}))).toEqual([]);
});
