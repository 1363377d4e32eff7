import { parsePackageJson } from '../../parse/package-json.js';
import { fact } from '../fact.js';
import { dataFile, dataFiles } from '../platform/data-files.js';

/** What `package.json` says to the Node.js platform; undefined on others, and where it cannot be read. */
export const packageJson = fact('packageJson', (project) => {
  const data = dataFile(dataFiles(project), 'package.json');
  return data && parsePackageJson(data.file);
});
