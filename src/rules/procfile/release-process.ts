import { procfile } from '../../model/platform/procfile.js';
import { source } from '../on.js';
import type { Rule } from '../rule.js';
import { moveToContainerCommands } from '../support/container-commands.js';

export const releaseProcess: Rule = {
  meta: {
    summary: 'The Procfile has a process named "release", which runs again whenever it ends',
    why: 'On Heroku, release runs once before the new version starts. Elastic Beanstalk treats every line of a Procfile as a process that keeps running: it starts release together with the others, on every instance, and starts it again whenever it ends.',
    consequence: 'hygiene',
    references: [
      'guide:platforms-linux-extend.build-proc',
      'https://devcenter.heroku.com/articles/release-phase',
    ],
  },
  needs: source('Procfile'),
  *check(project) {
    for (const { name, command } of procfile(project)?.entries ?? []) {
      if (name.value !== 'release') continue;
      yield {
        at: name.place,
        message: 'Process "release" runs on every instance, again and again',
        help: moveToContainerCommands('release', command.text, project),
      };
    }
  },
};
