import { namespacesWithOption } from '../knowledge/catalogue/find-option.js';
import { ebResource, ebResourceIds, isEbId, PSEUDO_PARAMETERS } from '../knowledge/eb-resources.js';
import { nearest } from '../knowledge/nearest.js';
import { literalBoolean } from '../source/index.js';
import type { DeclaredIds } from './declared-ids.js';
import type { Environment } from './environment.js';
import type { IdReference } from './references.js';
import type { EffectiveSetting, Settings } from './settings.js';

/** Why a reference leads nowhere. */
export type MissingId =
  | { readonly because: 'undeclared'; readonly meant: string | undefined }
  /** Elastic Beanstalk makes it for other environments; `setting` tells that this is none of them. */
  | {
      readonly because: 'environment';
      readonly setting: EffectiveSetting;
      readonly twin: string | undefined;
    };

/** What decides which ids there are. */
interface IdSources {
  readonly declared: DeclaredIds;
  readonly environment: Environment;
  readonly settings: Settings;
}

/** Why nothing has the id of a reference; undefined where something has it, or may have it. */
export function missingId({ id, to }: IdReference, sources: IdSources): MissingId | undefined {
  const names = sources.declared[to === 'resource' ? 'value' : to];
  if (names.has(id.value)) return undefined;
  if (to === 'mapping' || to === 'condition') return undeclared(id.value, names);
  return isEbId(id.value) ? missingEbId(id.value, sources) : missingOwnId(id.value, names);
}

const undeclared = (name: string, candidates: Iterable<string>): MissingId => ({
  because: 'undeclared',
  meant: nearest(name, candidates),
});

/** Some options are parameters of Elastic Beanstalk's own template, which a reference then finds; nobody lists them. */
function missingOwnId(name: string, names: ReadonlySet<string>): MissingId | undefined {
  if (name.includes('::'))
    return PSEUDO_PARAMETERS.includes(name) ? undefined : undeclared(name, PSEUDO_PARAMETERS);
  if (namespacesWithOption(name).length > 0) return undefined;
  return undeclared(name, [...names, ...ebResourceIds()]);
}

/** Fewer edits than elsewhere: the ids that AWS does not name may be near to those that it does. */
const MAX_EDITS = 2;

function missingEbId(name: string, { environment, settings }: IdSources): MissingId | undefined {
  const resource = ebResource(name);
  if (!resource) {
    const meant = nearest(name, ebResourceIds(), MAX_EDITS);
    // A known id with a number or a name behind it is one that AWS does not name.
    return meant && !name.startsWith(meant) ? { because: 'undeclared', meant } : undefined;
  }
  const { kinds, twin, unless } = resource;
  const { loadBalancer, loadBalancerSetting } = environment;
  if (kinds && loadBalancer && loadBalancerSetting && !kinds.includes(loadBalancer))
    return {
      because: 'environment',
      setting: loadBalancerSetting,
      twin: loadBalancer === 'none' ? undefined : twin,
    };
  const off = unless && settings.effective(unless.namespace, unless.option);
  return off && literalBoolean(off.value)
    ? { because: 'environment', setting: off, twin: undefined }
    : undefined;
}
