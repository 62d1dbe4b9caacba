import updater, { type AppUpdater, type ResolvedUpdateFileInfo, type UpdateInfo } from 'electron-updater';
import { type ProviderRuntimeOptions, parseUpdateInfo, resolveFiles } from 'electron-updater/out/providers/Provider.js';
import { isSigned } from './update-signature.ts';

/** What `setFeedURL` hands on to the provider. @param url folder of the feed, with a slash at the end */
export const signedFeed = (url: string, publicKey: string) => ({
  provider: 'custom' as const,
  updateProvider: SignedProvider,
  url,
  publicKey,
});

/**
 * electron-updater's generic feed, whose description of a release counts only with a good signature. What was checked is
 * what is used: the same bytes go on to the updater, which checks the files against the hashes in them.
 */
export class SignedProvider extends updater.Provider<UpdateInfo> {
  private readonly url: string;
  private readonly publicKey: string;

  constructor(feed: { readonly [name: string]: unknown }, _updater: AppUpdater, runtime: ProviderRuntimeOptions) {
    // The server answers one range at a time.
    super({ ...runtime, isUseMultipleRangeRequest: false });
    this.url = String(feed.url);
    this.publicKey = String(feed.publicKey);
  }

  async getLatestVersion(): Promise<UpdateInfo> {
    const name = `${this.getDefaultChannelName()}.yml`;
    const url = new URL(name, this.url);
    const [description, signature] = [await this.httpRequest(url), await this.httpRequest(new URL(`${name}.sig`, this.url))];
    if (!description || !signature || !isSigned(description, signature, this.publicKey))
      throw new Error(`${url.href} is not signed with the key that this desktop trusts`);
    return parseUpdateInfo(description, name, url);
  }

  resolveFiles(info: UpdateInfo): ResolvedUpdateFileInfo[] {
    return resolveFiles(info, new URL(this.url));
  }
}
