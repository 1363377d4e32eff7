import type { TcpEndpoint } from './server.js';

/** Whether two endpoints on one machine surely get in each other's way: one port, and addresses that overlap. */
export function endpointsClash(a: TcpEndpoint, b: TcpEndpoint): boolean {
  const { meets } = clashKeys(b);
  return clashKeys(a).takes.some((key) => meets.includes(key));
}

/**
 * What two endpoints on one machine share where they clash, so that many need not be compared with each other: one of the
 * keys that one takes is a key that the other meets. Empty where the port or the address is unknown.
 */
export function clashKeys(endpoint: TcpEndpoint): { readonly takes: string[]; readonly meets: string[] } {
  const [port, host] = [endpoint.port.value, addressOf(endpoint)];
  if (port === undefined || host === undefined) return { takes: [], meets: [] };
  // Whether :: takes IPv4 too is up to the program.
  const family = isIpv6(host) ? '::' : '0.0.0.0';
  const [own, anywhere, any] = [`${port} ${host}`, `${port} ${family}`, `${port} any ${family}`];
  return { takes: [own, any], meets: EVERYWHERE.has(host) ? [any] : [own, anywhere] };
}

const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

const addressOf = ({ host: { value } }: TcpEndpoint): string | undefined =>
  value === 'localhost' ? '127.0.0.1' : value;

const isIpv6 = (address: string): boolean => address.includes(':');
