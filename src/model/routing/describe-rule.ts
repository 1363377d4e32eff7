import { oncePer } from '../../util/memo.js';
import { list } from '../../util/text.js';
import { itemsOfSetting } from '../settings/settings.js';
import type { ListenerRule } from './routing.js';

/** A rule as messages name it, with as much as is known of it: `rule "ws" (/ws/* to process "websocket")`. */
export const describeRule = oncePer(
  ({ name, hostHeaders, pathPatterns, processName }: ListenerRule): string => {
    const patterns = [hostHeaders, pathPatterns]
      .flatMap(itemsOfSetting)
      .flatMap(({ kind, text }) => (kind === 'literal' ? [text] : []));
    const process = processName === undefined ? '' : `to process "${processName}"`;
    const details = [patterns.join(', '), process].filter((part) => part !== '').join(' ');
    return details === '' ? `rule "${name}"` : `rule "${name}" (${details})`;
  },
);

/** The beginning of a sentence about rules: `Rule "ws" is`, `Rules "ws" and "api" are`. */
export const nameRules = (rules: readonly ListenerRule[]): string =>
  `Rule${rules.length > 1 ? 's' : ''} ${list(rules.map(({ name }) => `"${name}"`))} ${rules.length > 1 ? 'are' : 'is'}`;
