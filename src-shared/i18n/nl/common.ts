export const common = {
  'error.internal': 'Er ging iets mis in Kasstroom. Probeer het nog eens; blijft het fout gaan, meld het dan bij je beheerder.',
  'error.not-allowed': 'Je hebt geen recht om dit te doen.',
  'error.not-found': 'Dit bestaat niet (meer).',
  'error.network.unreachable': 'De server is niet bereikbaar. Controleer je verbinding en probeer het opnieuw.',
  'error.auth.wrong-credentials': 'E-mailadres of wachtwoord klopt niet.',
  'error.auth.too-many-attempts':
    'Te veel mislukte pogingen. Probeer het over {minutes, plural, one {# minuut} other {# minuten}} opnieuw.',
  'error.auth.session-ended': 'Je sessie is beëindigd. Meld je opnieuw aan.',
  'error.row-changed': 'Een collega heeft dit intussen gewijzigd. Bekijk de nieuwe waarden en probeer het opnieuw.',
  'error.settings.invalid': 'De instelling {field} klopt niet: {reason}',
  'error.action.not-open': 'Deze actie is al afgehandeld.',
  'error.dunning.plan-changed': 'Er is iets gewijzigd sinds het voorbeeld. Bekijk het nieuwe voorbeeld en verstuur opnieuw.',
  'error.dunning.before-last-run': 'De vorige ronde was op {lastRunDate}; een ronde vóór die datum kan niet.',
  'step.reminder.friendly': 'Herinnering',
  'step.reminder': 'Aanmaning',
  'step.demand.final': 'Laatste aanmaning',
} as const;
