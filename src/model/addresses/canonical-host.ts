/**
 * A host as the kernel takes it: `127.0.0.1` for `127.1` and `2130706433`, `::1` for `0:0:0:0:0:0:0:1`, in lower case.
 * Undefined for a name that only the network could tell.
 */
export function canonicalHost(text: string): string | undefined {
  const host = text.toLowerCase();
  if (host === 'localhost') return host;
  return host.includes(':') ? canonicalIpv6(host) : canonicalIpv4(host);
}

const IPV4_PART = /^(?:0x[\da-f]{1,8}|\d{1,11})$/;

/** https://man7.org/linux/man-pages/man3/inet_aton.3.html */
function canonicalIpv4(host: string): string | undefined {
  const parts = host.split('.');
  if (parts.length > 4 || !parts.every((part) => IPV4_PART.test(part))) return undefined;
  const numbers = parts.map((part) => (/^0\d/.test(part) ? parseInt(part, 8) : Number(part)));
  const last = numbers.pop() ?? 0;
  const rest = 4 - numbers.length;
  if (numbers.some((number) => !(number <= 255)) || !(last < 256 ** rest)) return undefined;
  const tail = Array.from({ length: rest }, (_, index) => Math.floor(last / 256 ** (rest - 1 - index)) % 256);
  return [...numbers, ...tail].join('.');
}

const GROUP = /^[\da-f]{1,4}$/;
const MAPPED = /:(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

function canonicalIpv6(host: string): string | undefined {
  const [head = '', tail, ...more] = withoutDots(host).split('::');
  if (more.length > 0) return undefined;
  const [left, right] = [groupsOf(head), groupsOf(tail ?? '')];
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...left, ...Array.from({ length: missing }, () => '0'), ...right];
  if (!groups.every((group) => GROUP.test(group))) return undefined;
  if (MAPPED.test(host) && /^(?:0+:)*f{4}$/.test(groups.slice(0, 6).join(':')))
    return `::ffff:${host.slice(host.lastIndexOf(':') + 1)}`;
  return shortened(groups.map((group) => parseInt(group, 16).toString(16)));
}

const groupsOf = (text: string): string[] => (text === '' ? [] : text.split(':'));

/** The IPv4 address at the end of an IPv6 address as two groups. */
const withoutDots = (host: string): string =>
  host.replace(MAPPED, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `:${((a << 8) + b).toString(16)}:${((c << 8) + d).toString(16)}`;
  });

/** The longest run of zeros becomes `::`. */
function shortened(groups: readonly string[]): string {
  let [start, length] = [0, 1];
  for (let from = 0; from < groups.length; from++) {
    let to = from;
    while (groups[to] === '0') to++;
    if (to - from > length) [start, length] = [from, to - from];
  }
  if (length < 2) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}
