const TWO_32 = 2 ** 32;

/**
 * FNV-1a with 64 bits over the UTF-16 units of a text, as 16 hexadecimal digits: to tell texts apart, not to protect them.
 * http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function fnv1a64(text: string): string {
  let [high, low] = [0xcbf29ce4, 0x84222325];
  for (let at = 0; at < text.length; at++) {
    low = (low ^ text.charCodeAt(at)) >>> 0;
    // The prime is 2^40 + 0x1b3: both products are exact, for they are less than 2^53.
    const product = low * 0x1b3;
    high = (high * 0x1b3 + Math.floor(product / TWO_32) + low * 0x100) % TWO_32;
    low = product % TWO_32;
  }
  return hex64(high, low).padStart(16, '0');
}

/** A number of 64 bits, given as its halves, in hexadecimal digits without leading zeros. */
export const hex64 = (high: number, low: number): string =>
  high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0');
