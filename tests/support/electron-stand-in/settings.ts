/** What the launcher tells a stand-in, as JSON in the environment variable of this name. */
export const SETTINGS_VARIABLE = 'KASSTROOM_STAND_IN';

export interface Settings {
  /** DevTools address of the Chromium whose pages are the windows. */
  browser: string;
  /** As if started from an installed package: no script among the arguments. */
  packaged: boolean;
  /** 32 bytes in hex: the system's key store. Null when the system has none. */
  keyStore: string | null;
  /** Folder of the application: package.json and dist. */
  appFolder: string;
  /** Where a package's resources would be. */
  resources: string;
}

/** In the stand-in's own process. */
export const settings = JSON.parse(process.env[SETTINGS_VARIABLE] ?? 'null') as Settings;
