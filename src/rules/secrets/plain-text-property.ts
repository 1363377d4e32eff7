import { isLiteralCredential, isPlainCredential } from '../../knowledge/secrets/credential-names.js';
import { type SettingGroup, settingGroups } from '../../model/settings/namespace-mentions.js';
import { ENVIRONMENT_PROPERTIES, ENVIRONMENT_SECRETS } from '../../model/settings/namespaces.js';
import { literalText } from '../../source/index.js';
import type { EachRule } from '../rule.js';
import { notationOf, secretFromOutside } from '../support/notation.js';
import { MAY_READ_SECRET } from '../support/placeholder-texts.js';

export const plainTextProperty: EachRule<SettingGroup> = {
  meta: {
    summary: 'An environment property or the password of a database is in plain text',
    why: "Everyone who can read the source bundle, the version control or the environment's configuration can read the value. Elastic Beanstalk can fetch it from AWS Secrets Manager or Systems Manager Parameter Store instead, when an instance starts.",
    consequence: 'security',
    references: ['guide:AWSHowTo.secrets.env-vars', 'guide:environments-cfg-softwaresettings'],
  },
  each: settingGroups,
  *check({ settings, isFilledIn }, project) {
    if (isFilledIn) return;
    for (const { namespace, option, value, layer } of settings) {
      const text = literalText(value);
      if (text === undefined) continue;
      if (namespace.value === DATABASE && option.value === 'DBPassword' && isLiteralCredential(text))
        yield {
          at: option.place,
          message: 'The password of the database is in plain text',
          help:
            layer === 'environment'
              ? secretFromOutside(option.value, notationOf(option.place, project))
              : 'Delete it, and give a new password with `eb create --database.password`.',
        };
      if (namespace.value !== ENVIRONMENT_PROPERTIES) continue;
      if (!isPlainCredential(option.value, text)) continue;
      yield {
        at: value.place,
        message: `${option.value} is set to a credential in plain text`,
        help: OF_AWS.test(option.value)
          ? 'Delete it, deactivate the key in IAM, and give the instance profile its permissions.'
          : `Store a new value in AWS Secrets Manager, ${MAY_READ_SECRET}, and move the property to \`${ENVIRONMENT_SECRETS}\` with its ARN.`,
        cause: {
          key: 'credential',
          note: option.value,
          message: (others) =>
            `${option.value} and ${others} other ${others === 1 ? 'property' : 'properties'} are set to credentials in plain text`,
        },
      };
    }
  },
};

const DATABASE = 'aws:rds:dbinstance';

/** The key of an IAM user, which an instance with a profile does not need. */
const OF_AWS = /^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SECRET_KEY|SESSION_TOKEN)$/;
