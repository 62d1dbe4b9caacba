export const updates = {
  'error.updates.no-metadata': 'In {folder} staat geen latest.yml, latest-mac.yml of latest-linux.yml.',
  'error.updates.malformed': '{file} beschrijft geen versie: {reason}.',
  'error.updates.file-missing': '{metadata} noemt {file}, maar dat bestand is er niet.',
  'error.updates.file-differs': '{file} is niet zoals {metadata} het beschrijft. Kopieer het opnieuw.',
  'error.updates.key-malformed': '{file} is geen Ed25519-sleutel in PEM-vorm.',
  'error.updates.key-exists': '{file} bestaat al; een sleutel wordt niet overschreven.',
} as const;
