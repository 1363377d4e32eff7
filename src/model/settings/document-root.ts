import { trimmedText } from '../../source/index.js';
import { fact } from '../fact.js';
import { settings } from './settings.js';

/**
 * The folder of the project that the proxy of the PHP platform serves, empty for the root, with the option that names it, if one
 * does. Undefined where the text does not tell.
 */
export const documentRoot = fact('documentRoot', (project) => {
  const setting = settings(project).effective('aws:elasticbeanstalk:container:php:phpini', 'document_root');
  const text = setting ? trimmedText(setting.value) : '';
  return text === undefined ? undefined : { setting, folder: text.split('/').filter(Boolean).join('/') };
});
