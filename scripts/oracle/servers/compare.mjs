import { parseSockets } from './table.mjs';

/** A port that a program was given by the kernel, and the router that uWSGI opens for itself. */
const EPHEMERAL = 32_768;

/**
 * - `right`: believed and true
 * - `wrong`: believed and not true
 * - `silent`: something is not known
 * - `reported`, `unreported`: the program refuses, and eblint says so or does not
 * - `no server`: the program refuses, and eblint takes it for no server
 */
export function compare({ sockets: text }, { isServer, refusals, sockets: believed }) {
  const real = parseSockets(text);
  if (!real) return refusals.length > 0 ? 'reported' : isServer ? 'unreported' : 'no server';
  if (refusals.length > 0) return 'wrong';
  const lasting = real.filter(
    ({ port }) => port === undefined || port < EPHEMERAL || believed.some((socket) => socket.port === port),
  );
  const isSilent = believed.length === 0 || believed.some(isOpen);
  const alternatives = believed.filter(({ isOneOf }) => isOneOf);
  const isUntrue = (socket) => !lasting.some((other) => fits(socket, other));
  if (
    believed.some((socket) => !socket.isOneOf && isUntrue(socket)) ||
    (alternatives.length > 0 && alternatives.every(isUntrue))
  ) {
    const isRandom = lasting.length < real.length && believed.every(({ port }) => port === undefined);
    return isRandom ? 'silent' : 'wrong';
  }
  if (isSilent) return 'silent';
  return lasting.every((socket) => believed.some((other) => fits(other, socket) || covers(other, socket)))
    ? 'right'
    : 'wrong';
}

const isOpen = ({ kind, host, port }) => kind === 'tcp' && (host === undefined || port === undefined);

function fits(believed, real) {
  if (believed.kind !== real.kind) return false;
  if (believed.kind === 'unix') return true;
  return (
    (believed.port === undefined || believed.port === real.port) &&
    (believed.host === undefined ||
      believed.host === real.host ||
      (believed.host === '::' && real.host === '*'))
  );
}

/** Every IPv4 interface is compared; that of IPv6 beside it is not told apart. */
const covers = (believed, real) =>
  believed.kind === 'tcp' &&
  believed.host === '0.0.0.0' &&
  /^(?:::|\*)$/.test(real.host) &&
  believed.port === real.port;

/**
 * Whether a corrected line listens where the process expects it; `sockets` are what it opened, or undefined where it has
 * not been run.
 * - `corrected`: eblint believes so, and so it is
 * - `open`: something is not known, so nothing is claimed
 * - `not run`
 * - `broken`: it does not
 */
export function compareCorrected({ port, sockets }, { refusals, sockets: believed }) {
  const reaches = (socket) => socket.kind === 'tcp' && socket.port === port && !isLoopback(socket.host);
  if (refusals.length > 0) return 'broken';
  if (believed.some((socket) => isOpen(socket) || socket.isFallback)) return 'open';
  if (!believed.some(reaches)) return 'broken';
  if (sockets === undefined) return 'not run';
  return (parseSockets(sockets) ?? []).some(reaches) ? 'corrected' : 'broken';
}

const isLoopback = (host) => /^127\.|^(?:::ffff:127\..*|::1)$/.test(host);
