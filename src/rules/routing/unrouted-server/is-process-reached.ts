import type { Process, Reference, Routing } from '../../../model/routing/routing.js';
import { DEFAULT_PROCESS, disabledListeners } from '../../../model/routing/routing.js';

/**
 * Whether a listener may send requests to a process: by its `DefaultProcess` or by a rule in its `Rules`. What only the
 * deployment knows is included, and so is a name that is not declared, which may be a misspelling of this one, and a project
 * whose listeners are all disabled. `default` gets what nothing else takes.
 */
export function isProcessReached(process: Process, routing: Routing): boolean {
  const disabled = disabledListeners(routing);
  return (
    process.name === DEFAULT_PROCESS ||
    routing.listeners
      .filter((listener) => listener.enabled !== false || disabled.includes(listener))
      .some(
        ({ defaultProcess, rules }) =>
          mayName(defaultProcess, process) ||
          rules.some(({ target: rule }) => !rule || mayName(rule.process, process)),
      )
  );
}

const mayName = (reference: Reference<Process> | undefined, process: Process): boolean =>
  reference !== undefined && (!reference.target || reference.target === process);
