import type { Word } from '../../parse/shell/word.js';
import type { Place } from '../../source/index.js';
import { literalText, placeOf } from '../../source/index.js';
import { canonicalHost } from '../addresses/canonical-host.js';
import type { Endpoint, EndpointPart } from './server.js';

export const HIGHEST_PORT = 65_535;

export const isNoHost = (text: string | undefined): boolean =>
  text !== undefined &&
  text !== '+' &&
  (/[\s/*"]/.test(text) || (text.includes(':') && !canonicalHost(text)));

export const unknownEndpoint = ({ place }: Word): Endpoint => ({
  kind: 'tcp',
  host: unknownPart(place),
  port: unknownPart(place),
});

export const unixEndpoint = (word: Word): Endpoint => ({
  kind: 'unix',
  place: word.place,
  path: SOCKET_PATH.exec(literalText(word) ?? '')?.[1],
});

/** `/run/a.sock`, `unix:a.sock`, `unix:///run/a.sock?umask=0111`; only digits are a file descriptor. */
const SOCKET_PATH = /^(?:unix:(?:\/\/(?=[^/]|\/[^/]))?)?(?!\d*$)(\/?[\w.-][^:?#]*)(?:\?.*)?$/;

export const defaultPart = <T>({ place }: Word, value: T | undefined): EndpointPart<T> => ({
  value,
  place,
  byDefault: true,
});

export const unknownPart = (place: Place): EndpointPart<never> => ({
  value: undefined,
  place,
  byDefault: false,
});

export function missingPort(
  host: Word | undefined,
  { kind, place: { file, span } }: Word,
): Pick<EndpointPart<number>, 'missingAt'> {
  const isSaid = host !== undefined && host.text !== '' && kind === 'literal';
  return isSaid ? { missingAt: placeOf(file, span.end, span.end) } : {};
}

export function portNumber(text: string | undefined, wraps = false): number | undefined {
  const written = text !== undefined && /^\s*\+?\d{1,9}\s*$/.test(text) ? Number(text) : 0;
  const port = wraps ? written % (HIGHEST_PORT + 1) : written;
  return port > 0 && port <= HIGHEST_PORT ? port : undefined;
}
