import { commandEntries } from '../../model/bundle/config-files.js';
import { platform } from '../../model/platform/find-platform.js';
import { scalarsOf } from '../../parse/config-file/sections.js';
import { isTrue } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { language } from '../on.js';
import type { Rule } from '../rule.js';

export const linuxCommandOnWindows: Rule = {
  meta: {
    summary: 'A command of a Windows environment is one of Linux',
    why: 'On Windows Server the commands run in cmd.exe, which does not know those of Linux: "\'chmod\' is not recognized as an internal or external command, operable program or batch file". The command fails, and with it the deployment, unless ignoreErrors is true.',
    consequence: 'deploy-fails',
    references: ['guide:customize-containers-windows-ec2', 'aws:AWSEC2/latest/WindowsGuide/ec2-windows-amis'],
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
        const program = own.valueKind === 'literal' ? programsOf(own.text).find(isOfLinux) : undefined;
        if (program === undefined) continue;
        yield {
          at: own.place,
          message: `Windows has no program "${program}"`,
          help: lookUp(PROGRAMS, program) ?? DELETE,
          ...(place && { related: [{ at: place, note: 'the platform is named here' }] }),
          ...((test !== undefined || (ignoreErrors && isTrue(ignoreErrors))) && {
            warnsBecause: 'error-ignored',
          }),
        };
      }
  },
};

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
