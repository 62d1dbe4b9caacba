export const sync = {
  'error.auth.other-user-pending':
    'Er {pending, plural, one {wacht nog # wijziging} other {wachten nog # wijzigingen}} van een andere gebruiker op verzending. Laat die gebruiker zich eerst aanmelden met verbinding.',
  'error.cache.corrupt': 'De gegevens op deze computer waren beschadigd en worden opnieuw geladen. Wat je hebt vastgelegd, is bewaard.',
  'error.command.bad-arguments': 'De server begrijpt deze wijziging niet ({field}). Werk Kasstroom bij en probeer het opnieuw.',
  'error.command.needs-server': 'Dit kan alleen met verbinding met de server.',
  'error.command.unknown':
    'De server kent deze handeling niet; hij is waarschijnlijk van een oudere versie. Vraag je beheerder hem bij te werken.',
  'error.contract.bad-arguments': 'Dit venster vraagt iets wat de kern van Kasstroom niet begrijpt. Sluit Kasstroom en start het opnieuw.',
  'error.contract.malformed': 'Dit venster vraagt iets wat de kern van Kasstroom niet begrijpt. Sluit Kasstroom en start het opnieuw.',
  'error.contract.unknown': 'Dit venster en de kern van Kasstroom zijn van verschillende versies. Sluit Kasstroom en start het opnieuw.',
  'error.day.malformed': '„{value}” is geen datum.',
  'error.money.currency-unknown': '„{currency}” is geen bekende munt.',
  'error.money.division-by-zero': 'Dit bedrag kan niet worden uitgerekend.',
  'error.money.malformed': '„{value}” is geen bedrag.',
  'error.money.too-large': 'Het bedrag {value} is te groot.',
  'error.network.unexpected-answer':
    'De server gaf een antwoord dat Kasstroom niet begrijpt (status {status}). Staat er een proxy tussen, of klopt het adres niet?',
  'error.outbox.newer': 'Je wachtende wijzigingen in {file} zijn van een nieuwere versie van Kasstroom. Werk Kasstroom bij.',
  'error.outbox.unreadable':
    'Het bestand met je wachtende wijzigingen ({file}) kan niet worden gelezen. Verwijder het niet; vraag je beheerder.',
  'error.payment.amount-changed': 'Het bedrag is intussen gewijzigd. Kies opnieuw wat u wilt betalen.',
  'error.payment.covered-by-credit': 'Het tegoed is genoeg voor wat is gekozen; er hoeft niets te worden betaald.',
  'error.payment.nothing-chosen': 'Er is niets gekozen om te betalen.',
  'error.payment.other-provider-payment': 'Deze betaling hoort al bij een andere betaling van de betaaldienst.',
  'error.payment.too-little': 'Het bedrag moet hoger zijn dan nul.',
  'error.payment.too-much': 'Het bedrag is hoger dan wat openstaat.',
  'error.portal.link-ended': 'Deze link is verlopen.',
  'error.profile.malformed': 'Het instellingenbestand {file} van deze computer klopt niet ({field}).',
  'error.reference.malformed': 'Dit betalingskenmerk klopt niet.',
  'error.request.malformed': 'De server begrijpt deze vraag niet ({field}).',
  'error.store.closed': 'De server wordt gestopt. Probeer het zo dadelijk opnieuw.',
  'error.store.disk-failed': 'De schijf geeft een fout; er is niets opgeslagen. Maak een kopie van je gegevens en laat de schijf nakijken.',
  'error.store.missing': 'Het gegevensbestand {file} is verdwenen terwijl de server liep.',
  'error.sync.cannot-renumber': 'Deze computer en de server worden het niet eens over wat al is ontvangen. Je wijzigingen blijven bewaard.',
  'error.sync.client-gone': 'De verbinding is verbroken.',
  'error.sync.protocol-version':
    'Dit programma en de server zijn van verschillende versies (hier {client}, daar {server}). Werk Kasstroom bij; wat je hebt vastgelegd, blijft bewaard.',
  'error.sync.schema-differs':
    'De server heeft gegevens in een andere vorm dan dit programma kent ({table}). Werk Kasstroom bij; wat je hebt vastgelegd, blijft bewaard.',
} as const;
