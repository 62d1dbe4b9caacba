/** A name or number as it is searched and sorted by: without case and accents, so that "cafe" finds "Café". */
export const searchText = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
