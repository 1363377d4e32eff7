import { hex64 } from '../../util/fnv.js';

/** How many characters from the start of a line on its hash covers. */
const WINDOW = 100;
const FACTOR = 37;
const TWO_32 = 2 ** 32;

/** 37^100 modulo 2^64: what a character counts when it leaves the window. */
const [LEAVING_HIGH, LEAVING_LOW] = (() => {
  const power = BigInt.asUintN(64, BigInt(FACTOR) ** BigInt(WINDOW));
  return [Number(power >> 32n), Number(power & 0xffffffffn)] as const;
})();

/**
 * What GitHub calls `primaryLocationLineHash`, for each line of a text, the first one at index 0: a rolling hash of the next
 * 100 characters that are not spaces or tabs, and how many lines up to this one have it. Where a SARIF file has none, GitHub's
 * upload action calculates it in the same way.
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning#data-for-preventing-duplicated-alerts
 */
export function lineHashes(text: string): string[] {
  const { units, starts } = normalized(text);
  const counts = new Map<string, number>();
  const hashes: string[] = [];
  let [high, low] = [0, 0];
  for (let at = 0; hashes.length < starts.length; at++) {
    // The hash of a line is complete when the window has left it.
    if (starts[hashes.length] === at - WINDOW) {
      const hash = hex64(high, low);
      const count = (counts.get(hash) ?? 0) + 1;
      counts.set(hash, count);
      hashes.push(`${hash}:${count}`);
    }
    const coming = units[at] ?? 0;
    const leaving = units[at - WINDOW] ?? 0;
    const nextLow = low * FACTOR + coming - LEAVING_LOW * leaving;
    const carry = Math.floor(nextLow / TWO_32);
    high = modulo(high * FACTOR - LEAVING_HIGH * leaving + carry);
    low = modulo(nextLow);
  }
  return hashes;
}

const modulo = (value: number): number => value - Math.floor(value / TWO_32) * TWO_32;

/** The text without spaces and tabs, with LF at the end of lines and a mark at its own end, and where in it lines start. */
function normalized(text: string): { units: Uint16Array; starts: number[] } {
  const units = new Uint16Array(text.length + 1);
  const starts = [0];
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const isSecondOfCrLf = unit === 10 && text.charCodeAt(at - 1) === 13;
    if (unit === 32 || unit === 9 || isSecondOfCrLf) continue;
    const isLineEnd = unit === 13 || unit === 10;
    units[length++] = isLineEnd ? 10 : unit;
    if (isLineEnd) starts.push(length);
  }
  units[length++] = 0xffff;
  return { units: units.subarray(0, length), starts };
}
