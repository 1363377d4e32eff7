import { painter, type Paint } from '../../report/text/ansi.js';
import { visible } from '../../report/text/one-line.js';
import { list } from '../../util/list.js';
import { relativePath } from '../../util/relative-path.js';
import { shorten } from '../../util/shorten.js';
import type { ResolvedSetting, ResolvedValue } from './resolved.js';
import { MAX_RESOLVED_VALUE_CHARACTERS } from '../../knowledge/limits.js';

/** What `eblint resolve` prints of the settings of one project: by namespace, each with its place. */
export function resolveText(
  settings: readonly ResolvedSetting[],
  { cwd, color }: { cwd: string; color: boolean },
): string {
  const paint = painter(color);
  let namespace = '';
  return settings
    .flatMap((setting) => {
      const lines = settingLines(setting, cwd, paint);
      if (setting.namespace === namespace) return lines;
      const heading = paint('bold', visible(setting.namespace));
      const gap = namespace === '' ? [] : [''];
      namespace = setting.namespace;
      return [...gap, heading, ...lines];
    })
    .map((line) => `${line}\n`)
    .join('');
}

function settingLines(setting: ResolvedSetting, cwd: string, paint: Paint): string[] {
  const { option, resource, overrides, mayBeOverriddenBy } = setting;
  const name = visible(resource === undefined ? option : `${resource}: ${option}`);
  return [
    `  ${name} = ${shown(setting)}`,
    `    ${placeText(setting, cwd)}`,
    ...overrides.map((other) => `    overrides ${shown(other)} in ${placeText(other, cwd)}`),
    ...(mayBeOverriddenBy.length > 0
      ? [paint('dim', `    may be overridden by ${visible(list(mayBeOverriddenBy, 'or'))}`)]
      : []),
  ];
}

function shown({ value, isDynamic }: ResolvedValue): string {
  if (value === undefined) return '(may be a secret: not shown)';
  if (isDynamic && value === '') return '(known only to the deployment)';
  return visible(shorten(value, MAX_RESOLVED_VALUE_CHARACTERS));
}

const placeText = ({ filePath, line, column }: ResolvedValue, cwd: string): string =>
  `${visible(relativePath(cwd, filePath))}:${line}:${column}`;
