/** The same keys as the Dutch catalogue, so that a missing translation does not compile. */
export type Catalogue<Source> = { readonly [Key in keyof Source]: string };
