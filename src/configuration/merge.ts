import type { Preset } from '../rules/rule.js';
import { type Configuration, isPreset, type Override } from './configuration.js';

/** The items of a key that takes a text or a list of them. */
export const textsOf = (texts: string | readonly string[] | undefined): readonly string[] =>
  texts === undefined ? [] : typeof texts === 'string' ? [texts] : texts;

/** The preset that a configuration without other bases extends: the last one. */
export const presetOf = ({ extends: bases }: Configuration): Preset | undefined =>
  textsOf(bases).findLast(isPreset);

/** Fits every file: what a configuration says takes precedence over all that it builds on, the overrides there included. */
export const EVERYTHING = '**';

/** One configuration that says what two say, the second of which takes precedence. */
export function merged(base: Configuration, own: Configuration): Configuration {
  const preset = presetOf(own) ?? presetOf(base);
  const isFirst = !base.rules && !base.overrides && base.platform === undefined;
  const { rules, platform } = isFirst ? own : base;
  const overrides = [
    ...(base.overrides ?? []),
    ...(isFirst ? [] : asOverride(own)),
    ...(own.overrides ?? []),
  ];
  return {
    ...(preset && { extends: preset }),
    ...(platform !== undefined && { platform }),
    ...(rules && { rules }),
    ...(overrides.length > 0 && { overrides }),
    ...environmentsOf(base),
    ...environmentsOf(own),
    ...concatenated('ignores', base, own),
    ...concatenated('allowPlaceholders', base, own),
    ...concatenated('knownOptions', base, own),
  };
}

/** Of two configurations that name environments, the later one takes precedence as a whole. */
const environmentsOf = ({ environment, environments }: Configuration): Partial<Configuration> =>
  environment === undefined && !environments
    ? {}
    : { ...(environment !== undefined && { environment }), ...(environments && { environments }) };

const asOverride = ({ rules, platform }: Configuration): Override[] =>
  rules || platform !== undefined
    ? [{ files: EVERYTHING, ...(rules && { rules }), ...(platform !== undefined && { platform }) }]
    : [];

function concatenated<Key extends 'ignores' | 'allowPlaceholders' | 'knownOptions'>(
  key: Key,
  base: Configuration,
  own: Configuration,
): Partial<Configuration> {
  const texts = [...textsOf(base[key]), ...textsOf(own[key])];
  return texts.length > 0 ? { [key]: texts } : {};
}
