import { mayBeWritten } from '../../model/applications/may-be-made.js';
import { type UndefinedApplication, undefinedApplications } from '../../model/applications/missing-starts.js';
import type { StartModule } from '../../model/applications/started-words.js';
import { deploysArtifact } from '../../model/bundle/shipped-files.js';
import { onlyOne } from '../../util/collections.js';
import type { EachRule } from '../rule.js';
import { callableIn } from '../support/application-callable.js';

export const undefinedApplication: EachRule<UndefinedApplication> = {
  meta: {
    summary: 'A server of Python starts with a name that its module does not define',
    why: "The server imports the module, does not find the application in it (\"Failed to find attribute 'application' in 'main'\"), and exits: the process exits again and again, and every request ends in 502 Bad Gateway.",
    consequence: 'traffic-breaks',
    references: ['guide:create-deploy-python-container', 'guide:platforms-linux-extend.build-proc'],
    claimsAbsence: true,
    mayBeSetElsewhere: true,
    needsPlatform: true,
    yieldsTo: ['platform/wrong-wsgi-path'],
  },
  each: undefinedApplications,
  *check({ module, place, isByDefault }, project) {
    if (deploysArtifact(project) || mayBeWritten(module.file.name, project)) return;
    const use = isByDefault ? 'Set `WSGIPath` in `aws:elasticbeanstalk:container:python` to' : 'Use';
    const own = nameIn(module);
    yield {
      at: place,
      message: `${module.file.name} does not define "${module.attribute}"`,
      help: own
        ? `${use} \`${module.name}:${own}\`.`
        : `${use} the name of the application in ${module.file.name}.`,
    };
  },
};

/** The only name in the module that may be the application. */
function nameIn({ names, server }: StartModule): string | undefined {
  const factory =
    server === 'gunicorn' ? onlyOne([...names.functions].filter((name) => FACTORY.test(name))) : undefined;
  return callableIn(names) ?? (factory && `${factory}()`);
}

/** A function that gives an application, and that gunicorn calls if it is written with parentheses. */
const FACTORY = /^(?:create|make)_app(?:lication)?$/;
