import type { Row } from '../../src-shared/schema/index.ts';
import type { Config } from './config.ts';

/** Where a company's debtors reach the portal, without a slash at the end: its own host name when it has one. */
export function portalUrl({ publicUrl }: Pick<Config, 'publicUrl'>, company: Pick<Row<'administrations'>, 'portalDomain'>): string {
  return company.portalDomain ? `${new URL(publicUrl).protocol}//${company.portalDomain}` : publicUrl;
}
