/**
 * 64-bit FNV-1a over the characters given so far, as 16 hexadecimal digits. Characters above U+007F count as three bytes.
 * It tells whether two contents are the same; it is no protection against somebody who wants them to seem so.
 */
export class Fingerprint {
  private high = 0xcbf29ce4;
  private low = 0x84222325;

  add(text: string): this {
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      if (unit < 0x80) this.byte(unit);
      else {
        this.byte(0xff);
        this.byte(unit & 0xff);
        this.byte(unit >>> 8);
      }
    }
    return this;
  }

  /** Multiplies by the prime 2^40 + 0x1b3 in two halves of 32 bits; 2^32 × 0x1b3 still is an exact number. */
  private byte(value: number): void {
    const low = (this.low ^ value) >>> 0;
    const product = low * 0x1b3;
    this.high = (Math.imul(this.high, 0x1b3) + (low << 8) + Math.floor(product / 0x100000000)) >>> 0;
    this.low = product >>> 0;
  }

  digest(): string {
    return this.high.toString(16).padStart(8, '0') + this.low.toString(16).padStart(8, '0');
  }
}
