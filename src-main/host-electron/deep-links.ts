import type { ReplyFrame } from '../../src-shared/contract/index.ts';
import { DEEP_LINK_SCHEME } from './channels.ts';

const ID = /^[A-Za-z0-9-]{1,64}$/;

/** The debtor of a link such as kasstroom://debtor/<id>; null for anything else. */
export function debtorOfLink(link: string): string | null {
  if (!URL.canParse(link)) return null;
  const { protocol, host, pathname } = new URL(link);
  const id = pathname.slice(1).replace(/\/$/, '');
  return protocol === `${DEEP_LINK_SCHEME}:` && host === 'debtor' && ID.test(id) ? id : null;
}

/** The link among the arguments of a start; Windows and Linux hand it over so, amid Chromium's own switches. */
export const linkInArguments = (argv: readonly string[]): string | null =>
  argv.find((argument) => argument.toLowerCase().startsWith(`${DEEP_LINK_SCHEME}://`)) ?? null;

/** Keeps what the user asked to see until the page can show it. */
export class DeepLinks {
  private readonly deliver: (frame: ReplyFrame) => void;
  private debtorId: string | null = null;
  private listening = false;

  constructor(deliver: (frame: ReplyFrame) => void) {
    this.deliver = deliver;
  }

  /** @returns whether the link is one of ours */
  open(link: string | null): boolean {
    const debtorId = link === null ? null : debtorOfLink(link);
    if (debtorId !== null) this.show(debtorId);
    return debtorId !== null;
  }

  show(debtorId: string): void {
    this.debtorId = debtorId;
    this.flush();
  }

  /** The page has spoken, so it listens too. */
  pageListens(): void {
    this.listening = true;
    this.flush();
  }

  private flush(): void {
    if (!this.listening || this.debtorId === null) return;
    this.deliver({ kind: 'event', name: 'navigate', data: { debtorId: this.debtorId } });
    this.debtorId = null;
  }
}
