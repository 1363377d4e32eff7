import { PROXIED_ENTRY } from '../../knowledge/platform/proxy-ports.js';
import { procfile } from '../../model/platform/procfile.js';
import { groupBy } from '../../util/collections.js';
import { source } from '../on.js';
import type { Rule } from '../rule.js';

export const duplicateProcess: Rule = {
  meta: {
    summary: 'A process name appears twice in the Procfile',
    why: 'Each line of the Procfile names one process. What Elastic Beanstalk does with two lines of the same name is not documented. One of the two commands may never run.',
    consequence: 'silently-ignored',
    references: ['guide:platforms-linux-extend.build-proc'],
  },
  needs: source('Procfile'),
  *check(project) {
    // Both sides of a merge conflict name the same processes: `procfile/invalid-line` reports that.
    const { entries, lines } = procfile(project) ?? { entries: [], lines: [] };
    if (lines.some((line) => line.kind === 'bad' && line.reason === 'conflict')) return;
    const names = groupBy(entries, ({ name }) => [name.value]);
    for (const [name, [first, second, ...others]] of names) {
      if (!first || !second) continue;
      const count = others.length + 2;
      yield {
        at: second.name.place,
        message: `Process "${name}" appears ${count === 2 ? 'twice' : `${count} times`} in the Procfile`,
        help: helpWith(name, count),
        related: [
          { at: first.name.place, note: 'first occurrence' },
          ...others.map((other) => ({ at: other.name.place, note: 'another occurrence' })),
        ],
      };
    }
  },
};

/** The proxy passes requests to one process, whose name is `web`: with another name nothing reaches the second server. */
function helpWith(name: string, count: number): string {
  const others = count === 2 ? 'one of the two' : 'all but one of them';
  if (name === PROXIED_ENTRY) return `Delete ${others}.`;
  return `Rename ${others}, or delete ${count === 2 ? 'it' : 'them'}.`;
}
