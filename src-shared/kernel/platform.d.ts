/** Web Crypto: the one platform facility this folder uses; present in browsers, workers, Node and Electron alike. */
declare const crypto: { getRandomValues(array: Uint8Array): Uint8Array };
