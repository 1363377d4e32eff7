import { retiredNamespace as retirementOf, retiredOption } from '../../knowledge/retired.js';
import type { Setting } from '../../model/settings.js';
import { literalText } from '../../source/index.js';
import { rename } from '../rename.js';
import type { Finding, Rule } from '../rule.js';

export const retiredNamespace: Rule = {
  meta: {
    id: 'platform/retired-namespace',
    summary: 'A namespace or option existed on Amazon Linux 1 alone',
    why: "Amazon Linux 1 was retired in July 2022. Later platforms answer \"Invalid option specification (Namespace: 'aws:elasticbeanstalk:container:nodejs:staticfiles', OptionName: '/public'): Unknown configuration setting\" and refuse the whole update.",
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.migration-al.generic.from-al1.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-cfg-staticfiles.html',
    ],
    since: '0.1.0',
  },
  *check({ platform, configFiles }) {
    if (platform.generation === 'al1') return;
    for (const { settings } of configFiles) {
      yield* inNamespaces(settings);
      yield* inOptions(settings);
    }
  },
};

/** One finding for all that a file sets in a retired namespace. */
function* inNamespaces(settings: readonly Setting[]): Generator<Finding> {
  for (const name of new Set(settings.map(({ namespace }) => namespace.value))) {
    const retirement = retirementOf(name);
    if (!retirement) continue;
    const own = settings.filter(({ namespace }) => namespace.value === name);
    const advices = own.map(({ option }) => {
      const { advice } = retiredOption(name, option.value)!;
      return advice === retirement.advice ? advice : `for ${option.value} ${advice}`;
    });
    yield {
      at: own[0]!.namespace.place,
      message: `The namespace ${name} existed on Amazon Linux 1 alone, and every later platform refuses it as an unknown setting; ${[...new Set(advices)].join(', ')}.`,
      ...renameTo(retirement.successor, own),
    };
  }
}

/** Only static files have a successor with the same options: a path that begins with a slash, and a folder. */
function renameTo(successor: string | undefined, settings: readonly Setting[]): Pick<Finding, 'fix'> {
  const carriesOver = settings.every(
    ({ option, value }) => option.value.startsWith('/') && literalText(value)?.startsWith('/') === false,
  );
  if (!successor || !carriesOver) return {};
  const places = new Map(settings.map(({ namespace: { place } }) => [place.span.start, place]));
  return { fix: rename([...places.values()], successor, 'safe') };
}

/** Options and values that are gone from a namespace that lives on. */
function* inOptions(settings: readonly Setting[]): Generator<Finding> {
  for (const { namespace, option, value } of settings) {
    const retirement = retiredOption(namespace.value, option.value, literalText(value));
    if (!retirement || retirementOf(namespace.value)) continue;
    const isValue = !retiredOption(namespace.value, option.value);
    const subject = `option ${option.value} of ${namespace.value}`;
    yield {
      at: isValue ? value.place : option.place,
      message: `The ${isValue ? `value ${value.text} of the ${subject}` : subject} existed on Amazon Linux 1 alone; ${retirement.advice}.`,
    };
  }
}
