import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { deploysArtifact } from '../../model/bundle/shipped-files.js';
import { needsRun, packageScriptRunBy } from '../../model/entry/package-script.js';
import { hasNewVersion, scriptOfLine } from '../../model/execution/instance-script.js';
import { programRuns } from '../../model/execution/program-runs.js';
import { procfile } from '../../model/platform/procfile.js';
import { sourceNamed } from '../../model/project.js';
import { leavesRoot } from '../../model/scripts/run-paths.js';
import { scripts } from '../../model/scripts/scripts.js';
import { parsePackageJson } from '../../parse/package-json.js';
import { parseYaml } from '../../parse/yaml/yaml.js';
import { startOfFile } from '../../source/index.js';
import { nearest } from '../../util/nearest.js';
import { source } from '../on.js';
import type { Rule } from '../rule.js';
import { OF_NODE } from '../support/lost-words.js';

export const missingScript: Rule = {
  meta: {
    summary: 'A command runs a script that package.json does not have, or a script without "run"',
    why: 'npm ends with an error if it is to run a script that package.json does not define ("npm error Missing script: \\"serve\\""). A process of the Procfile then exits again and again, and every request ends in 502 Bad Gateway; a command or a hook fails the deployment.',
    consequence: 'deploy-fails',
    references: [
      'https://docs.npmjs.com/cli/commands/npm-run',
      'https://docs.npmjs.com/cli/commands',
      'guide:nodejs-configuration-procfile',
    ],
    claimsAbsence: OF_NODE,
  },
  needs: source('package.json'),
  *check(project) {
    const file = sourceNamed('package.json', deployedFiles(project).files);
    if (!file || deploysArtifact(project)) return;
    const processes = new Set(procfile(project)?.entries.map(scriptOfLine));
    const commands = scripts(project).filter(
      ({ stage, origin }) => hasNewVersion(stage) && origin !== 'side-file',
    );
    const running = [...processes, ...commands].filter(
      (script) => script.text.includes('npm') && !leavesRoot(script),
    );
    if (running.length === 0 || scripts(project).some(({ text }) => CHANGES_PACKAGE.test(text))) return;
    const written = parsePackageJson(file);
    if (!written || parseYaml(file).problems.length > 0) return;
    const names = new Set(written.scripts.map(({ key }) => key.text));
    for (const script of running)
      for (const run of programRuns(script)) {
        const name = run.program.text === 'npm' ? packageScriptRunBy(run) : undefined;
        const isRun = run.args.some(({ text }) => text === 'run' || text === 'run-script');
        if (name?.kind !== 'literal' || run.isConditional) continue;
        const reason = {
          ...(!run.isDecisive && !processes.has(script) && { warnsBecause: 'error-ignored' as const }),
        };
        if (name === run.args[0] && names.has(name.text) && needsRun(name.text))
          yield {
            at: name.place,
            message: `npm has no command "${name.text}", and runs the script only after "run"`,
            help: `Write \`npm run ${name.text}\`.`,
            related: [{ at: startOfFile(file), note: 'has the script' }],
            ...reason,
          };
        if (!isRun) continue;
        if (names.has(name.text) || BUILT_IN.has(name.text)) continue;
        if (run.args.some(({ text }) => ELSEWHERE.test(text))) continue;
        const near = nearest(name.text, names, 2);
        yield {
          at: name.place,
          message: `package.json has no script "${name.text}"`,
          help: near ? `Use \`${near}\`.` : `Add a script \`${name.text}\` to \`scripts\` in package.json.`,
          related: [{ at: startOfFile(file), note: 'does not have the script' }],
          ...reason,
        };
      }
  },
};

/** What npm runs without a script of that name: `start` runs server.js. */
const BUILT_IN: ReadonlySet<string> = new Set(['env', 'restart', 'start']);

/** Flags with which npm looks into another package, or does nothing where there is no such script. */
const ELSEWHERE = /^(?:--(?:prefix|workspaces?|if-present|include-workspace-root)\b|-[wC]$)/;

const CHANGES_PACKAGE =
  /\bnpm[ \t]+(?:pkg|init|set-script)\b|>[^\n>]{0,80}package\.json|\b(?:cp|mv|sed)\b[^\n]{0,200}package/;
