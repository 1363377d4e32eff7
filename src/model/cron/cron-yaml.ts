import { parseCronYaml } from '../../parse/cron-yaml.js';
import { fact } from '../fact.js';
import { dataFile, dataFiles } from '../platform/data-files.js';

/** The tasks of a worker; undefined where there is no `cron.yaml` that can be read. */
export const cronYaml = fact('cronYaml', (project) => {
  const data = dataFile(dataFiles(project), 'cron.yaml');
  return data && parseCronYaml(data);
});
