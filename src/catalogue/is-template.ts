import { templates } from './namespaces.js';

/** Whether a namespace's name still has its variable part in capitals: `aws:elbv2:listener:PORT`. */
export const isTemplate = (listedAs: string): boolean =>
  templates().some((template) => template.listedAs === listedAs);
