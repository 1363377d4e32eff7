import { commandEntries } from '../../model/bundle/config-files.js';
import { platform } from '../../model/platform/find-platform.js';
import { scalarsOf } from '../../parse/config-file/sections.js';
import { isTrue } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { language } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const linuxCommandOnWindows: Rule = {
  meta: {
    summary: 'A command of a Windows environment, or its flag, is one of Linux',
    why: 'On Windows Server the commands run in cmd.exe, which does not know those of Linux: "\'chmod\' is not recognized as an internal or external command, operable program or batch file". The command fails, and with it the deployment, unless ignoreErrors is true. Its mkdir has no flags: -p is one more folder, which is there already in the next deployment, "A subdirectory or file -p already exists".',
    consequence: 'deploy-fails',
    references: [
      'guide:customize-containers-windows-ec2',
      'https://learn.microsoft.com/en-us/windows-server/administration/windows-commands/mkdir',
      'aws:AWSEC2/latest/WindowsGuide/ec2-windows-amis',
    ],
    needsPlatform: true,
  },
  needs: language('windows'),
  *check(project) {
    const entries = commandEntries(project);
    const { place } = platform(project);
    // Git for Windows, Cygwin and their like bring some of them.
    if (entries.some(({ command }) => scalarsOf(command).some(({ text }) => BRINGS.test(text)))) return;
    for (const { command, test, ignoreErrors } of entries)
      for (const own of scalarsOf(command).slice(0, 1)) {
        const found = own.valueKind === 'literal' ? foundIn(own.text) : undefined;
        if (!found) continue;
        yield {
          at: own.place,
          ...found,
          ...(place && { related: [{ at: place, note: 'the platform is named here' }] }),
          ...((test !== undefined || (ignoreErrors && isTrue(ignoreErrors))) && {
            warnsBecause: 'error-ignored',
          }),
        };
      }
  },
};

/** What is wrong with the first part of a command that is for Linux. */
function foundIn(command: string): Pick<Finding, 'message' | 'help'> | undefined {
  const program = programsOf(command).find(isOfLinux);
  if (program !== undefined)
    return { message: `Windows has no program "${program}"`, help: lookUp(PROGRAMS, program) ?? DELETE };
  const [, flag, folder = ''] = MAKES_PARENTS.exec(command) ?? [];
  if (flag === undefined) return undefined;
  const path = folder.replaceAll('/', '\\');
  return {
    message: `mkdir of cmd.exe makes a folder "${flag}"`,
    help: `Use \`if not exist ${path} mkdir ${path}\`, which makes the folders above as well.`,
  };
}

/** The second time, the folder of that name is there already, and the command fails. */
const MAKES_PARENTS = /(?:^|&&)\s*(?:mkdir|md)\s+(-p|--parents)\s+([\w.:\\/-]+)\s*(?:$|&&)/;

/** The programs that a command begins with, and those after `&&`, each of which has to succeed. */
const programsOf = (command: string): string[] =>
  (/["'^]|\|\|/.test(command) ? [command] : command.split('&&')).map(
    (part) => /^[a-z][a-z-]*(?=\s|$)/.exec(part.trim())?.[0] ?? '',
  );

const isOfLinux = (program: string): boolean => lookUp(PROGRAMS, program) !== undefined;

const BRINGS = /\b(?:choco|cygwin|git|msys|wsl|bash\.exe|busybox|scoop)\b/i;

const DELETE = 'Delete the command.';
const MSI = 'Install it with `msi` below `packages`.';
const SERVICES = 'Use `net stop NAME` and `net start NAME`.';
const FILTER = 'Use `findstr`.';
const SCRIPT = 'Write what the script does in PowerShell, and run `powershell.exe -File SCRIPT.ps1`.';

/**
 * What each does on Windows. https://learn.microsoft.com/en-us/windows-server/administration/windows-commands/windows-commands
 * lists what there is: `curl` and `tar` are among them.
 */
const PROGRAMS: Readonly<Record<string, string>> = {
  chmod: 'Use `icacls`, such as `icacls C:\\inetpub\\wwwroot\\uploads /grant "IIS_IUSRS:(OI)(CI)M"`.',
  chown: 'Use `icacls`, such as `icacls C:\\inetpub\\wwwroot\\uploads /setowner Administrators`.',
  cp: 'Use `copy` for files, and `xcopy /e` for folders.',
  ln: 'Use `mklink`.',
  ls: 'Use `dir`.',
  mv: 'Use `move`.',
  rm: 'Use `del` for files, and `rmdir /s /q` for folders.',
  touch: 'Use `type nul > FILE`.',
  cat: 'Use `type`.',
  env: 'Use `set`.',
  export: 'Use `set`.',
  grep: FILTER,
  egrep: FILTER,
  kill: 'Use `taskkill`.',
  killall: 'Use `taskkill`.',
  pkill: 'Use `taskkill`.',
  ps: 'Use `tasklist`.',
  pwd: 'Use `cd`.',
  wget: 'Use `curl.exe`.',
  which: 'Use `where`.',
  bash: SCRIPT,
  sh: SCRIPT,
  sudo: DELETE,
  service: SERVICES,
  systemctl: SERVICES,
  apt: MSI,
  'apt-get': MSI,
  dnf: MSI,
  yum: MSI,
};
