import { expect, it } from 'vitest';
import { secretSpans } from '../../../src/model/settings/secret-spans.js';
import { SourceFile } from '../../../src/source/index.js';

const hiddenIn = (text: string, line: number): string[] => {
  const file = new SourceFile('/p/.ebextensions/a.config', '.ebextensions/a.config', text);
  return secretSpans(file, line).map(({ start, end }) => file.text.slice(start, end));
};

it.each(['\n', '\r\n', '\r'])('a secret is hidden where lines end in %j', (end) => {
  expect(hiddenIn(['a: 1', 'b:', '  PASSWORD: hunter2', 'c: 1', ''].join(end), 3)).toEqual(['hunter2']);
});

it('a secret that begins a value is hidden', () => {
  expect(hiddenIn('command: PASSWORD=hunter2 ./run\n', 1)).toEqual(['hunter2']);
});

it.each([
  'rabbitmqctl -n rabbit add_user shop hunter2x',
  'psql postgres://shop:hunter2x@db.shop.net/shop',
  './register.sh --api-key hunter2x',
  'PGPASSWORD=hunter2x psql',
  'export API_TOKEN="hunter2x"',
  './register.sh --client-secret=hunter2x',
  './register.sh --token a1 -E API_KEY=hunter2x',
  'docker build --build-arg TOKEN=a1 --build-arg=NPM_TOKEN=hunter2x .',
  'echo "A_TOKEN=a1" "DB_PASSWORD=my hunter2x"',
])('what rules report as a credential is hidden: %s', (command) => {
  const line = `    command: ${command}\n`;
  const hidden = hiddenIn(`commands:\n  a:\n${line}`, 3);
  expect(hidden.join('\n')).toContain('hunter2x');
});

it.each([
  'proxy_set_header Authorization "Bearer hunter2x";',
  'proxy_set_header X-Api-Key hunter2x;',
  'fastcgi_param DB_PASSWORD hunter2x;',
  'ENV DB_PASSWORD hunter2x',
])('the value of a directive with the name of a secret is hidden: %s', (line) => {
  expect(hiddenIn(`${line}\n`, 1).join('')).toContain('hunter2x');
});

it.each(['proxy_set_header Authorization $http_authorization;', 'proxy_set_header Host hunter2x;'])(
  'the value of another directive is shown: %s',
  (line) => {
    expect(hiddenIn(`${line}\n`, 1)).toEqual([]);
  },
);

it.each([
  ['{ "name": "DB_PASSWORD", "value": "hunter2x" }', 1],
  ['{ "value": "hunter2x", "name": "DB_PASSWORD" }', 1],
  ['{\n  "name": "DB_PASSWORD",\n  "value": "hunter2x"\n}', 3],
  ['{\n  "value": "hunter2x",\n  "name": "DB_PASSWORD"\n}', 2],
])('a variable of a container is hidden: %j', (text, line) => {
  const file = new SourceFile('/p/Dockerrun.aws.json', 'Dockerrun.aws.json', text);
  const hidden = secretSpans(file, line).map(({ start, end }) => text.slice(start, end));
  expect(hidden.join('\n')).toContain('hunter2x');
});

it('what belongs to a name that is no secret is shown', () => {
  const text = '{\n  "name": "LOG_LEVEL",\n  "value": "info"\n}';
  const file = new SourceFile('/p/Dockerrun.aws.json', 'Dockerrun.aws.json', text);
  expect(secretSpans(file, 3)).toEqual([]);
});

it('every line of a secret that has several is hidden', () => {
  const text = 'a: |\n  -----BEGIN PRIVATE KEY-----\n  hunter2x\n  -----END PRIVATE KEY-----\nb: 1\n';
  expect([1, 2, 3, 4, 5].map((line) => hiddenIn(text, line).length)).toEqual([0, 1, 1, 1, 0]);
  expect(hiddenIn(text, 3).join('')).toContain('hunter2x');
});

it('the value of a setting is hidden however far it is from its name', () => {
  const text =
    'option_settings:\n  - namespace: aws:elasticbeanstalk:application:environment\n    option_name: DB_PASSWORD\n    # a\n    # b\n    # c\n    value: hunter2x\n';
  expect(hiddenIn(text, 7)).toEqual(['hunter2x']);
});

it.each([
  ['aws:elasticbeanstalk:environment', 'ExternalExtensionsS3Key', []],
  ['aws:elasticbeanstalk:application:environment', 'JDBC_CONNECTION_STRING', ['hunter2x']],
])('the catalogue says whether the value of an option is a secret: %s %s', (namespace, option, hidden) => {
  expect(hiddenIn(`option_settings:\n  ${namespace}:\n    ${option}: hunter2x\n`, 3)).toEqual(hidden);
});

it.each([
  ['${DB_PASSWORD}', []],
  ['"${DB_PASSWORD}"', []],
  ["{{ password | default('hunter2x') }}", ["{{ password | default('hunter2x') }}"]],
  ['"${DB_PASSWORD:-hunter2x}"', ['"${DB_PASSWORD:-hunter2x}"']],
])('the value of a setting is shown where it is nothing but a reference: %s', (value, hidden) => {
  const namespace = 'aws:elasticbeanstalk:application:environment';
  expect(hiddenIn(`option_settings:\n  ${namespace}:\n    DB_PASSWORD: ${value}\n`, 3)).toEqual(hidden);
});
