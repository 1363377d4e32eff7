/** The notation is that of parse-table.ts. */
export const APPLICATION = `
aws:elasticbeanstalk:application | dg/command-options-general.html#command-options-general-elasticbeanstalkapplication
  Application Healthcheck URL | string | form: HEALTH_CHECK_URL | maxLength: 200 | clientsOverride

aws:elasticbeanstalk:application:environment | dg/command-options-general.html#command-options-general-elasticbeanstalkapplicationenvironment | freeForm | nameForm: PROPERTY_NAME
  JDBC_CONNECTION_STRING | string | languages: tomcat | sensitive
  DJANGO_SETTINGS_MODULE | string | languages: python
  RAILS_SKIP_MIGRATIONS | boolean | default: false | languages: ruby
  RAILS_SKIP_ASSET_COMPILATION | boolean | default: false | languages: ruby
  BUNDLE_WITHOUT | string | default: test:development | languages: ruby
  RACK_ENV | string | default: production | languages: ruby
  BUNDLER_DEPLOYMENT_MODE | string | generations: al2, al2023 | languages: ruby
  PORT | integer | min: 1 | max: 65535 | default: 5000 | requires: changes the port that the platform proxy forwards to | generations: al2, al2023
  AWS_ACCESS_KEY_ID | string | deprecated: aws:autoscaling:launchconfiguration IamInstanceProfile | sensitive
  AWS_SECRET_KEY | string | deprecated: aws:autoscaling:launchconfiguration IamInstanceProfile | sensitive
  PARAM1 | string | generations: al1, windows
  PARAM2 | string | generations: al1, windows
  PARAM3 | string | generations: al1, windows
  PARAM4 | string | generations: al1, windows
  PARAM5 | string | generations: al1, windows

aws:elasticbeanstalk:application:environmentsecrets | dg/command-options-general.html#command-options-general-elasticbeanstalk-application-environmentsecrets | generations: al2, al2023, windows | requires: platform version released on or after 2025-03-26; instance profile may read the secret or parameter | since: 2025-03-26 | freeForm | nameForm: PROPERTY_NAME | valueType: arn | valueForm: SECRET_ARN

aws:elasticbeanstalk:customoption | dg/configuration-options-custom.html | freeForm
`;

/** The notation is that of parse-table.ts. */
export const WORKER = `
aws:elasticbeanstalk:sqsd | dg/command-options-general.html#command-options-general-elasticbeanstalksqsd | requires: worker tier
  WorkerQueueURL | string | form: URL
  HttpPath | path | default: /
  MimeType | string | values: application/json, application/x-www-form-urlencoded, application/xml, text/plain | default: application/json | open
  HttpConnections | integer | min: 1 | max: 100 | default: 50 | clientsOverride
  ConnectTimeout | integer | min: 1 | max: 60 | default: 5 | unit: seconds
  InactivityTimeout | integer | min: 1 | max: 36000 | default: 299 | unit: seconds
  VisibilityTimeout | integer | min: 0 | max: 43200 | default: 300 | unit: seconds
  ErrorVisibilityTimeout | integer | min: 0 | max: 43200 | default: 2 | unit: seconds
  RetentionPeriod | integer | min: 60 | max: 1209600 | default: 345600 | unit: seconds
  MaxRetries | integer | min: 1 | max: 100 | default: 10
`;
