import { intendedNamespace, intendedOption } from '../../catalogue/find-intended.js';
import { isTemplate } from '../../catalogue/find-namespace.js';
import { namespacesWithAll } from '../../catalogue/namespaces-with-all.js';
import { suggestNamespaces } from '../../catalogue/suggest-namespaces.js';
import type { Setting } from '../../parse/config-file/option-settings.js';
import { oncePer } from '../../util/memo.js';
import { type NamespaceMention, namespaceMentions, type SettingGroup } from './namespace-mentions.js';
import { usableNamespace } from './namespaces.js';

/**
 * What wrong namespaces probably mean: the one that was intended, by the settings in one that does not exist, or that
 * has none of them. The mistake is the name, and nothing is missing.
 */
export const intendedNamespaces = (files: readonly SettingGroup[]): ReadonlyMap<Setting, string> =>
  new Map(files.flatMap(intendedIn));

const intendedIn = oncePer((file: SettingGroup) =>
  namespaceMentions(file).flatMap((mention) => {
    const intended = intendedForMention(mention);
    return intended === undefined ? [] : mention.settings.map((setting) => [setting, intended] as const);
  }),
);

function intendedForMention(mention: NamespaceMention): string | undefined {
  if (intendedNamespace(mention.name)) return confusedNamespace(mention);
  const { names, isNear } = suggestNamespaces(
    mention.name,
    mention.settings.map(({ option }) => option.value),
  );
  const name = isNear ? onlyName(names) : undefined;
  // What only goes on may be right, with a part that is not: `aws:elb:listener:80a`.
  return name !== undefined && mention.name.startsWith(`${name}:`) ? undefined : name;
}

/**
 * The one namespace that has all the options of another one, which lacks at least two of them: `aws:elbv2:listener:443`
 * for `aws:elb:listener:443`. One that is missing is a wrong option.
 */
export function confusedNamespace({ name, settings }: NamespaceMention): string | undefined {
  const namespace = usableNamespace(name);
  if (!namespace) return undefined;
  const options = settings.map(({ option }) => option.value);
  const unknown = options.filter((option) => !intendedOption(namespace, option));
  return unknown.length < 2 ? undefined : onlyName(namespacesWithAll(options, name));
}

function onlyName(names: readonly string[]): string | undefined {
  const [only, ...others] = names;
  return only === undefined || others.length > 0 || isTemplate(only) ? undefined : only;
}
