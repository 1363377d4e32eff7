import type { BadLineReason } from '../../model/entry/procfile-lines.js';
import { buildfile, procfile } from '../../model/platform/procfile.js';
import type { Procfile } from '../../parse/procfile.js';
import { type Place, type SourceFile, textAt } from '../../source/index.js';
import { source } from '../on.js';
import type { Edit, Finding, Rule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';

export const invalidLine: Rule = {
  meta: {
    summary: 'A line of the Procfile or the Buildfile is not of the form NAME: COMMAND',
    why: 'Every line must match the regular expression ^[A-Za-z0-9_-]+:\\s*[^\\s].*$. With any other line, the deployment fails: "Procfile could not be parsed", "Engine execution has encountered an error".',
    consequence: 'deploy-fails',
    references: ['guide:platforms-linux-extend.build-proc'],
    yieldsTo: ['procfile/look-alike-character'],
  },
  needs: source('Procfile', 'Buildfile'),
  *check(project) {
    for (const file of [procfile(project), buildfile(project)]) if (file) yield* inFile(file);
  },
};

function* inFile(procfile: Procfile): Generator<Finding> {
  let before: BadLineReason | undefined;
  const reported = new Set<BadLineReason>();
  for (const line of procfile.lines) {
    const reason = line.kind === 'bad' ? line.reason : undefined;
    // A command over many lines is one mistake, and so are all markers of merge conflicts, and a list of YAML.
    const isReported = reason && (ONCE.has(reason) ? reported.has(reason) : isContinuedAgain(reason, before));
    if (reason && !isReported) {
      yield {
        at: line.place,
        ...TEXTS[reason],
        ...(isUnnamed(reason) && { help: helpForName(textAt(line.place), reason, procfile) }),
        ...(reason === 'hyphen' && deleteHyphens(procfile)),
      };
      reported.add(reason);
    }
    before = reason;
  }
}

const ONCE: ReadonlySet<BadLineReason> = new Set(['conflict', 'hyphen']);

const isContinuedAgain = (reason: BadLineReason, before: BadLineReason | undefined): boolean =>
  reason === 'continued' && before === reason;

const deleteHyphens = ({ file, lines }: Procfile): Pick<Finding, 'fix'> =>
  fixOf(
    'safe',
    'Delete the hyphen',
    ...lines.flatMap((line) =>
      line.kind === 'bad' && line.reason === 'hyphen' ? [hyphenOf(file, line.place)] : [],
    ),
  );

/** The hyphen, and the white space on both sides of it. */
function hyphenOf(file: SourceFile, { span: { start, end } }: Place): Edit {
  const lineStart = file.lineSpan(file.positionAt(start).line).start;
  const name = file.text.slice(start, end).search(/[^-\s]/);
  return { file, span: { start: lineStart, end: start + name }, text: '' };
}

const isUnnamed = (reason: BadLineReason): boolean => reason === 'no-colon' || reason === 'no-name';

/** Usual names of processes and of steps, none of which is a program. */
const USUAL_NAME = /^(?:web|worker|websocket|queue|scheduler|build)(?=\s)/;

/** How a line without a name gets one that no other process has. */
function helpForName(text: string, reason: BadLineReason, { entries }: Procfile): string {
  const written = USUAL_NAME.exec(text)?.[0];
  if (written !== undefined) return `Write a colon after \`${written}\`.`;
  const name = entries.some((entry) => entry.name.value === 'web') ? 'worker' : 'web';
  return reason === 'no-name'
    ? `Write a name such as \`${name}\` before the colon.`
    : `Write a name such as \`${name}:\` before the command, or delete the line.`;
}

const TEXTS: Readonly<Record<BadLineReason, Required<Pick<Finding, 'message' | 'help'>>>> = {
  conflict: {
    message: 'The file contains a merge conflict',
    help: 'Resolve the conflict, and delete its markers.',
  },
  indented: {
    message: 'The line begins with whitespace',
    help: 'Remove the whitespace before the name of the process.',
  },
  hyphen: {
    message: 'The line begins with a hyphen',
    help: 'Delete the hyphen: a Procfile is not a list of YAML.',
  },
  'no-name': {
    message: 'The line has no process name before the colon',
    help: 'Write a name before the colon.',
  },
  'space-before-colon': {
    message: 'There is a space between the process name and the colon',
    help: 'Remove the space.',
  },
  'no-command': {
    message: 'The process has no command',
    help: 'Write the command after the colon, on the same line, or delete the line.',
  },
  'bad-name': {
    message: 'The process name contains a character that is not allowed',
    help: 'Use only letters, digits, hyphens and underscores.',
  },
  continued: {
    message: 'A command cannot continue on the next line',
    help: 'Write the whole command on one line, without the `\\` at the ends.',
  },
  'no-colon': {
    message: 'The line is not of the form NAME: COMMAND',
    help: 'Write a name and a colon before the command.',
  },
};
