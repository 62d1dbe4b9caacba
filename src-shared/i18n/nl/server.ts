export const server = {
  'error.store.not-initialised': 'In {dataDir} staat geen administratie. Maak er een met „kasstroom-server init --data {dataDir}”.',
  'error.store.unreachable':
    'De database {database} is niet te bereiken. Kijk of de databaseserver draait en of het adres (DATABASE_URL) klopt.',
  'error.store.sign-in-refused': 'De database {database} weigert de gebruikersnaam of het wachtwoord in DATABASE_URL.',
  'error.store.database-missing':
    'De database {database} bestaat niet. Laat de beheerder van PostgreSQL haar maken (createdb) en probeer het opnieuw.',
  'error.store.postgres-too-old': 'De databaseserver van {database} is PostgreSQL {version}; versie {oldest} of nieuwer is nodig.',
  'error.store.postgres-encoding':
    'De database {database} heeft tekencodering {encoding}. Maak een database met codering UTF8 en gebruik die.',
  'error.store.other-keys':
    'De gegevens horen bij een ander sleutelbestand dan {file}. Zet daar het sleutelbestand neer waarmee ze zijn gemaakt; het zit in elke back-up.',
  'error.store.newer': 'De gegevens in {file} zijn van een nieuwere versie van Kasstroom. Werk Kasstroom bij.',
  'error.store.corrupt':
    'Het gegevensbestand {file} is beschadigd of is geen Kasstroom-bestand. Zet een back-up terug: „kasstroom-server restore --from BACK-UP --data MAP --force”; het beschadigde bestand blijft bewaard.',
  'error.store.disk-full': 'De schijf is vol; er is niets opgeslagen. Maak ruimte en probeer het opnieuw: wat er stond is er nog.',
  'error.store.busy': 'De gegevens zijn bezet door een ander proces. Probeer het zo dadelijk opnieuw.',
  'error.store.in-use': 'Op {place} draait nog een server. Stop die eerst.',
  'error.store.not-empty': 'Het doel bevat al gegevens ({table}). Kies een lege database of map.',
  'error.store.copy-differs':
    'De kopie van tabel {table} is niet gelijk aan het origineel; er is niets overgezet. Probeer het opnieuw en meld het als het weer gebeurt.',
  'error.backup.exists': '{file} bestaat al. Kies een andere naam; een back-up wordt nooit overschreven.',
  'error.backup.missing': 'In {file} is geen back-up gevonden.',
  'error.backup.not-one': '{file} is geen back-up van Kasstroom.',
  'error.backup.damaged': 'De back-up {file} is beschadigd of afgebroken. Neem een andere.',
  'error.backup.disk-full':
    'Er is geen ruimte voor de back-up {file}. Maak ruimte of kies een andere schijf; er is niets half achtergebleven.',
  'error.restore.exists': 'In {dataDir} staan al gegevens. Met --force worden ze opzijgezet (niet gewist).',
  'error.config.malformed': 'De instelling „{key}” in {file} klopt niet: {reason}.',
  'error.secret.unreadable': 'Een versleuteld geheim kan niet worden gelezen: het sleutelbestand hoort niet bij deze gegevens.',
  'error.administration.unknown': 'Er is geen administratie {code}. Bekend zijn: {codes}.',
  'error.administration.which': 'Er zijn verscheidene administraties ({codes}). Kies er een met --administration.',
  'error.administration.none': 'Er is nog geen administratie. Maak er een met „kasstroom-server init”.',
  'error.administration.exists': 'Er is al een administratie {code}.',
  'error.user.exists': 'Er is al een gebruiker {email}.',
  'error.input.ended': 'De vragen zijn niet allemaal beantwoord; er is niets gemaakt.',
  'error.user.unknown': 'Er is geen gebruiker {email}.',
  'error.option.invalid': 'De waarde „{value}” van {option} klopt niet: {reason}.',
} as const;
