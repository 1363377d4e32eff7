/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-softwaresettings.html */
export const ENVIRONMENT_PROPERTIES = 'aws:elasticbeanstalk:application:environment';

/** Properties with the ARNs of secrets for values. https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.secrets.env-vars.html */
export const ENVIRONMENT_SECRETS = 'aws:elasticbeanstalk:application:environmentsecrets';
