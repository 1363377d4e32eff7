import { groupBy } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import type { Place } from '../../source/index.js';
import type { Nginx } from './nginx.js';
import { readPassTarget, upstreamsOf } from './pass-targets.js';

/** A port of the machine itself to which a `proxy_pass` of the project leads. */
export interface Forward {
  readonly port: number;
  /** The address that the directive names. */
  readonly place: Place;
}

export const forwardsOf = oncePer(readForwards);

/** By port. */
export const forwardsByPort = oncePer((nginx: Nginx) => groupBy(forwardsOf(nginx), ({ port }) => [port]));

function readForwards({ installed }: Nginx): readonly Forward[] {
  const portsOf = upstreamsOf(installed);
  return installed.all.flatMap(({ directive: { name, args }, file }) => {
    const [url] = args;
    if (name.text !== 'proxy_pass' || !file.source || !url) return [];
    const target = readPassTarget(url.text);
    return target ? portsOf(target).map((port) => ({ port, place: url.place })) : [];
  });
}
