import {
  holdsCredential,
  isCredentialName,
  isLiteralCredential,
} from '../../knowledge/secrets/credential-names.js';
import { commandEntries, fileEntries, knownCommands, knownFiles } from '../../model/bundle/config-files.js';
import {
  commandCredentialsOf,
  credentialLinesIn,
  isCode,
  writtenCredentialsOf,
} from '../../model/credentials/credential-files.js';
import { describeScript, type InstanceScript } from '../../model/execution/instance-script.js';
import { type ProgramRun, programRuns } from '../../model/execution/program-runs.js';
import { platform } from '../../model/platform/find-platform.js';
import { osOf } from '../../model/platform/platform.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { ScriptCommand } from '../../parse/shell/script.js';
import { assignmentOf } from '../../parse/shell/simple-command.js';
import { placeIn, sliceWord, type Word } from '../../parse/shell/word.js';
import type { Place } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import { shorten } from '../../util/text.js';
import { anyOf } from '../on.js';
import type { Rule } from '../rule.js';
import { CREDENTIAL_IN_FILE, MAY_READ_SECRET } from '../support/placeholder-texts.js';

export const plainTextInScript: Rule = {
  meta: {
    summary: 'A command, script or written file contains a credential in plain text',
    why: 'Everyone who can read the source bundle, the version control or the logs of a deployment can read the value.',
    consequence: 'security',
    references: ['guide:AWSHowTo.secrets.env-vars', 'aws:secretsmanager/latest/userguide/best-practices'],
  },
  needs: anyOf<object>(scripts, fileEntries, commandEntries),
  *check(project) {
    const written = new Set(
      scripts(project)
        .filter(({ origin }) => origin === 'file')
        .map(({ name }) => name.value),
    );
    for (const { target, place } of writtenCredentialsOf(knownFiles(project), written))
      yield {
        at: place,
        message: `File "${target.text}" contains a credential in plain text`,
        help: CREDENTIAL_IN_FILE,
        related: [{ at: target.place, note: 'the file' }],
      };
    for (const { name, variable } of commandCredentialsOf(knownCommands(project)))
      yield {
        at: variable.place,
        message: `Command "${shorten(name.text)}" gets a credential in plain text`,
        help: READ_IT[osOf(platform(project)) ?? 'linux'],
      };
    for (const script of scripts(project))
      for (const place of credentialsIn(script))
        yield {
          at: place,
          message: `${describeScript(script)} contains a credential in plain text`,
          help: READ_IT[osOf(platform(project)) ?? 'linux'],
        };
  },
};

const READ_IT = {
  linux:
    'Set a new value with `eb setenv`, and read it with `/opt/elasticbeanstalk/bin/get-config environment -k NAME`.',
  windows: `Store a new value in AWS Secrets Manager, ${MAY_READ_SECRET}, and read it with \`Get-SECSecretValue\`.`,
} as const;

/** Programs that set variables with their arguments. */
const SETTERS: ReadonlySet<string> = new Set(['declare', 'env', 'export', 'local', 'readonly', 'typeset']);

/** Programs that write a line to a file. */
const PRINTERS: ReadonlySet<string> = new Set(['echo', 'printf']);

/** Flags of many programs before `NAME=VALUE`: `docker run -e`, `docker build --build-arg`, `helm --set`. */
const SETTING_FLAGS: ReadonlySet<string> = new Set(['--build-arg', '--env', '--set']);
const SHORT_SETTING_FLAGS: Readonly<Record<string, string>> = { docker: '-e', podman: '-e' };

/** Which operand of a program is a password, from 0, flags left out, by its first operand where it has subcommands. */
const OPERANDS: Readonly<Record<string, (operands: readonly Word[]) => Word | undefined>> = {
  rabbitmqctl: (operands) => {
    const at = operands.findIndex(({ text }) => text === 'add_user' || text === 'change_password');
    return at === -1 ? undefined : operands[at + 2];
  },
};

/**
 * Programs with a short flag for a password, which is the next word, or the rest of the same one.
 * https://docs.docker.com/reference/cli/docker/login/
 * https://dev.mysql.com/doc/refman/8.4/en/command-line-options.html
 * https://redis.io/docs/latest/develop/tools/cli/
 */
const PASSWORD_FLAGS: Readonly<Record<string, { flag: string; isAttached?: true; subcommand?: string }>> = {
  docker: { flag: '-p', subcommand: 'login' },
  podman: { flag: '-p', subcommand: 'login' },
  'redis-cli': { flag: '-a' },
  ...Object.fromEntries(
    ['mariadb', 'mariadb-dump', 'mysql', 'mysqladmin', 'mysqldump'].map((name) => [
      name,
      { flag: '-p', isAttached: true as const },
    ]),
  ),
};

const HTTP_CLIENTS: ReadonlySet<string> = new Set(['curl', 'wget']);

const USER_FLAG = /^(?:-[a-zA-Z]*u|--(?:proxy-)?user)$/;

const HEADER = /^(?:-H|--header=)? ?([A-Za-z][\w-]*):(.*)$/;

/** Of letters and digits: what is shorter, or without a digit, is more likely to be a placeholder. */
const TOKEN = /^(?=\D*\d)[\w.~+/=-]{20,}$/;

/**
 * A literal password of an account that code of Django makes; not a variable, nor a placeholder.
 * https://docs.djangoproject.com/en/5.2/topics/auth/default/#creating-superusers
 */
