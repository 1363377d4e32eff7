import { retiredPaths } from '../../knowledge/platform/retired-paths.js';
import { isBeforeStart, type Stage } from '../execution/instance-script.js';
import type { ProxyFile } from './proxy-files.js';
import { proxyPathOf } from './proxy-paths.js';

/**
 * The stages before Elastic Beanstalk puts the proxy's configuration together. When it starts the proxy, it copies the whole
 * to `/etc`.
 * https://github.com/aws/elastic-beanstalk-roadmap/issues/296
 */
const BEFORE_STAGING: ReadonlySet<Stage | undefined> = new Set(['commands', 'prebuild']);

/** Whether a file is written before Elastic Beanstalk writes to the same folder. */
export function isEarlyWrite({ origin, target, script, guards = [] }: ProxyFile): boolean {
  if (origin === 'files') return true;
  const isStaged = target !== undefined && proxyPathOf(target.value)?.isStaged === true;
  const isEarly = isStaged ? BEFORE_STAGING.has(script?.stage) : isBeforeStart(script?.stage);
  return isEarly && !guards.some(looksForRetiredPath);
}

type Guard = NonNullable<ProxyFile['guards']>[number];

/** Such a condition never comes true. */
const looksForRetiredPath = ({ command, expected }: Guard): boolean =>
  expected === true &&
  command?.words.some(({ text }) => retiredPaths(text, 'command').next().done === false) === true;
