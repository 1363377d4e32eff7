import { classicListeners, type ClassicListener } from '../../../model/load-balancer/classic-listeners.js';
import type { Project } from '../../../model/project.js';
import { trimmedText } from '../../../source/index.js';
import { groupBy } from '../../../util/group-by.js';
import { list } from '../../../util/list.js';
import { settings } from '../../../model/settings/settings.js';

const DEFAULT_LISTENER = 'aws:elb:listener';

/**
 * What to set so that the listeners forward bytes instead of requests, as a clause after "set". All of them have to:
 * listeners with the same instance port need the same protocol to the instances.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elblistener
 */
export function howToPassBytes(project: Project): string {
  const options = classicListeners(project)
    .filter(({ enabled }) => enabled !== false)
    .map((listener) => ({
      namespace: namespaceOf(listener),
      values: valuesOf(
        listener.protocol === 'HTTPS',
        trimmedText(
          settings(project).effective(listener.namespace, 'InstanceProtocol')?.value,
        )?.toUpperCase() === 'HTTPS',
      ),
    }));
  // It exists unless it is disabled.
  if (!classicListeners(project).some(({ port }) => port === 80))
    options.push({ namespace: DEFAULT_LISTENER, values: valuesOf(false, false) });
  const clauses = [...groupBy(options, ({ values }) => [values])].map(
    ([values, same]) => `of ${list(same.map(({ namespace }) => `\`${namespace}\``))} to ${values}`,
  );
  return `\`ListenerProtocol\` and \`InstanceProtocol\` ${clauses.join(', and ')}`;
}

const valuesOf = (isSecure: boolean, isInstanceSecure: boolean): string =>
  list(new Set([isSecure, isInstanceSecure].map((secure) => (secure ? '`SSL`' : '`TCP`'))));

/** The deprecated options of `aws:elb:loadbalancer` have no such values. */
function namespaceOf({ namespace, port }: ClassicListener): string {
  if (namespace.startsWith(DEFAULT_LISTENER)) return namespace;
  return port === 80 ? DEFAULT_LISTENER : `${DEFAULT_LISTENER}:${port}`;
}
