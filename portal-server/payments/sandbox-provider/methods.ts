/** Names the sandbox gives its methods, by locale. Euro methods first, as a Dutch provider would order them. */
const METHODS = [
  { id: 'ideal', currencies: ['EUR'], nl: 'iDEAL | Wero', en: 'iDEAL | Wero' },
  { id: 'creditcard', currencies: [], nl: 'Creditcard', en: 'Credit card' },
  { id: 'paypal', currencies: [], nl: 'PayPal', en: 'PayPal' },
  { id: 'bancontact', currencies: ['EUR'], nl: 'Bancontact', en: 'Bancontact' },
] as const;

export const sandboxMethods = (currency: string, locale: string): { id: string; description: string }[] =>
  METHODS.filter(({ currencies }) => currencies.length === 0 || (currencies as readonly string[]).includes(currency)).map((method) => ({
    id: method.id,
    description: locale.startsWith('en') ? method.en : method.nl,
  }));
