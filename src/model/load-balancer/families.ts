import { entriesIn, nameOf } from '../../parse/config-file/sections.js';
import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { groupBy } from '../../util/group-by.js';
import { referencesOf } from '../../parse/config-file/references.js';
import { ebResource } from '../../knowledge/resources/eb-resources.js';
import { isFalse, type Located } from '../../source/index.js';
import type { Settings } from '../settings/settings.js';

/** What of a project only concerns load balancers of one family: namespaces, and resources that references name. */
export interface LoadBalancerFamilies {
  readonly classic: readonly Located<string>[];
  /** Application and network load balancers. */
  readonly others: readonly Located<string>[];
}

export function familiesOf(settings: Settings, configFiles: readonly ConfigFile[]): LoadBalancerFamilies {
  const references = [
    ...configFiles.flatMap(referencesOf).map(({ id }) => id),
    // With a `Type`, such an id may change Elastic Beanstalk's own resource, or add one where there is none.
    ...configFiles.flatMap((file) => entriesIn(file, 'Resources')).map(nameOf),
  ];
  return {
    classic: [...namespacesIn(settings, 'aws:elb:'), ...firsts(references.filter(isClassic))],
    others: [...namespacesIn(settings, 'aws:elbv2:'), ...firsts(references.filter(isOther))],
  };
}

/** Where namespaces first appear; none that only switches something off. */
const namespacesIn = (settings: Settings, prefix: string): Located<string>[] =>
  settings
    .mentions(prefix)
    .filter(({ namespace }) => settings.of(namespace).some((setting) => !isFalse(setting)))
    .map(({ writtenAs }) => writtenAs);

const isClassic = ({ value }: Located<string>): boolean => kindsOf(value).join() === 'classic';

const isOther = ({ value }: Located<string>): boolean =>
  kindsOf(value).length > 0 && !kindsOf(value).includes('classic');

const kindsOf = (id: string) => ebResource(id)?.kinds ?? [];

/** The first place of each value. */
const firsts = (all: readonly Located<string>[]): Located<string>[] =>
  [...groupBy(all, ({ value }) => [value]).values()].flatMap((group) => group.slice(0, 1));
