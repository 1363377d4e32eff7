import { fileEntries, knownFiles } from '../../model/bundle/config-files.js';
import { credentialFilesOf } from '../../model/credentials/credential-files.js';
import { mayPrintCredential, printedCredential } from '../../model/credentials/printed-credentials.js';
import { programRuns } from '../../model/execution/program-runs.js';
import type { InstanceScript } from '../../model/scripts/scripts.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { ScriptCommand } from '../../parse/shell/script.js';
import type { Word } from '../../parse/shell/word.js';
import { lazily } from '../../util/memo.js';
import { baseName } from '../../util/paths.js';
import { shorten } from '../../util/text.js';
import { anyOf } from '../on.js';
import type { Rule } from '../rule.js';

export const worldReadable: Rule = {
  meta: {
    summary: 'A file with credentials can be read by every user of the instance',
    why: 'With such a mode, every process on the instance can read the credentials, including the application and an attacker who gets into it. The shells of all users read what is in /etc/profile.d and /etc/environment, so that these files are open to all.',
    consequence: 'security',
    references: [
      'guide:customize-containers-ec2#linux-files',
      'https://man7.org/linux/man-pages/man1/chmod.1.html',
    ],
  },
  needs: anyOf<object>(fileEntries, scripts),
  *check(project) {
    for (const { target, mode, owner } of credentialFilesOf(knownFiles(project), scripts(project))) {
      // Windows has no modes.
      if (!mode || /^[A-Za-z]:/.test(target.text) || !READABLE.test(mode.text.trim())) continue;
      yield {
        at: mode.place,
        message: `Every user can read the credentials in "${target.text}"`,
        help: owner
          ? 'Use `mode: "000600"`.'
          : 'Use `mode: "000600"`, and `owner:` with the user that reads the file, such as `webapp`.',
        related: [{ at: target.place, note: 'the file' }],
      };
    }
    const modes = lazily(() => new Map(scripts(project).flatMap(modesIn)));
    for (const script of scripts(project)) {
      if (!script.isShell || script.stage === undefined || !mayPrintCredential(script)) continue;
      const { commands } = script.script;
      for (const [index, command] of commands.entries()) {
        const target =
          targetOf(command) ??
          (passesOn(command, commands[index + 1]) ? targetOf(commands[index + 1]) : undefined);
        const printed = target?.kind === 'literal' ? printedCredential(command, script, project) : undefined;
        if (!target || !printed) continue;
        const mode = modes().get(target.text);
        const isForAll = FOR_ALL_USERS.test(target.text);
        if (mode ? !LETS_READ.test(mode.text) : !isForAll) continue;
        yield {
          at: (mode ?? target).place,
          message: `Every user can read the credentials in "${shorten(target.text)}"`,
          help: isForAll
            ? 'Delete the command, and read a property with `/opt/elasticbeanstalk/bin/get-config environment -k NAME` where it is needed.'
            : 'Use `chmod 600`, and `chown` with the user that reads the file, such as `webapp`.',
          related: [
            { at: command.place, note: 'writes the credentials' },
            ...(printed.setting ? [{ at: printed.setting.option.place, note: 'one of them' }] : []),
          ],
        };
      }
    }
  },
};

/** The file that a command writes, or copies Elastic Beanstalk's file of properties to. */
function targetOf(command: ScriptCommand | undefined): Word | undefined {
  const [program, source, target] = command?.words ?? [];
  return baseName(program?.text ?? '') === 'cp' && /\bdeployment\/env$/.test(source?.text ?? '')
    ? target
    : command?.redirections.find(({ operator, fd }) => /^>{1,2}\|?$/.test(operator) && (fd ?? 1) === 1)
        ?.target;
}

/** Whether the next command gets what one prints, and leaves the values in it. */
const passesOn = ({ pipe }: ScriptCommand, next: ScriptCommand | undefined): boolean =>
  (pipe === 'out' || pipe === 'both') &&
  (/^(?:sed|sort|tr)$/.test(next?.words[0]?.text ?? '') ||
    (next?.words[0]?.text === 'jq' && next.words.some(({ text }) => text.includes('.value'))));

/** The modes that a script gives to paths: of several, the last takes precedence. */
function modesIn(script: InstanceScript): (readonly [path: string, mode: Word])[] {
  if (script.stage === undefined || !script.text.includes('chmod')) return [];
  return programRuns(script).flatMap(({ program, args }) => {
    const [mode, ...paths] =
      program.text === 'chmod' ? args.filter(({ text }) => !/^-[A-Za-z-]+$/.test(text)) : [];
    return mode ? paths.map(({ text }) => [text, mode] as const) : [];
  });
}

/** What the shell of each user reads. */
const FOR_ALL_USERS = /^\/etc\/(?:profile\.d\/|profile$|environment$|bashrc$)/;

const LETS_READ = /^0?[0-7]{2}[4-7]$|^[gu]*[ao][agou]*[+=]\w*r|^\+\w*r/;

/** An octal mode that lets others read: unquoted ones are decimal numbers by now, and have a rule of their own. */
const READABLE = /^0*[0-7]{2}[4-7]$/;
