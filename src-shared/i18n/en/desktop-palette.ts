import type { Catalogue } from '../catalogue.ts';
import type { desktopPalette as nl } from '../nl/desktop-palette.ts';

export const desktopPalette: Catalogue<typeof nl> = {
  'palette.label': 'Search a debtor, invoice, mail or command',
  'palette.placeholder': 'Search a debtor, invoice, mail or command',
  'palette.results': 'Found',
  'palette.nothing': 'Nothing found. Try part of a name, or the start or the end of a number.',
  'palette.section.recent': 'Used lately',
  'palette.section.debtors': 'Debtors',
  'palette.section.invoices': 'Invoices',
  'palette.section.contacts': 'Contacts',
  'palette.section.notes': 'Notes',
  'palette.section.mail': 'Mail',
  'palette.section.commands': 'Commands',
  'palette.go': 'Go to {screen}',
  'palette.sync': 'Refresh now',
  'search.failed': 'Searching does not work now. Try again in a moment.',
  'palette.with': '{what}: {name}',
};
