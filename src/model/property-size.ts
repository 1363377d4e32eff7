import { literalText } from '../source/index.js';
import type { Setting } from './settings.js';

/** In bytes; what is known only at the deployment counts as nothing, so that a size is never too large. */
export function propertySize({ option, value }: Setting): number {
  return new TextEncoder().encode(`${option.value}=${literalText(value) ?? ''}`).length;
}
