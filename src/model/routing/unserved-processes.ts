import { mayListen } from '../servers/may-listen.js';
import type { EffectiveSetting } from '../settings/settings.js';
import { groupBy } from '../../util/group-by.js';
import type { Process } from './routing.js';
import { targetsOf, type Target } from './targets.js';
import { pairs } from './pairs.js';
import { fact } from '../fact.js';

/** A process that gets requests on a port where nothing listens. */
export interface UnservedProcess {
  readonly process: Process;
  readonly port: number;
  readonly portSetting: EffectiveSetting;
  /** What sends it requests. */
  readonly senders: readonly Target[];
}

/** Where the proxy of each instance always listens. */
const HTTP = 80;

/** The processes that get requests although nothing that the project starts listens on their ports. */
export const unservedProcesses = fact('unservedProcesses', (project): readonly UnservedProcess[] => {
  const paired = new Set(pairs(project).map(({ process }) => process));
  const byProcess = groupBy(targetsOf(project), ({ process }) => (process ? [process] : []));
  return [...byProcess].flatMap(([process, senders]) => {
    const { port, portSetting } = process;
    if (port === undefined || !portSetting || port === HTTP || paired.has(process)) return [];
    return mayListen(port, project) ? [] : [{ process, port, portSetting, senders }];
  });
});
