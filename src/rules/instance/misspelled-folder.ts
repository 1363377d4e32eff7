import { fileEntries } from '../../model/bundle/config-files.js';
import { isDecisive, mustSucceed } from '../../model/execution/failure.js';
import { type PathUse, wordUses } from '../../model/execution/path-uses.js';
import { fact } from '../../model/fact.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { Place } from '../../source/index.js';
import { firstOfEach, lookUp } from '../../util/collections.js';
import { editDistance } from '../../util/nearest.js';
import { anyOf } from '../on.js';
import type { Rule } from '../rule.js';

export const misspelledFolder: Rule = {
  meta: {
    summary: 'A path goes through a folder whose name is misspelled',
    why: 'Elastic Beanstalk creates the folders of a file that `files` writes, whatever their names are, and no program looks for the file there. A command that uses a folder which does not exist fails, and with it the deployment.',
    consequence: 'deploy-fails',
    references: [
      'guide:customize-containers-ec2#linux-files',
      'guide:platforms-linux-extend',
      'https://refspecs.linuxfoundation.org/FHS_3.0/fhs/index.html',
    ],
  },
  needs: anyOf<object>(scripts, fileEntries),
  *check(project) {
    const paths: { readonly path: string; readonly at: Place; readonly isFatal: boolean }[] = [
      ...fileEntries(project).map(({ name }) => ({
        path: name.text,
        at: name.place,
        isFatal: false,
      })),
      ...scripts(project)
        .filter(({ isShell, text }) => isShell && text.includes('/'))
        .flatMap((script) =>
          wordUses(script.script).flatMap(({ word, use, commands }) =>
            USES.has(use) && word.expansions.every(({ start }) => start > 0)
              ? [
                  {
                    path: word.text,
                    at: word.place,
                    isFatal: use !== 'removes' && mustSucceed(script) && isDecisive(script, commands),
                  },
                ]
              : [],
          ),
        ),
    ];
    const misspelled = paths.flatMap((one) => {
      const found = misspelledIn(one.path);
      return found && !madeFolders(project).has(found.wrong) ? [{ ...one, ...found }] : [];
    });
    for (const { at, wrong, right, isFatal } of firstOfEach(misspelled, ({ wrong: folder }) => folder))
      yield {
        at,
        message: `The folder ${wrong} does not exist on an instance`,
        help: `Use \`${right}\`.`,
        ...(!isFatal && { warnsBecause: 'error-ignored' as const }),
      };
  },
};

/** What happens to files that are there, or in a folder that is. */
const USES: ReadonlySet<PathUse> = new Set<PathUse>([
  'changes',
  'enters',
  'moves',
  'reads',
  'removes',
  'runs',
  'writes',
]);

/** The folders that a script makes, with those above them. */
const madeFolders = fact(
  'madeFolders',
  (project): ReadonlySet<string> =>
    new Set(
      scripts(project).flatMap(({ script }) =>
        wordUses(script).flatMap(({ word, use }) =>
          use === 'makes' || use === 'names'
            ? Array.from(word.text.matchAll(/(?=\/|$)/g), ({ index }) => word.text.slice(0, index))
            : [],
        ),
      ),
    ),
);

/** Folders of an instance, by the folder that they are in. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  '': ['etc', 'home', 'opt', 'tmp', 'usr', 'var'],
  '/etc': [
    'cron.d',
    'cron.daily',
    'cron.hourly',
    'cron.monthly',
    'cron.weekly',
    'httpd',
    'init.d',
    'logrotate.d',
    'nginx',
    'pki',
    'profile.d',
    'security',
    'ssh',
    'ssl',
    'sudoers.d',
    'sysconfig',
    'systemd',
    'yum.repos.d',
  ],
  '/opt': ['aws', 'elasticbeanstalk'],
  '/opt/elasticbeanstalk': ['bin', 'config', 'deployment', 'hooks', 'tasks'],
  '/opt/elasticbeanstalk/tasks': ['bundlelogs.d', 'publishlogs.d', 'taillogs.d'],
  '/var/app': ['current', 'staging', 'venv'],
};

/** Folders that people look for where they are not, or that have another name. */
const ELSEWHERE: readonly Misspelling[] = [
  { wrong: '/etx', right: '/etc' },
  ...['bundlelogs', 'publishlogs', 'taillogs'].flatMap((name) =>
    [`${name}.d`, `tasks/${name}`, `tasks/${name.replace('logs', '_logs')}.d`].map((wrong) => ({
      wrong: `/opt/elasticbeanstalk/${wrong}`,
      right: `/opt/elasticbeanstalk/tasks/${name}.d`,
    })),
  ),
];

interface Misspelling {
  readonly wrong: string;
  readonly right: string;
}

/** The first folder of an absolute path that is nearly one of these, and what it should be. */
function misspelledIn(path: string): Misspelling | undefined {
  if (!path.startsWith('/')) return undefined;
  const parts = path.slice(1).split('/');
  const moved = ELSEWHERE.find(({ wrong }) => path.startsWith(`${wrong}/`));
  if (moved) return moved;
  let folder = '';
  // The last part is the file.
  for (const part of parts.slice(0, -1)) {
    const known = lookUp(FOLDERS, folder);
    if (!known) return undefined;
    const right = known.includes(part)
      ? undefined
      : known.find((name) => isNearly(part, name, folder === ''));
    if (right !== undefined) return { wrong: `${folder}/${part}`, right: `${folder}/${right}` };
    folder += `/${part}`;
  }
  return undefined;
}

/** Short names are also those of other folders, unless their letters are only in another order. */
const isNearly = (part: string, name: string, isShort: boolean): boolean =>
  /^[a-z.]+$/.test(part) &&
  name.length > 2 &&
  editDistance(part, name) === 1 &&
  (!(isShort || name.length < 5) || [...part].sort().join('') === [...name].sort().join(''));
