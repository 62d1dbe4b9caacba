/** Every channel between the page and the main process; nothing else is listened to. */
export const channels = {
  /** Page → main: a request frame of the contract. */
  send: 'kasstroom:send',
  /** Main → page: a reply or event frame. */
  frame: 'kasstroom:frame',
} as const;

/** The page's own address; `protocol.handle` serves it from the package. */
export const APP_ORIGIN = 'app://kasstroom';
/** Links such as kasstroom://debtor/<id> from mails and other programs. */
export const DEEP_LINK_SCHEME = 'kasstroom';
