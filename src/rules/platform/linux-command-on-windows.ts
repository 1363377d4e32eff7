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
        const [program = ''] = /^[a-z][a-z-]*(?=\s|$)/.exec(own.text.trim()) ?? [];
        const help = lookUp(PROGRAMS, program);
        if (help === undefined || own.valueKind !== 'literal') continue;
        yield {
          at: own.place,
          message: `Windows has no program "${program}"`,
          help,
          ...(place && { related: [{ at: place, note: 'the platform is named here' }] }),
          ...((test !== undefined || (ignoreErrors && isTrue(ignoreErrors))) && {
            warnsBecause: 'error-ignored',
          }),
        };
      }
  },
};

const BRINGS = /\b(?:choco|cygwin|git|msys|wsl|bash\.exe|busybox|scoop)\b/i;

const DELETE = 'Delete the command.';
const MSI = 'Install it with `msi` below `packages`.';

/** What each does on Windows. */
const PROGRAMS: Readonly<Record<string, string>> = {
  chmod: 'Use `icacls`, such as `icacls C:\\inetpub\\wwwroot\\uploads /grant "IIS_IUSRS:(OI)(CI)M"`.',
  chown: 'Use `icacls`, such as `icacls C:\\inetpub\\wwwroot\\uploads /setowner Administrators`.',
  cp: 'Use `copy` for files, and `xcopy /e` for folders.',
  ln: 'Use `mklink`.',
  ls: 'Use `dir`.',
  mv: 'Use `move`.',
  rm: 'Use `del` for files, and `rmdir /s /q` for folders.',
  touch: 'Use `type nul > FILE`.',
  sudo: DELETE,
  service: 'Use `net stop NAME` and `net start NAME`.',
  systemctl: 'Use `net stop NAME` and `net start NAME`.',
  apt: MSI,
  'apt-get': MSI,
  dnf: MSI,
  yum: MSI,
};
