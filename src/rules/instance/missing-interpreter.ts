import { fileEntries } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { hasNewVersion, hasShebang, scriptOfLine } from '../../model/execution/instance-script.js';
import { programRuns, startedProgram } from '../../model/execution/program-runs.js';
import { procfile } from '../../model/platform/procfile.js';
import { propertyDoubt } from '../../model/presence/property.js';
import type { Project } from '../../model/project.js';
import { BUNDLE_FOLDERS, leavesRoot } from '../../model/scripts/run-paths.js';
import { scripts } from '../../model/scripts/scripts.js';
import { functionNames } from '../../parse/shell/script.js';
import { lookUp } from '../../util/collections.js';
import { lazily } from '../../util/memo.js';
import { baseName, isPlainPath } from '../../util/paths.js';
import { shorten } from '../../util/text.js';
import { anyOf, source } from '../on.js';
import type { Rule } from '../rule.js';

export const missingInterpreter: Rule = {
  meta: {
    summary: 'A command starts a file that only another program can run',
    why: 'A command that is a name without a folder is looked for in the folders of PATH, and the folder of the application is not one of them: "deploy.sh: command not found" (127). Linux cannot start a library of .NET, and a file in Python or JavaScript whose first line does not name its interpreter is read as a shell script. The deployment fails, or the process never starts.',
    consequence: 'deploy-fails',
    references: ['posix:V3_chap02#tag_19_09_01_04', 'guide:dotnet-linux-procfile', 'guide:java-se-procfile'],
  },
  needs: anyOf<object>(scripts, source('Procfile')),
  *check(project) {
    const lines = procfile(project)?.entries.map(scriptOfLine) ?? [];
    const started = scripts(project).filter(({ stage, isShell }) => isShell && hasNewVersion(stage));
    const isInPath = lazily(() => namesInPath(project));
    for (const script of [...started, ...lines].filter(({ text }) => NAMES_FILE.test(text)))
      for (const run of programRuns(script)) {
        const { text = '', kind, place: at } = startedProgram(run) ?? {};
        const interpreter = lookUp(INTERPRETERS, /\.(\w+)$/.exec(text)?.[1] ?? '');
        if (!at || kind !== 'literal' || interpreter === undefined || run.isConditional) continue;
        const isByName = !text.includes('/');
        if (isByName && (functionNames(script.script).has(text) || isInPath()(text))) continue;
        const reason = isByName
          ? whyNotByName(text, project)
          : whyNotByPath(text, leavesRoot(script), project);
        if (reason === undefined) continue;
        yield {
          doubt: isByName ? propertyDoubt('PATH', project) : undefined,
          at,
          message: `${shorten(text)} ${reason}`,
          help: isPlainPath(text) ? `Use \`${interpreter} ${text}\`.` : `Start it with \`${interpreter}\`.`,
          ...(!run.isDecisive && { warnsBecause: 'error-ignored' as const }),
        };
      }
  },
};

/** What runs a file, by its ending. */
const INTERPRETERS: Readonly<Record<string, string>> = {
  dll: 'dotnet',
  jar: 'java -jar',
  js: 'node',
  php: 'php',
  py: 'python3',
  rb: 'ruby',
  sh: 'bash',
  war: 'java -jar',
};

/** A fast check before a script is parsed. */
const NAMES_FILE = new RegExp(String.raw`\.(?:${Object.keys(INTERPRETERS).join('|')})\b`);

/** Why a file that is named without a folder cannot be run. */
const whyNotByName = (name: string, project: Project): string | undefined =>
  existingFiles(deployedFiles(project)).in('')?.get(name) === 'file'
    ? 'has no folder, so that it is looked for only in the folders of PATH'
    : undefined;

/** Why a file that is named with its folder cannot be run. */
function whyNotByPath(path: string, isElsewhere: boolean, project: Project): string | undefined {
  if (path.endsWith('.dll')) return 'is a library of .NET, which Linux cannot start by itself';
  if (!/\.(?:js|php|py|rb)$/.test(path) || (isElsewhere && !path.startsWith('/'))) return undefined;
  const source = existingFiles(deployedFiles(project)).source(path.replace(BUNDLE_FOLDERS, ''));
  return source && source.text.trim() !== '' && !hasShebang(source.text)
    ? 'is run by its path, but its first line does not name its interpreter'
    : undefined;
}

/** Tells whether a program may be in a folder of PATH: one that is put there, or any where a text changes PATH. */
function namesInPath(project: Project): (name: string) => boolean {
  const texts = [...scripts(project).map(({ text }) => text), procfile(project)?.file.text ?? ''];
  const isChanged = texts.some((text) => /\bPATH=/.test(text));
  const named = new Set([
    ...fileEntries(project).map(({ name }) => baseName(name.text)),
    ...texts.flatMap((text) => Array.from(text.matchAll(/\bbin\/([\w.-]+)/g), ([, name = '']) => name)),
  ]);
  return (name) => isChanged || named.has(name);
}
