import { ENVIRONMENT_PROPERTIES } from '../../model/settings/namespaces.js';
import { type Setting, settings } from '../../model/settings/settings.js';
import { literalText } from '../../source/index.js';
import { option } from '../on.js';
import type { Rule } from '../rule.js';

/** In bytes. https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-softwaresettings.html */
const ENVIRONMENT_BYTES = 4096;

export const environmentTooLarge: Rule = {
  meta: {
    summary: 'The environment properties are longer than 4,096 bytes in total',
    why: "All environment properties, each written as NAME=VALUE, may take 4,096 bytes in total. With more, the update fails: \"Template format error: Parameter 'EnvironmentVariables' default value '[****]' length is greater than 4096\".",
    consequence: 'deploy-fails',
    references: ['guide:environments-cfg-softwaresettings', 'guide:AWSHowTo.secrets.env-vars'],
  },
  needs: option(ENVIRONMENT_PROPERTIES),
  *check(project) {
    const properties = settings(project).of(ENVIRONMENT_PROPERTIES);
    const total = properties.reduce((sum, property) => sum + propertySize(property), 0);
    const [longest, ...others] = properties.toSorted((a, b) => propertySize(b) - propertySize(a));
    if (total <= ENVIRONMENT_BYTES || !longest) return;
    yield {
      at: longest.option.place,
      message: `The environment properties take ${total} bytes, more than the ${ENVIRONMENT_BYTES} allowed`,
      help: `Store long values such as that of ${longest.option.value} (${propertySize(longest)} bytes) in Parameter Store, grant \`ssm:GetParameter\` to the instance profile, and move the property to \`aws:elasticbeanstalk:application:environmentsecrets\` with its ARN.`,
      related: others.slice(0, 3).map((property) => ({
        at: property.option.place,
        note: `${property.option.value} takes ${propertySize(property)} bytes`,
      })),
    };
  },
};

/** In bytes; a value that is only known at deployment is taken as empty, so that a size is never too large. */
export const propertySize = ({ option, value }: Setting): number =>
  bytesIn(option.value) + '='.length + bytesIn(literalText(value) ?? '');

/** Nearly every text is ASCII, which needs no copy to be counted. */
const bytesIn = (text: string): number =>
  /^[\0-\x7f]*$/.test(text) ? text.length : new TextEncoder().encode(text).length;
