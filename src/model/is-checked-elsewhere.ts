import { isCertificateOption } from '../knowledge/certificate-options.js';
import { retiredOption } from '../knowledge/retired.js';
import { literalText } from '../source/index.js';
import type { Setting } from './settings.js';

/** Options whose values rules of their own check more closely than the catalogue can. */
const PATTERNS: ReadonlySet<string> = new Set(['PathPatterns', 'HostHeaders']);

/** Whether a rule about certificates, patterns or retired settings speaks of the value of a setting. */
export const isCheckedElsewhere = ({ namespace, option, value }: Setting): boolean =>
  isCertificateOption(namespace.value, option.value) ||
  (namespace.value.startsWith('aws:elbv2:listenerrule:') && PATTERNS.has(option.value)) ||
  retiredOption(namespace.value, option.value, literalText(value)) !== undefined;
