/** UUID version 7 (RFC 9562 §5.7): time-ordered, so new rows land at the end of an index. */
export function uuidv7(now: Date, random: Uint8Array): string {
  const bytes = Uint8Array.from(random.subarray(0, 16));
  let ms = now.getTime();
  for (let i = 5; i >= 0; i -= 1) {
    bytes[i] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function newId(now: Date = new Date()): string {
  return uuidv7(now, crypto.getRandomValues(new Uint8Array(16)));
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const isId = (text: string): boolean => UUID.test(text);

/**
 * The ids a command gives to the rows it makes: a sequence derived from the command's own id, so that the optimistic
 * run on the client and the authoritative run on the server name the same rows alike.
 * The last 24 bits count; the 50 random bits before them keep two commands of one millisecond apart.
 */
export function idSequence(commandId: string): () => string {
  const head = commandId.slice(0, -6);
  const base = Number.parseInt(commandId.slice(-6), 16);
  let count = 0;
  return () => {
    count += 1;
    return head + ((base + count) % 0x1000000).toString(16).padStart(6, '0');
  };
}
