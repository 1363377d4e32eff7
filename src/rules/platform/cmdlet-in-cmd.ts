import { commandEntries } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import type { Project } from '../../model/project.js';
import { scalarsOf } from '../../parse/config-file/sections.js';
import { isTrue } from '../../source/index.js';
import { baseName } from '../../util/paths.js';
import { language } from '../on.js';
import type { Rule } from '../rule.js';

export const cmdletInCmd: Rule = {
  meta: {
    summary: 'A command of a Windows environment is a cmdlet of PowerShell',
    why: 'On Windows Server the commands run in cmd.exe, which does not know the cmdlets of PowerShell: "\'Install-WindowsFeature\' is not recognized as an internal or external command, operable program or batch file". The command fails, and with it the deployment, unless ignoreErrors is true.',
    consequence: 'deploy-fails',
    references: [
      'guide:customize-containers-windows-ec2',
      'https://learn.microsoft.com/en-us/powershell/scripting/developer/cmdlet/approved-verbs-for-windows-powershell-commands',
    ],
    needsPlatform: true,
  },
  needs: language('windows'),
  *check(project) {
    for (const { command, test, ignoreErrors } of commandEntries(project))
      for (const own of scalarsOf(command).slice(0, 1)) {
        const text = own.text.trim();
        const [cmdlet] = CMDLET.exec(text) ?? IN_ANY_CASE.exec(text) ?? [];
        if (cmdlet === undefined || own.valueKind !== 'literal' || isProgram(cmdlet, project)) continue;
        yield {
          at: own.place,
          message: `cmd.exe does not know "${cmdlet}", a cmdlet of PowerShell`,
          help:
            /["\n]/.test(text) || text.length > MOST_QUOTED
              ? 'Write `powershell.exe -Command "…"` with the command in it, and `\\"` for each quote.'
              : `Write \`powershell.exe -Command "${text}"\`.`,
          ...((test !== undefined || (ignoreErrors && isTrue(ignoreErrors))) && {
            warnsBecause: 'error-ignored',
          }),
        };
      }
  },
};

/** What a help repeats: the longest command. */
const MOST_QUOTED = 100;

/** A verb of PowerShell and a noun, without an extension. */
const CMDLET =
  /^(?:Add|Clear|Compress|Copy|Disable|Enable|Expand|Export|Get|Grant|Import|Install|Invoke|Move|New|Out|Register|Remove|Rename|Reset|Restart|Resume|Save|Select|Set|Start|Stop|Suspend|Test|Unblock|Uninstall|Unregister|Update|Wait|Write)-[A-Z][A-Za-z]+(?=\s|$)/;

/** Those that are written most, in the letters that people type: PowerShell reads them in any case, and no program is named like them. */
const IN_ANY_CASE =
  /^(?:add|copy|expand|get|import|install|invoke|move|new|remove|rename|restart|set|start|stop|test)-(?:acl|archive|childitem|content|executionpolicy|expression|item|itemproperty|location|module|netfirewallrule|path|process|restmethod|service|webapplication|webapppool|webbinding|webconfigurationproperty|webrequest|website|windowsfeature)(?=\s|$)/i;

/** Whether the bundle has a program or a batch file of that name. */
const isProgram = (name: string, project: Project): boolean =>
  deployedFiles(project).files.some((file) =>
    [`${name}.bat`, `${name}.cmd`, `${name}.exe`].some(
      (one) => one.toLowerCase() === baseName(file.name).toLowerCase(),
    ),
  );
