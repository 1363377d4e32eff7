import { describe, expect, it } from 'vitest';
import { credentialsIn } from '../../../src/model/credentials/credentials-in-file.js';
import { filesForCredentials } from '../../../src/model/credentials/shipped-files.js';
import { readProject } from '../../../src/model/project.js';
import { textAt } from '../../../src/source/index.js';
import { projectOf } from '../../support/fixtures.js';

/** Keys that nobody has, in two parts: what searches repositories for keys does not find them. */
const STRIPE = ['sk_live', '51NqW8rKd0TzVb4YxUj7mHc2LfPaE9sGi6Ro3Xw1'].join('_');
const SENDGRID = ['SG', 'k2V9xQ7mTz4pLwR8nYb3Jd', 'aZ5cX7vB9nM1qW3eR5tY7uI9oP2sD4fG6hJ8kL0zXc'].join('.');
const AWS = ['AKIA', 'Q3EGRLT7KXPZ2MNB'].join('');
const RDS = 'shop.c1a2b3c4d5e6.eu-central-1.rds.amazonaws.com';
const GENERATED = 'q8Zr2KcXw9TbN4mLpVgYsD7h';

const found = (texts: Readonly<Record<string, string>>): readonly (string | undefined)[] => {
  const { files } = projectOf(texts);
  const folders = Object.keys(texts).flatMap((name) =>
    name.includes('/') ? [name.split('/', 1)[0] ?? ''] : [],
  );
  return filesForCredentials(readProject({ ...files, folders, isInGit: () => false }))
    .flatMap(credentialsIn)
    .map(({ name, at }) => name ?? textAt(at));
};

const DJANGO = (host: string, password: string): string =>
  `DATABASES = {\n    'default': {\n        'PASSWORD': ${password},\n        'HOST': ${host},\n    }\n}\n`;

