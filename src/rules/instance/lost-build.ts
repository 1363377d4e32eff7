import { describeScript, hasNewVersion, type InstanceScript } from '../../model/execution/instance-script.js';
import { programRuns } from '../../model/execution/program-runs.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { Rule } from '../rule.js';
import { repeatInConfighook } from '../support/repeat-in-confighook.js';
import { neededOutputs } from './lost-build/needed-outputs.js';

export const lostBuild: Rule = {
  meta: {
    summary: 'A configuration deployment does not build what the application needs',
    why: 'A configuration deployment, such as a changed environment property, puts the files of the source bundle in place again and installs dependencies, but runs .platform/confighooks instead of .platform/hooks, and no container_commands. What only those build is gone until the next application deployment: the application does not start, or its static files are answered with 404. That the files are put in place again is not documented, but was observed.',
    consequence: 'traffic-breaks',
    warnsBecause: 'undocumented',
    preset: 'strict',
    references: [
      'guide:platforms-linux-extend.hooks',
      'https://github.com/aws/elastic-beanstalk-roadmap/issues/84',
      'https://github.com/aws/elastic-beanstalk-roadmap/issues/88',
      'https://github.com/wireapp/wire-webapp/pull/20646',
    ],
  },
  needs: scripts,
  *check(project) {
    const outputs = neededOutputs(project);
    if (outputs.length === 0) return;
    const all = scripts(project);
    for (const script of all) {
      const isRepeated = script.origin === 'confighook' || script.stage === 'buildfile';
      if (isRepeated || !hasNewVersion(script.stage) || !script.isShell) continue;
      for (const { path, isBuiltBy, word } of outputs) {
        const run = word.test(script.text)
          ? programRuns(script).find((one) => isBuiltBy(one, script))
          : undefined;
        if (!run || all.some((other) => repeats(other, script, word))) continue;
        yield {
          at: run.program.place,
          message: `${describeScript(script)} makes ${path}, which a configuration deployment loses`,
          help: `${repeatInConfighook(script, '01_build')}.`,
        };
      }
    }
  },
};

/** Whether a configuration deployment runs the same, or calls the script. */
const repeats = ({ origin, ...other }: InstanceScript, script: InstanceScript, word: RegExp): boolean =>
  origin === 'confighook' &&
  (word.test(other.text) || other.text.includes(script.name.value.replace(/^.*\//, '')));
