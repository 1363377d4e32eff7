import { isCertificateOption } from '../../knowledge/certificate-options.js';
import { isTemplate, placeholderIn } from '../../knowledge/placeholders.js';
import { ENVIRONMENT_PROPERTIES } from '../../model/environment-properties.js';
import { findInSetting } from '../../model/find-in-setting.js';
import type { Project } from '../../model/project.js';
import { placeIn } from '../../model/words.js';
import type { Finding, Rule } from '../rule.js';

export const placeholder: Rule = {
  meta: {
    id: 'settings/placeholder',
    summary: 'A value or command still holds a placeholder that somebody had to replace',
    why: 'Elastic Beanstalk takes a placeholder as it stands: it refuses the update because of an invalid option value, or the process of the Procfile does not start. A placeholder in an environment property reaches the application, unless the console or eb setenv sets another value.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-optionsettings.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html',
    ],
    since: '0.1.0',
  },
  *check(project) {
    yield* inSettings(project);
    yield* inProcfile(project);
  },
};

function* inSettings({ settings }: Project): Generator<Finding> {
  for (const setting of settings.effectiveSettings()) {
    const [namespace, option] = [setting.namespace.value, setting.option.value];
    // Of these, https/certificate-arn speaks.
    if (isCertificateOption(namespace, option)) continue;
    const found = findInSetting(setting, (text) => (isTemplate(text) ? undefined : placeholderIn(text)));
    if (!found) continue;
    const { place: at, value } = found;
    if (namespace === ENVIRONMENT_PROPERTIES) {
      const message = `The environment property ${option} still holds the placeholder ${quoted(value)}; put the real value in its place, or remove the line and set it with eb setenv.`;
      yield { at, message, severity: 'warning' };
    } else {
      const message = `The option ${option} of ${namespace} still holds the placeholder ${quoted(value)}; put the real value in its place.`;
      yield { at, message };
    }
  }
}

function* inProcfile({ procfile }: Project): Generator<Finding> {
  for (const { name, command, commands } of procfile?.entries ?? []) {
    // Only the whole command tells whether sed or mktemp is meant to replace it.
    if (!placeholderIn(command.text)) continue;
    for (const word of commands.flatMap(({ assignments, words }) => [
      ...assignments.map(({ value }) => value),
      ...words,
    ])) {
      const span = placeholderIn(word.text);
      if (!span) continue;
      const leftover = word.text.slice(span.start, span.end);
      yield {
        at: placeIn(word, span),
        message: `The command of ${name.value} still holds the placeholder ${quoted(leftover)}; put the real value in its place.`,
      };
    }
  }
}

const quoted = (leftover: string): string =>
  `"${leftover.length > 60 ? `${leftover.slice(0, 60)}…` : leftover}"`;
