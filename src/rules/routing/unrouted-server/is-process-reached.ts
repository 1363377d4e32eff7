import type { Process, Reference, Routing } from '../../../model/routing/routing.js';
import { DEFAULT_PROCESS, disabledListeners } from '../../../model/routing/routing.js';
import { oncePer } from '../../../util/once-per.js';

/**
 * Whether a listener may send requests to a process: by its `DefaultProcess` or by a rule in its `Rules`. What only the
 * deployment knows is included, and so is a name that is not declared, which may be a misspelling of this one, and a project
 * whose listeners are all disabled. `default` gets what nothing else takes.
 */
export const isProcessReached = (process: Process, routing: Routing): boolean =>
  process.name === DEFAULT_PROCESS || reachedProcesses(routing).has(process);

/** Once for all processes: there may be thousands of them, and of listeners and rules. */
const reachedProcesses = oncePer((routing: Routing): ReadonlySet<Process> => {
  const disabled = new Set(disabledListeners(routing));
  const references = routing.listeners
    .filter((listener) => listener.enabled !== false || disabled.has(listener))
    .flatMap(({ defaultProcess, rules }) => [
      ...(defaultProcess ? [defaultProcess] : []),
      ...rules.flatMap(({ target: rule }) => (rule ? (rule.process ?? []) : UNKNOWN)),
    ]);
  const targets = references.flatMap(({ target }) => target ?? []);
  return new Set(targets.length < references.length ? routing.processes : targets);
});

const UNKNOWN: Pick<Reference<Process>, 'target'> = { target: undefined };
