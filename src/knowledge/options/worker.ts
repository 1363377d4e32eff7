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
