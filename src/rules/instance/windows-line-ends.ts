import { fact } from '../../model/fact.js';
import type { InstanceScript } from '../../model/execution/instance-script.js';
import type { Project } from '../../model/project.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { EachRule } from '../rule.js';

/** The files of the bundle that commands, hooks or the Buildfile run, and whose lines end in CR LF. */
const withWindowsLineEnds = fact('withWindowsLineEnds', (project): readonly InstanceScript[] => {
  const found = scripts(project).filter(
    ({ origin, stage, isShell, text }) =>
      origin === 'side-file' && stage !== undefined && isShell && /^[^\n]*\r\n/.test(text),
  );
  return found.length === 0 || mayBeConverted(project) ? [] : found;
});

export const windowsLineEnds: EachRule<InstanceScript> = {
  meta: {
    id: 'instance/windows-line-ends',
    summary: 'A script that is run has Windows line endings',
    why: 'To a shell, the carriage return before each line break belongs to the last word of the line. Paths are not found, "then" and "do" are not recognized ("syntax error: unexpected end of file"), "set -e" is refused, and a script that is run by its path does not start ("/bin/bash^M: bad interpreter"). Elastic Beanstalk converts only the hooks themselves, and not the scripts that they run.',
    severity: 'warning',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_03',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.hooks.html',
      'https://git-scm.com/docs/gitattributes#_eol',
    ],
    since: '0.1.0',
  },
  each: withWindowsLineEnds,
  *check({ name }) {
    yield {
      at: name.place,
      message: 'This script has Windows line endings, which a shell takes as part of the words',
      help: 'Save the file with LF line endings, and write `*.sh text eol=lf` to `.gitattributes`.',
    };
  },
};

/** Whether git or a script may change the line endings before the script runs. */
const mayBeConverted = (project: Project): boolean =>
  /\b(?:text|eol|crlf)\b/.test(project.files.textOf?.('.gitattributes') ?? '') ||
  scripts(project).some(({ text }) => /dos2unix|\\r|\\015|\^M/.test(text));
