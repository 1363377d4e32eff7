import { ENV_FILE } from '../../knowledge/docker/compose-files.js';
import type { Compose } from '../../model/docker/compose.js';
import { isDockerSure } from '../../model/docker/uses-docker.js';
import { absenceInUpload, isLeftOutByGit, notesOnAbsence } from '../../model/scripts/absent-paths.js';
import { shorten } from '../../util/text.js';
import { file } from '../on.js';
import type { EachRule } from '../rule.js';

export const missingEnvFile: EachRule<Compose> = {
  meta: {
    summary: 'A service of docker-compose.yml has an env_file that is not in the bundle',
    why: 'Docker Compose starts no service if the env_file of one is missing: "env file /var/app/current/production.env not found". Elastic Beanstalk creates only one such file, .env, in which it writes the environment properties.',
    consequence: 'deploy-fails',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#env_file',
      'guide:single-container-docker-configuration',
    ],
    claimsAbsence: true,
  },
  each: file('docker-compose.yml'),
  *check({ services }, project) {
    for (const { envFiles, isOptional } of services) {
      if (isOptional) continue;
      for (const { path, place, isRequired } of envFiles) {
        if (!path || path === ENV_FILE || !isRequired) continue;
        const absence = absenceInUpload(path, project);
        if (!absence) continue;
        // What git leaves out may be made where the bundle is.
        const isMade = isLeftOutByGit(absence);
        const reason = isDockerSure(project) ? (isMade ? 'elsewhere' : undefined) : 'may-not-run';
        const message = `The env_file "${shorten(path)}" is not in the bundle`;
        // What git leaves out is not to be committed; what only the bundle lacks is added where it is left out.
        if (absence.pattern?.place.file.name === '.ebignore')
          yield {
            at: absence.pattern.place,
            doubt: absence.doubt,
            message,
            help: `Add \`!${path}\` at the end of .ebignore, or use \`.env\`, which Elastic Beanstalk writes.`,
            related: [{ at: place, note: 'needed here' }],
            ...(reason && { warnsBecause: reason }),
          };
        else
          yield {
            at: place,
            doubt: absence.doubt,
            message,
            help: 'Add it to the bundle, or use `.env`, which Elastic Beanstalk writes.',
            related: notesOnAbsence(absence),
            ...(reason && { warnsBecause: reason }),
          };
      }
    }
  },
};
