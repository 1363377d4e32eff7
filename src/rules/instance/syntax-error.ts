import { placeholderIn } from '../../knowledge/placeholders/placeholders.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { mustSucceed } from '../../model/execution/failure.js';
import { describeScript, type InstanceScript } from '../../model/execution/instance-script.js';
import { platform } from '../../model/platform/find-platform.js';
import { osOf } from '../../model/platform/platform.js';
import { scripts } from '../../model/scripts/scripts.js';
import { firstProblem } from '../../parse/shell/script.js';
import { isWarning, type ShellProblem } from '../../parse/shell/shell-problem.js';
import { lookUp } from '../../util/collections.js';
import type { Rule } from '../rule.js';

export const shellSyntaxError: Rule = {
  meta: {
    summary: 'A shell cannot read a command or a script to its end',
    why: 'A shell stops where a quote, a bracket or a keyword such as `if` has no end, where a branch, a loop or a function is empty, or where a redirection has no target or an operator no command: "syntax error near unexpected token `newline\'". The lines before may have run. The script fails, and with it the deployment, unless failures of the command are ignored. Of a here-document without its end, a shell only warns: it takes the rest of the script as its text.',
    consequence: 'deploy-fails',
    references: [
      'posix:V3_chap02#tag_19_10',
      'guide:customize-containers-ec2#linux-commands',
      'guide:platforms-linux-extend.hooks',
    ],
    yieldsTo: ['config/look-alike-character', 'config/typographic-quotes'],
  },
  needs: scripts,
  *check(project) {
    if (osOf(platform(project)) === 'windows') return;
    const broken = new Set(
      configFiles(project)
        .filter((config) => config.broken)
        .map(({ file }) => file),
    );
    for (const script of scripts(project)) {
      if (!isForSure(script) || broken.has(script.name.place.file)) continue;
      const problem = firstProblem(script.script);
      // A <placeholder> is a redirection only to the shell.
      if (!problem || placeholderIn(script.text)) continue;
      yield {
        at: problem.place,
        ...(problem.kind === 'unclosed' ? unclosed(problem, script) : unexpected(problem, script)),
        ...((isAccepted(problem, script) || !mustSucceed(script)) && {
          warnsBecause: 'error-ignored' as const,
        }),
      };
    }
  },
};

/** Whether a shell only warns of all problems that a script has. */
const isAccepted = (problem: ShellProblem, { script }: InstanceScript): boolean =>
  isWarning(problem) && script.problems.every(isWarning);

/**
 * Whether a shell of Linux reads the text as it is: no function of CloudFormation, no template, no command for Windows, and
 * not the grammar of another shell.
 */
const isForSure = ({ stage, origin, isShell, text }: InstanceScript): boolean =>
  (stage !== undefined || origin === 'side-file') &&
  isShell &&
  !FILLED_IN.test(text) &&
  !FOR_WINDOWS.test(text) &&
  !OTHER_GRAMMAR.test(text);

const OTHER_GRAMMAR = /^#!.*\b(?:[akz]|da)sh\b/;

/** `{{ .Config.Labels }}` is what docker itself fills in. */
const FILLED_IN = /`\{|\{\{(?!-?\s{0,9}(?:\w{1,20}\s+){0,3}\.[A-Z])|\{%|<%|@@\w/;

const FOR_WINDOWS = /\b[A-Za-z]:\\|\.(?:bat|cmd|exe|msi|ps1)\b|%\w+%|\bpowershell\b/i;

interface Texts {
  readonly message: string;
  readonly help: string;
}

function unclosed({ text }: ShellProblem, script: InstanceScript): Texts {
  const [name, help] = lookUp(OPENERS, text) ?? [`"${text}"`, 'Write its end.'];
  return { message: `${describeScript(script)} does not close ${name}`, help };
}

const DONE = 'Write `done` at its end.';

/** What a script opens: its name, and how it is closed. */
const OPENERS: Readonly<Record<string, readonly [name: string, help: string]>> = {
  '"': ['a quote', 'Write the second `"`, or `\\"` for the character itself.'],
  "'": ['a quote', "Write the second `'`, or put the text in double quotes."],
  '`': ['a backtick', 'Write the second backtick.'],
  $: ['an expansion', 'Write the `)` or `}` at its end.'],
  '<<': ['a here-document', 'Write the word after `<<` on a line of its own at its end.'],
  if: ['"if"', 'Write `fi` at its end.'],
  case: ['"case"', 'Write `esac` at its end.'],
  for: ['"for"', DONE],
  select: ['"select"', DONE],
  while: ['"while"', DONE],
  until: ['"until"', DONE],
  '<<-': ['a here-document', 'Write the word after `<<-` on a line of its own at its end.'],
  '[[': ['"[["', 'Write `]]` at its end, after a space.'],
  '(': ['"("', 'Write `)` at its end.'],
  '{': ['"{"', 'Write `}` at its end, after a `;` or on a line of its own.'],
};

/** The word that a compound command lacks: what lacks it, and where it belongs. */
const MISSING: Readonly<Record<string, readonly [what: string, help: string]>> = {
  then: ['"if"', 'Write `; then` after the condition.'],
  do: ['a loop', 'Write `; do` before its commands.'],
  in: ['"case"', 'Write `in` after the first word.'],
  '{': ['a function', 'Write its commands between `{` and `}`.'],
};

function unexpected({ kind, text }: ShellProblem, script: InstanceScript): Texts {
  const subject = describeScript(script);
  if (kind === 'empty')
    return {
      message: `${subject} has no command before "${text}"`,
      help: `Write a command before \`${text}\`, such as \`:\`, which does nothing.`,
    };
  if (kind === 'parts')
    return {
      message: `${subject} has a loop "for ((" that does not have three parts`,
      help: 'Write `for ((START; CONDITION; STEP))`: each part may be empty.',
    };
  if (kind === 'incomplete') {
    const [what, help] = lookUp(MISSING, text) ?? [`"${text}"`, `Write \`${text}\`.`];
    return { message: `${subject} has ${what} without "${text}"`, help };
  }
  if (/^(?:&>>?|<|<>|<<<|>>?|>\|)$/.test(text))
    return {
      message: `${subject} has a redirection without a file`,
      help: `Write a file after \`${text}\`.`,
    };
  if (/^[<>]&$/.test(text))
    return {
      message: `${subject} has a redirection without a target`,
      help: 'Write a number after it, as in `2>&1`.',
    };
  if (/^(?:&&|\|\|?)$/.test(text))
    return {
      message: `${subject} has "${text}" without a command on one side`,
      help: `Delete \`${text}\`, or write the command.`,
    };
  return {
    message: `${subject} has an unexpected ${text === '\n' ? 'end of a line' : `"${text}"`}`,
    help: 'Delete it, or write the part of the command that is missing before it.',
  };
}
