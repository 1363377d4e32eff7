import { shorten } from '../../util/text.js';

export const REPLACE_PLACEHOLDER = 'Replace it with the real value.';

/** A placeholder as a message shows it. */
export const quotedPlaceholder = (text: string): string => `"${shorten(text, 60)}"`;

/** What to do about a credential in the content of a file: Elastic Beanstalk fills in functions there. */
export const CREDENTIAL_IN_FILE =
  'Set a new value with `eb setenv`, and write `{"Fn::GetOptionSetting": {"Namespace": "aws:elasticbeanstalk:application:environment", "OptionName": "NAME"}}` in backticks here.';

/** Without it, Elastic Beanstalk cannot fetch a secret, and the deployment fails. */
export const MAY_READ_SECRET = 'grant `secretsmanager:GetSecretValue` to the instance profile';
