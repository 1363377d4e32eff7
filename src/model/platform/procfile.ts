import { parseProcfile, type Procfile } from '../../parse/procfile.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { fact } from '../fact.js';
import { type Project, sourceNamed } from '../project.js';
import { platform, runsBuildfile, runsProcfile } from './find-platform.js';

/** Undefined where there is none, and where the platform runs none. */
export const procfile = fact('procfile', (project) =>
  runsProcfile(platform(project)) === false ? undefined : readProcfile('Procfile', project),
);

/** Its commands run before the application starts; undefined likewise. */
export const buildfile = fact('buildfile', (project) =>
  runsBuildfile(platform(project)) ? readProcfile('Buildfile', project) : undefined,
);

function readProcfile(name: 'Buildfile' | 'Procfile', project: Project): Procfile | undefined {
  const file = sourceNamed(name, deployedFiles(project).files);
  return file && parseProcfile(file);
}
