import { systemCrontabs } from '../../model/cron/cron-files.js';
import type { Doubt } from '../../model/doubt.js';
import { isDecisive, mustSucceed } from '../../model/execution/failure.js';
import { fact } from '../../model/fact.js';
import { saidByScript } from '../../model/presence/mentions.js';
import type { Project } from '../../model/project.js';
import { BUNDLE_FOLDERS, leavesRoot } from '../../model/scripts/run-paths.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { Place } from '../../source/index.js';
import type { EachRule } from '../rule.js';

/** A file of the bundle whose lines end in CR LF. */
interface WindowsFile {
  readonly name: string;
  readonly at: Place;
  /** Who takes the carriage return as part of a word. */
  readonly reader: 'cron' | 'shell';
  /** Whether a step whose failure fails the deployment starts it by its path: the system looks for its interpreter with the carriage return. */
  readonly cannotStart: boolean;
  readonly doubt: Doubt | undefined;
}

/** The files of the bundle that commands, hooks or the Buildfile run or copy to where cron reads them. */
const withWindowsLineEnds = fact('withWindowsLineEnds', (project): readonly WindowsFile[] => {
  const run = scripts(project).filter(
    ({ origin, stage, isShell }) => origin === 'side-file' && stage !== undefined && isShell,
  );
  const found = [
    ...run.map(({ name }) => ({ file: name.place.file, reader: 'shell' as const })),
    ...systemCrontabs(project).flatMap(({ source: file }) =>
      file ? [{ file, reader: 'cron' as const }] : [],
    ),
  ].filter(({ file: { text } }) => IS_WINDOWS.test(text));
  if (found.length === 0) return [];
  const doubt = conversion(project);
  return found.map(({ file, reader }) => ({
    ...{ name: file.name, reader, doubt },
    cannotStart: SHEBANG_OF_WINDOWS.test(file.text) && isStartedByPath(file.name, project),
    at: { file, span: file.lineSpan(1) },
  }));
});

/** The first line ends so, or all others do. */
const IS_WINDOWS = /^[^\n]*(?:\r\n|\n(?:[^\n]*\r\n)+[^\n]*$)/;
const SHEBANG_OF_WINDOWS = /^#![^\n]*\r\n/;

const isStartedByPath = (path: string, project: Project): boolean =>
  scripts(project).some(
    (script) =>
      script.origin !== 'side-file' &&
      mustSucceed(script) &&
      !leavesRoot(script) &&
      script.script.commands.some(
        (command) =>
          command.words[0]?.text.replace(BUNDLE_FOLDERS, '') === path && isDecisive(script, [command]),
      ),
  );

export const windowsLineEnds: EachRule<WindowsFile> = {
  meta: {
    summary: 'A script that is run, or a crontab, has Windows line endings',
    why: 'To a shell, the carriage return before each line break belongs to the last word of the line. Paths are not found, "then" and "do" are not recognized ("syntax error: unexpected end of file"), "set -e" is refused, and a script that is run by its path does not start ("cannot execute: required file not found", before Amazon Linux 2023 "/bin/bash^M: bad interpreter"). Cron passes it to the command ("/usr/bin/php\\r: No such file or directory"). Elastic Beanstalk converts only the hooks themselves, and not the scripts that they run.',
    consequence: 'deploy-fails',
    references: [
      'posix:V3_chap02#tag_19_03',
      'guide:platforms-linux-extend.hooks',
      'https://git-scm.com/docs/gitattributes#_eol',
    ],
  },
  each: withWindowsLineEnds,
  *check({ name, at, reader, cannotStart, doubt }) {
    const [kind, end] = reader === 'shell' ? ['script', '*.sh'] : ['crontab', name];
    yield {
      at,
      doubt,
      message: `This ${kind} has Windows line endings, which ${reader === 'cron' ? 'cron' : 'a shell'} takes as part of the words`,
      ...(!cannotStart && { warnsBecause: 'milder' as const }),
      help: `Save the file with LF line endings, and write \`${end} text eol=lf\` to \`.gitattributes\`.`,
    };
  },
};

/** What may change the line endings before the script runs: git, or another script. */
function conversion(project: Project): Doubt | undefined {
  if (/\b(?:text|eol|crlf)\b/.test(project.files.textOf?.('.gitattributes') ?? ''))
    return { reason: '.gitattributes says which line endings git writes', at: undefined };
  const at = saidByScript(/dos2unix|\\r|\\015|\^M/, project);
  return at && { reason: 'this may remove the carriage returns', at };
}
