import { retiredPaths } from '../../../knowledge/platform/retired-paths.js';
import type { Stage } from '../scripts/instance-script.js';
import type { ProxyFile } from './proxy-files.js';
import { proxyPathOf } from './proxy-paths.js';

/**
 * The stages before Elastic Beanstalk puts the proxy's configuration together, and those between that and the start of the
 * proxy, when it copies the whole to `/etc`.
 * https://github.com/aws/elastic-beanstalk-roadmap/issues/296
 */
const BEFORE_STAGING: readonly (Stage | undefined)[] = ['commands', 'prebuild'];
const BEFORE_START: readonly (Stage | undefined)[] = [
  ...BEFORE_STAGING,
  'buildfile',
  'container_commands',
  'predeploy',
];

/** Whether a file is written before Elastic Beanstalk writes to the same folder. */
export function isEarlyWrite({ origin, target, script, guards = [] }: ProxyFile): boolean {
  if (origin === 'files') return true;
  const isStaged = target !== undefined && proxyPathOf(target.value)?.isStaged === true;
  const stages = isStaged ? BEFORE_STAGING : BEFORE_START;
  return stages.includes(script?.stage) && !guards.some(looksForRetiredPath);
}

type Guard = NonNullable<ProxyFile['guards']>[number];

/** Such a condition never comes true. */
const looksForRetiredPath = ({ command, expected }: Guard): boolean =>
  expected === true &&
  command?.words.some(({ text }) => retiredPaths(text, 'command').next().done === false) === true;
