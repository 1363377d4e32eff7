import { runsProcfile } from '../../model/find-platform.js';
import { placeOf, SourceFile } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const procfileName: Rule = {
  meta: {
    id: 'procfile/name',
    summary: 'A file is meant to be the Procfile, but is called otherwise',
    why: 'Elastic Beanstalk looks for a file named Procfile, with one capital letter and nothing behind it. It does not see any other file: the platform starts its default command, or the deployment fails because there is nothing to start.',
    severity: 'error',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html',
    ],
    since: '0.1.0',
  },
  *check({ files: { files }, platform }) {
    if (runsProcfile(platform) === false || files.some(({ name }) => name === 'Procfile')) return;
    for (const { name, path } of files) {
      if (!ALMOST_PROCFILE.test(name)) continue;
      yield {
        at: placeOf(new SourceFile(path, name, ''), 0, 0),
        message: `This file is called "${name}", and Elastic Beanstalk reads only "Procfile", in exactly this spelling; rename it.`,
      };
    }
  },
};

/** `Procfile.dev` and the like are meant for other programs. */
const ALMOST_PROCFILE = /^procfile\s*(?:\.|\.txt)?$/i;
