import { isBefore } from '../../knowledge/instance/deployment-order.js';
import { retiredPaths } from '../../knowledge/platform/retired-paths.js';
import type { ProxyFile } from './proxy-file.js';
import { proxyPathOf } from './proxy-paths.js';

/**
 * Whether a file is written before Elastic Beanstalk writes to the same folder: it puts the configuration together in one, and
 * copies the whole to `/etc` when it starts the proxy.
 * https://github.com/aws/elastic-beanstalk-roadmap/issues/296
 */
export function isEarlyWrite({ origin, target, script, guards = [] }: ProxyFile): boolean {
  if (origin === 'files') return true;
  const isStaged = target !== undefined && proxyPathOf(target.value)?.isStaged === true;
  const isEarly = isBefore(script?.stage, isStaged ? 'proxy' : 'switch');
  return isEarly && !guards.some(looksForRetiredPath);
}

type Guard = NonNullable<ProxyFile['guards']>[number];

/** Such a condition never comes true. */
const looksForRetiredPath = ({ command, expected }: Guard): boolean =>
  expected === true &&
  command?.words.some(({ text }) => retiredPaths(text, 'command').next().done === false) === true;