describe('settings of an application that are deployed', () => {
  it.each<[file: string, text: string, expected: readonly string[]]>([
    ['shop/settings.py', DJANGO(`'${RDS}'`, "'tulip-forty-anvil'"), ['PASSWORD']],
    ['config/settings.py', DJANGO(`"${RDS}"`, '"tulip-forty-anvil"'), ['PASSWORD']],
    ['shop/settings/production.py', DJANGO(`'${RDS}'`, "'tulip-forty-anvil'"), ['PASSWORD']],
    [
      'shop/settings.py',
      "SECRET_KEY = 'django-insecure-w#4k2m)9x(v7b=1n5q^8z&3c+6l-0j@h!dg*fs2a'",
      ['SECRET_KEY'],
    ],
    ['shop/settings.py', `SECRET_KEY = '${GENERATED}'`, ['SECRET_KEY']],
    [
      'shop/settings.py',
      "EMAIL_HOST = 'smtp.mailgun.org'\nEMAIL_HOST_PASSWORD = 'tulip-forty-anvil'",
      ['EMAIL_HOST_PASSWORD'],
    ],
    ['config.py', `class Production:\n    STRIPE = '${STRIPE}'  # live\n`, ['STRIPE']],
    ['application.py', `client = Client("${STRIPE}")`, [`client = Client("${STRIPE}")`]],
    [
      'app.js',
      `const stripe = require('stripe')('${STRIPE}');`,
      [`const stripe = require('stripe')('${STRIPE}');`],
    ],
    ['config/default.json', `{"db": {"host": "${RDS}", "password": "tulip-forty-anvil"}}`, ['password']],
    ['config.json', `{"jwtSecret": "${GENERATED}"}`, ['jwtSecret']],
    [
      'wp-config.php',
      `<?php\ndefine('DB_PASSWORD', 'tulip-forty-anvil');\ndefine( 'DB_HOST', '${RDS}' );`,
      ['DB_PASSWORD'],
    ],
    ['config.php', `<?php\n$db_host = '${RDS}';\n$db_pass = 'tulip-forty-anvil';`, ['db_pass']],
    ['config/services.php', `<?php return ['stripe' => ['secret' => '${STRIPE}']];`, ['secret']],
    [
      'src/main/resources/application.properties',
      `spring.datasource.url=jdbc:postgresql://${RDS}:5432/shop\nspring.datasource.password=tulip-forty-anvil\n`,
      ['spring.datasource.password'],
    ],
    [
      'application-prod.yml',
      `spring:\n  datasource:\n    url: jdbc:mysql://${RDS}/shop\n    password: "tulip-forty-anvil" # RDS\nsendgrid:\n  api-key: ${SENDGRID}\n`,
      ['password', 'api-key'],
    ],
    [
      'config/database.yml',
      `development:\n  host: localhost\n  password: tulip-forty-anvil\nproduction:\n  password: tulip-forty-anvil\n  host: ${RDS}\n`,
      ['password'],
    ],
    ['config/initializers/stripe.rb', `Stripe.api_key = "${STRIPE}"`, [`Stripe.api_key = "${STRIPE}"`]],
    ['config/master.key', '0f1e2d3c4b5a69788796a5b4c3d2e1f0\n', ['']],
    [
      'Web.config',
      `<configuration>\n  <!-- "Server=${RDS};Password=old-tulip-9" -->\n  <add connectionString="Server=${RDS};User Id=shop;Password=tulip-forty-anvil;" />\n</configuration>`,
      [`<add connectionString="Server=${RDS};User Id=shop;Password=tulip-forty-anvil;" />`],
    ],
    ['.github/workflows/test.yml', `env:\n  AWS_ACCESS_KEY_ID: ${AWS}\n`, [`AWS_ACCESS_KEY_ID: ${AWS}`]],
  ])('finds in %s %j', (file, text, expected) => {
    expect(found({ [file]: text })).toEqual(expected);
  });

  it.each<[file: string, text: string]>([
    ['shop/settings.py', DJANGO("'localhost'", "'tulip-forty-anvil'")],
    ['shop/settings.py', DJANGO("'db'", "'tulip-forty-anvil'")],
    ['shop/settings.py', DJANGO(`'${RDS}'`, "os.environ['DB_PASSWORD']")],
    ['shop/settings.py', DJANGO(`'${RDS}'`, "os.environ.get('DB_PASSWORD', 'tulip-forty-anvil')")],
    ['shop/settings.py', DJANGO(`'${RDS}'`, "'postgres'")],
    ['shop/settings.py', DJANGO(`'${RDS}'`, "'changeme'")],
    ['shop/settings.py', `SECRET_KEY = '${GENERATED}'\nif 'SECRET_KEY' in os.environ: pass`],
    ['shop/settings.py', `SECRET_KEY = '${GENERATED}'\nfrom .local import *`],
    ['shop/settings.py', `# SECRET_KEY = '${GENERATED}'`],
    ['shop/settings/dev.py', DJANGO(`'${RDS}'`, "'tulip-forty-anvil'")],
    ['config/firebase.js', 'export default { apiKey: "AIzaSyD4k9Q2mX7vB1nR8tL5wZ3cF6hJ0pS2uYa" };'],
    ['config/search.json', `{"apiKey": "${GENERATED}"}`],
    [
      'config/auth.php',
      "<?php return ['passwords' => ['users' => ['table' => 'password_resets']], 'key' => env('APP_KEY')];",
    ],
    [
      'config/database.php',
      `<?php return ['host' => env('DB_HOST', '127.0.0.1'), 'password' => env('DB_PASSWORD', '')];`,
    ],
    [
      'wp-config.php',
      "<?php\ndefine('DB_PASSWORD', getenv('RDS_PASSWORD'));\ndefine('DB_HOST', getenv('RDS_HOSTNAME'));",
    ],
    [
      'wp-config-sample.php',
      `<?php\ndefine('DB_HOST', '${RDS}');\ndefine('DB_PASSWORD', 'tulip-forty-anvil');`,
    ],
    [
      'application.yml',
      `spring:\n  datasource:\n    url: jdbc:mysql://${RDS}/shop\n    password: \${DB_PASSWORD}\n`,
    ],
    [
      'application-dev.yml',
      `spring:\n  datasource:\n    url: jdbc:mysql://${RDS}/shop\n    password: tulip-forty-anvil\n`,
    ],
    [
      'application.properties',
      'spring.datasource.url=jdbc:mysql://localhost/shop\nspring.datasource.password=tulip-forty-anvil\n',
    ],
    ['config/database.yml', `production:\n  host: ${RDS}\n  password: <%= ENV["DB_PASSWORD"] %>\n`],
    ['config/master.key', 'see the password manager\n'],
    ['config/credentials/test.key', '0f1e2d3c4b5a69788796a5b4c3d2e1f0\n'],
    [
      'Web.config',
      '<add connectionString="Server=(localdb)\\mssqllocaldb;Database=a;Password=tulip-forty-anvil" />',
    ],
    ['lib/deep/config.json', `{"jwtSecret": "${GENERATED}"}`],
  ])('finds nothing in %s %j', (file, text) => {
    expect(found({ [file]: text })).toEqual([]);
  });

  it('takes a key of Django for replaced where other settings are beside it', () => {
    const key = `SECRET_KEY = '${GENERATED}'`;
    expect(found({ 'shop/settings.py': key, 'shop/settings_prod.py': '' })).toEqual([]);
  });
});
