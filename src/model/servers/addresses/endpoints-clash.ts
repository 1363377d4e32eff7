import type { TcpEndpoint } from '../server.js';

/** Whether two endpoints on one machine surely get in each other's way: one port, and addresses that overlap. */
export function endpointsClash(a: TcpEndpoint, b: TcpEndpoint): boolean {
  const [hostA, hostB] = [addressOf(a), addressOf(b)];
  if (a.port.value === undefined || a.port.value !== b.port.value) return false;
  if (hostA === undefined || hostB === undefined) return false;
  if (hostA === hostB) return true;
  // Whether :: takes IPv4 too is up to the program.
  if (isIpv6(hostA) !== isIpv6(hostB)) return false;
  return EVERYWHERE.has(hostA) || EVERYWHERE.has(hostB);
}

const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

const addressOf = ({ host: { value } }: TcpEndpoint): string | undefined =>
  value === 'localhost' ? '127.0.0.1' : value;

const isIpv6 = (address: string): boolean => address.includes(':');
