import { settings } from '../../model/settings/settings.js';
import { trimmedText } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { anySetting } from '../on.js';
import type { Rule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { replaceValue } from '../support/replace-value.js';

export const missingUnit: Rule = {
  meta: {
    summary: 'A size of memory has no unit, so that it is a number of bytes',
    why: 'PHP and Java read a number without a letter as bytes. A program with so little memory ends at once: "Allowed memory size of 2097152 bytes exhausted", "Too small maximum heap".',
    consequence: 'traffic-breaks',
    references: [
      'guide:command-options-specific',
      'https://www.php.net/manual/en/faq.using.php#faq.using.shorthandbytes',
    ],
  },
  needs: anySetting,
  *check(project) {
    for (const setting of settings(project).effectiveSettings()) {
      const name = setting.option.value;
      const unit = lookUp(UNITS, name);
      const text = trimmedText(setting.value) ?? '';
      if (unit === undefined || !NAMESPACES.test(setting.namespace.value) || !BYTES.test(text)) continue;
      const better = `${text}${unit}`;
      const edit = replaceValue(setting, better);
      yield {
        at: setting.value.place,
        message: `${name} is ${text} bytes, for it has no unit`,
        help: `Write \`${better}\`.`,
        ...(edit && fixOf('unsafe', `Write ${better}`, edit)),
        // Java has ignored it since version 8.
        ...(name === 'XX:MaxPermSize' && { warnsBecause: 'milder' }),
      };
    }
  },
};

/** A number of megabytes: a number of bytes that anything could run in has eight digits. */
const BYTES = /^[1-9]\d{0,4}$/;

const NAMESPACES = /^aws:elasticbeanstalk:container:(?:php:phpini|tomcat:jvmoptions)$/;

/** The options that are sizes, each with the letter that its documentation uses. */
const UNITS: Readonly<Record<string, string>> = {
  memory_limit: 'M',
  Xms: 'm',
  Xmx: 'm',
  'XX:MaxPermSize': 'm',
};
