import { namespacesWithOption } from '../../catalogue/find-option.js';
import {
  ebResource,
  ebResourceIds,
  isEbId,
  isEbMapping,
  PSEUDO_PARAMETERS,
} from '../../knowledge/resources/eb-resources.js';
import type { IdReference } from '../../parse/config-file/references.js';
import { isTrue } from '../../source/index.js';
import { nearest } from '../../util/nearest.js';
import type { Environment } from '../load-balancer/environment.js';
import type { Setting, Settings } from '../settings/settings.js';
import type { DeclaredIds } from './declared-ids.js';

/** Fewer edits than elsewhere: the ids that AWS does not document may resemble those that it does. */
const MAX_ID_EDITS = 2;

/** Why a reference leads nowhere. */
export type MissingId =
  | { readonly because: 'undeclared'; readonly suggestion: string | undefined }
  /** Elastic Beanstalk creates it for other environments; `setting` says that this is not one of them. */
  | {
      readonly because: 'environment';
      readonly setting: Setting;
      /** It belongs to worker environments; `setting` is one of a load balancer. */
      readonly isOfWorker?: boolean;
      readonly counterpart: string | undefined;
      /** What `Ref` gives of the counterpart. */
      readonly counterpartRef?: string | undefined;
    };

/** What decides which ids there are. */
interface IdSources {
  readonly declared: DeclaredIds;
  readonly environment: Environment;
  readonly settings: Settings;
  /** Whether the environment may be one of a worker: a web server environment has no queue. */
  readonly isWorker: boolean;
  /** A setting of the load balancer that only a web server environment has. */
  readonly loadBalancing?: Setting | undefined;
}

/** Why nothing has the id of a reference; undefined where something has it, or may have it. */
export function missingId({ id, to }: IdReference, sources: IdSources): MissingId | undefined {
  const names = sources.declared[to === 'resource' ? 'value' : to];
  if (names.has(id.value)) return undefined;
  if (to === 'mapping' && isEbMapping(id.value)) return undefined;
  if (to === 'mapping' || to === 'condition') return undeclared(id.value, names);
  return isEbId(id.value) ? missingEbId(id.value, sources) : missingOwnId(id.value, names, sources);
}

const undeclared = (name: string, candidates: Iterable<string>): MissingId => ({
  because: 'undeclared',
  suggestion: nearest(name, candidates),
});

/** Some options are parameters of Elastic Beanstalk's own template, which a reference then finds; no list of them is known. */
function missingOwnId(name: string, names: ReadonlySet<string>, sources: IdSources): MissingId | undefined {
  if (name.includes('::'))
    return PSEUDO_PARAMETERS.includes(name) ? undefined : undeclared(name, PSEUDO_PARAMETERS);
  if (namespacesWithOption(name).length > 0) return undefined;
  return undeclared(name, [...names, ...idsHere(sources)]);
}

/** What Elastic Beanstalk creates for such an environment. */
const idsHere = ({
  environment: { loadBalancer },
  isWorker,
}: Pick<IdSources, 'environment' | 'isWorker'>): string[] =>
  ebResourceIds().filter((id) => {
    const { kinds } = ebResource(id) ?? {};
    const isForOthers = kinds && loadBalancer && !kinds.includes(loadBalancer);
    return !isForOthers && (isWorker || !id.startsWith('AWSEBWorker'));
  });

function missingEbId(
  name: string,
  { environment, settings, isWorker, loadBalancing }: IdSources,
): MissingId | undefined {
  const resource = ebResource(name);
  if (!resource) {
    const suggestion = nearest(name, idsHere({ environment, isWorker }), MAX_ID_EDITS);
    // A known id followed by a number or a name is one that AWS does not document; a plural is not.
    const isLonger = suggestion && name.startsWith(suggestion) && name !== `${suggestion}s`;
    return suggestion && !isLonger ? { because: 'undeclared', suggestion } : undefined;
  }
  if (name.startsWith('AWSEBWorker') && !isWorker && loadBalancing)
    return { because: 'environment', setting: loadBalancing, counterpart: undefined, isOfWorker: true };
  const { kinds, counterpart, unless } = resource;
  const { loadBalancer, loadBalancerSetting } = environment;
  if (kinds && loadBalancer && loadBalancerSetting && !kinds.includes(loadBalancer)) {
    const other = loadBalancer === 'none' ? undefined : counterpart;
    return {
      because: 'environment',
      setting: loadBalancerSetting,
      counterpart: other,
      counterpartRef: other === undefined ? undefined : ebResource(other)?.ref,
    };
  }
  const off = unless && settings.effective(unless.namespace, unless.option);
  return off && isTrue(off) ? { because: 'environment', setting: off, counterpart: undefined } : undefined;
}
