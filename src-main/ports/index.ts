/** What the core needs from the machine it runs on; each host gives its own. */

/** Small secrets (the session's token). Electron keeps them with safeStorage; the web host in a file only the user may read. */
export interface Secrets {
  get(name: string): Promise<string | null>;
  set(name: string, value: string | null): Promise<void>;
}

/** Messages of the operating system, shown when the window is not in front. */
export interface Notifications {
  /** @param notification `debtorId`: whose file a click opens */
  show(notification: { title: string; body: string; debtorId: string | null }): void;
}
