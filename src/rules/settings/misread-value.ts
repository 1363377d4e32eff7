import { isSecretName } from '../../knowledge/secrets/secret-names.js';
import { misreadScalar } from './misread-value/misread-scalar.js';
import type { Rule } from '../rule.js';
import { platform } from '../../model/platform/find-platform.js';
import { settings } from '../../model/settings/settings.js';

export const misreadValue: Rule = {
  meta: {
    id: 'settings/misread-value',
    summary: 'YAML reads an unquoted value as something other than its text',
    why: 'Elastic Beanstalk reads configuration files as YAML 1.1, in which an unquoted yes, no, on or off is true or false, True is true, 22:22 is a base-60 number, 010 is an octal number and 1.10 is the number 1.1. The option or environment property gets that value instead of the text in the file.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://yaml.org/spec/1.1/',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-optionsettings.html',
    ],
    since: '0.1.0',
    needsPlatform: true,
    yieldsTo: ['config/look-alike-character', 'settings/invalid-value'],
  },
  *check(project) {
    for (const setting of settings(project).effectiveSettings()) {
      const scalar = misreadScalar(setting, platform(project));
      if (!scalar) continue;
      const { place: at, written, text } = scalar;
      const name = setting.option.value;
      const isSecret = isSecretName(name);
      yield {
        at,
        message: isSecret
          ? `${name} has an unquoted value, which YAML reads as ${kindOf(written)}`
          : `${name} is ${written}, which YAML reads as "${text}" (${kindOf(written)})`,
        help: isSecret ? 'Put the value in quotes.' : `Put the value in quotes: \`"${written}"\`.`,
        fix: {
          title: 'Put the value in quotes',
          safety: 'unsafe',
          // Without the text between the quotes, which may be a secret.
          edits: [at.span.start, at.span.end].map((offset) => ({
            file: at.file,
            span: { start: offset, end: offset },
            text: '"',
          })),
        },
      };
    }
  },
};

/** How YAML 1.1 reads the forms that look like something else; the first that fits applies. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^[a-z]+$/i, 'a boolean'],
  [/:/, 'a base-60 number'],
  [/^[-+]?0x/, 'a hexadecimal number'],
  [/^[-+]?0b/, 'a binary number'],
  [/^[-+]?0[0-7_]+$/, 'an octal number'],
];

const kindOf = (written: string): string => KINDS.find(([form]) => form.test(written))?.[1] ?? 'a number';
