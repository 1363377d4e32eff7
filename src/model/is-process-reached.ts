import type { Process, Reference, Routing } from './routing.js';
import { DEFAULT_PROCESS, switchedOffListeners } from './routing.js';

/**
 * Whether a listener may send requests to a process: by its `DefaultProcess` or by a rule in its `Rules`. What only the
 * deployment knows counts, and so does what is wrong in another way: a name that nothing declares, a project whose
 * listeners are all switched off. `default` gets what nothing else takes.
 */
export function isProcessReached(process: Process, routing: Routing): boolean {
  const switchedOff = switchedOffListeners(routing);
  return (
    process.name === DEFAULT_PROCESS ||
    routing.listeners
      .filter((listener) => listener.enabled !== false || switchedOff.includes(listener))
      .some(
        ({ defaultProcess, rules }) =>
          mayName(defaultProcess, process) ||
          rules.some(({ target: rule }) => !rule || mayName(rule.process, process)),
      )
  );
}

const mayName = (reference: Reference<Process> | undefined, process: Process): boolean =>
  reference !== undefined && (!reference.target || reference.target === process);
