import { fileEntries } from '../../model/bundle/config-files.js';
import { allScripts } from '../../model/cron/cron-files.js';
import { failsDeployment } from '../../model/execution/failure.js';
import { type PathUse, wordUses } from '../../model/execution/path-uses.js';
import { baseName } from '../../util/paths.js';
import { anyOf } from '../on.js';
import type { Rule } from '../rule.js';

export const unwritablePath: Rule = {
  meta: {
    summary: 'A file is to be created in /proc or /sys, where only the kernel has files',
    why: 'The folders /proc and /sys show what the kernel knows. No program can create a file there, not even as root: a service that is to write its process id or its log there does not start, and a command fails.',
    consequence: 'deploy-fails',
    references: [
      'https://man7.org/linux/man-pages/man5/proc.5.html',
      'https://man7.org/linux/man-pages/man5/sysfs.5.html',
    ],
  },
  needs: anyOf<object>(allScripts, fileEntries),
  *check(project) {
    const paths = [
      ...fileEntries(project).map(({ name }) => ({ path: name.text, at: name.place, isFatal: true })),
      ...allScripts(project)
        .filter(({ isShell, text }) => isShell && /\/(?:proc|sys)\//.test(text))
        .flatMap((script) =>
          wordUses(script.script).flatMap(({ word, use, commands }) =>
            CREATES.has(use)
              ? [
                  {
                    path: word.text,
                    at: word.place,
                    isFatal: use !== 'names' && failsDeployment(script, commands),
                  },
                ]
              : [],
          ),
        ),
    ];
    for (const { path, at, isFatal } of paths) {
      const [, own, folder] = FILE.exec(path) ?? [];
      if (own === undefined) continue;
      yield {
        at,
        message: `Nothing can create a file in /${folder}, where only the kernel has files`,
        help: `Use \`/run/${baseName(own)}\`.`,
        ...(!isFatal && { warnsBecause: 'error-ignored' }),
      };
    }
  },
};

/** `names` are the arguments of programs that are not known, such as those of `--pidfile`. */
const CREATES: ReadonlySet<PathUse> = new Set<PathUse>(['makes', 'names', 'writes']);

/** With an ending that no file of the kernel has; also after `--pidfile=`. */
const FILE = /^(?:--?[\w-]+=)?(\/(proc|sys)\/[\w./-]*\.(?:conf|json|lock|log|pid|sock|socket|tmp|txt))$/;