const SUPERUSER = [
  /\bcreate_superuser\([^()]{0,300}\bpassword ?= ?["'][^"'$<{%]{1,100}["']/,
  /\bcreate_superuser\( ?["'][^"']{0,100}["'], ?["'][^"']{0,100}["'], ?["'][^"'$<{%]{1,100}["']/,
];

/** A fast check before a script is parsed. */
const MAY_HOLD_CREDENTIAL =
  /pass|pwd|secret|token|credential|key|authorization|AKIA|:\/\/[^\s/@]+@|rabbitmqctl|superuser|\b(?:curl|login|mariadb|mysql|redis-cli)/i;

/** Where a script has credentials in plain text. */
export const credentialsIn = oncePer((script: InstanceScript): readonly Place[] => {
  if (!script.isShell || !(MAY_HOLD_CREDENTIAL.test(script.text) || holdsCredential(script.text))) return [];
  const runs = programRuns(script);
  // Those of the scopes as well: `sudo` and `env` take assignments after their own names.
  const assignments = new Set([
    ...script.script.commands.flatMap((command) => command.assignments),
    ...runs.flatMap(({ scope }) => scope.assignments),
  ]);
  return [
    ...[...assignments]
      .filter(({ name, value }) => isCredential(name.value, value) || holdsLiterally(value))
      .map(({ value }) => value.place),
    ...runs.flatMap(inRun),
    ...script.script.commands.flatMap(inHereDocuments),
  ];
});

/** What `cat` and `tee` write, by the names in it as well; other programs may read code. */
function inHereDocuments({ words, redirections }: ScriptCommand): Place[] {
  const targets = [...words, ...redirections.map(({ target }) => target)];
  const isOfCode =
    !words.some(({ text }) => /^(?:\/bin\/)?(?:cat|tee)$/.test(text)) ||
    targets.some(({ text }) => isCode(text));
  return redirections.flatMap(({ hereDocument }) => {
    if (!hereDocument) return [];
    const { body } = hereDocument;
    return credentialLinesIn(body.text, isOfCode).map((span) => placeIn(body, span));
  });
}

function inRun(run: ProgramRun): Place[] {
  const { program, args, command } = run;
  const found = args.flatMap((word, index) => {
    if (holdsLiterally(word)) return [word];
    if (SUPERUSER.some((call) => call.test(word.text))) return [word];
    if (HTTP_CLIENTS.has(program.text) && isHeaderWithCredential(word)) return [word];
    const flag = args[index - 1]?.text ?? '';
    if (program.text === 'curl' && USER_FLAG.test(flag) && isUserWithPassword(word, args)) return [word];
    const password = shortPassword(word, flag, run);
    if (password) return isLiteral(password) ? [password] : [];
    const isSet =
      SETTERS.has(program.text) ||
      (PRINTERS.has(program.text) && command.redirections.some(({ operator }) => operator.includes('>'))) ||
      SETTING_FLAGS.has(flag) ||
      lookUp(SHORT_SETTING_FLAGS, program.text) === flag;
    const assignment = isSet ? assignmentOf(word) : undefined;
    if (assignment) return isCredential(assignment.name.value, assignment.value) ? [assignment.value] : [];
    return valueOfFlag(word, args[index + 1]);
  });
  const flags = args.filter(({ text }) => !text.startsWith('-'));
  const operand = lookUp(OPERANDS, program.text)?.(flags);
  return [...found, ...(operand && isLiteral(operand) ? [operand] : [])].map(({ place }) => place);
}

/** `Authorization: Bearer …` as an argument of its own, or after its flag. */
function isHeaderWithCredential({ text, expansions }: Word): boolean {
  const [, name = '', rest = ''] = HEADER.exec(text) ?? [];
  // The value follows a scheme such as `Bearer`, or is the only word.
  const words = rest.trim().split(' ');
  const value = words.at(-1) ?? '';
  return (
    words.length <= 2 &&
    TOKEN.test(value) &&
    expansions.length === 0 &&
    (/^(?:proxy-)?authorization$/i.test(name) || isCredentialName(name)) &&
    isLiteralCredential(value)
  );
}

/** The password of a short flag in a word, or in the rest of it. */
function shortPassword(word: Word, before: string, { program, args }: ProgramRun): Word | undefined {
  const known = lookUp(PASSWORD_FLAGS, program.text);
  if (!known || (known.subcommand !== undefined && args[0]?.text !== known.subcommand)) return undefined;
  if (known.isAttached)
    return word.text.startsWith(known.flag) ? sliceWord(word, known.flag.length) : undefined;
  return before === known.flag ? word : undefined;
}

/** `-u NAME:PASSWORD`, where it is for another host: without a dot it is a container, or the machine itself. */
const isUserWithPassword = ({ text, expansions }: Word, args: readonly Word[]): boolean =>
  expansions.length === 0 &&
  isLiteralCredential(/^[^:]+:(.+)$/.exec(text)?.[1] ?? '') &&
  args.some(({ text: url }) => /^https?:\/\/(?!127\.|0\.0\.0\.0|[^/]*example\.)[\w-]+\./.test(url));

/** `--db-password=value` or `--db-password value`. */
function valueOfFlag(flag: Word, next: Word | undefined): Word[] {
  const [, name = '', value] = /^--([a-z][\w-]*)(?:=(.*))?$/i.exec(flag.text) ?? [];
  if (!isCredentialName(name)) return [];
  if (value !== undefined) return flag.expansions.length === 0 && isLiteralCredential(value) ? [flag] : [];
  return next && !next.text.startsWith('-') && isLiteral(next) ? [next] : [];
}

const isCredential = (name: string, value: Word): boolean => isCredentialName(name) && isLiteral(value);

const isLiteral = ({ text, expansions }: Word): boolean =>
  expansions.length === 0 && isLiteralCredential(text);

const holdsLiterally = ({ text, expansions }: Word): boolean =>
  expansions.length === 0 && holdsCredential(text);
