import { isSecretName } from '../../knowledge/secret-names.js';
import { describeSetting } from '../../model/describe-setting.js';
import { misreadScalar } from '../../model/misread-scalar.js';
import type { Setting } from '../../model/settings.js';
import type { Rule } from '../rule.js';

export const plainScalar: Rule = {
  meta: {
    id: 'settings/plain-scalar',
    summary: 'An unquoted value is read as something else than it looks',
    why: 'Elastic Beanstalk reads configuration files as YAML 1.1, in which an unquoted yes, no, on or off is true or false, 22:22 is a number to the base of 60, 010 is an octal number and 1.10 is the number 1.1. The option or environment property gets that instead of what the file shows.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://yaml.org/spec/1.1/',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-optionsettings.html',
    ],
    since: '0.1.0',
  },
  *check({ settings }) {
    for (const setting of settings.effectiveSettings()) {
      const scalar = misreadScalar(setting);
      if (!scalar) continue;
      const { place: at } = scalar;
      yield {
        at,
        message: messageOf(setting, scalar),
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

function messageOf(setting: Setting, { written, text }: { written: string; text: string }): string {
  const subject = describeSetting(setting);
  const kind = kindOf(written);
  if (isSecretName(setting.option.value))
    return `${subject} has an unquoted value that YAML reads as ${kind}, so it gets another one than stands here; put it in quotes.`;
  return `${subject} is ${written} here, but YAML reads that as ${kind}, so it gets "${text}"; put it in quotes: "${written}".`;
}

/** How YAML 1.1 reads the forms that look like something else; the first that fits counts. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^[a-z]+$/i, 'a boolean'],
  [/:/, 'a number to the base of 60'],
  [/^[-+]?0x/, 'a hexadecimal number'],
  [/^[-+]?0b/, 'a binary number'],
  [/^[-+]?0[0-7_]+$/, 'an octal number'],
];

const kindOf = (written: string): string => KINDS.find(([form]) => form.test(written))?.[1] ?? 'a number';
