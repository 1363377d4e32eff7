import { parseEnvironmentManifest } from '../../parse/env-yaml.js';
import { fact } from '../fact.js';
import { dataFile, dataFiles } from './data-files.js';

/** What `env.yaml` says of the environment to create; undefined where there is none that can be read, or it is no map. */
export const environmentManifest = fact('environmentManifest', (project) => {
  const data = dataFile(dataFiles(project), 'env.yaml');
  return data && parseEnvironmentManifest(data);
});
