import { describe, expect, it } from 'vitest';
import {
  holdsCredential,
  isCredentialName,
  isLiteralCredential,
  isPlainCredential,
} from '../../../src/knowledge/secrets/credential-names.js';

describe('isCredentialName', () => {
  it.each([
    ...[
      'PASSWORD',
      'DB_PASSWORD',
      'dbPassword',
      'db-password',
      'RDS_PASSWD',
      'SMTP_PASS',
      'MYSQL_PWD',
      'PASSWORD_1',
    ],
    ...['JWT_SECRET', 'CLIENT_SECRET', 'stripe.clientSecret', 'API_TOKEN', 'githubToken', 'CREDENTIALS'],
    ...[
      'API_KEY',
      'apiKey',
      'APIKEY',
      'SECRET_KEY',
      'AWS_SECRET_ACCESS_KEY',
      'PRIVATE_KEY',
      'RAILS_MASTER_KEY',
    ],
    ...['SetCredential', 'SECRET_KEY_BASE', 'APP_KEY', 'LICENSE_KEY', 'SIGNING_KEY'],
  ])('%s is one', (name) => {
    expect(isCredentialName(name)).toBe(true);
  });

  it.each([
    ...['', 'PASS', 'BYPASS', 'COMPASS', 'PASSWORD_FILE', 'PASSWORD_MIN_LENGTH', 'TOKEN_URL', 'SECRET_NAME'],
    ...[
      'SECRET_ARN',
      'AWS_ACCESS_KEY_ID',
      'KEY',
      'CACHE_KEY',
      'KEY_PREFIX',
      'SORT_KEY',
      'PUSHER_APP_KEY',
      'KEYBOARD',
    ],
    ...['ImportCredential', 'LoadCredential', 'LoadCredentialEncrypted'],
    ...['STRIPE_PUBLISHABLE_KEY', 'SUPABASE_ANON_KEY', 'RECAPTCHA_SITE_KEY', 'PUBLIC_KEY', 'MONKEY', 'BASE'],
  ])('%s is not one', (name) => {
    expect(isCredentialName(name)).toBe(false);
  });
});

describe('isLiteralCredential', () => {
  it.each([
    'kX9v-2mQ7rT',
    'REDACTED',
    'base64:K9gN+ofX/evQ=',
    'django-insecure-8x!q=2',
    '12345678',
    'hunter2x',
    'KX9V_2MQ7RT',
    'kx9v_api_key',
  ])('%s may be in use', (value) => {
    expect(isLiteralCredential(value)).toBe(true);
  });

  it.each([
    ...[
      '',
      'short',
      'true',
      'undefined',
      'password',
      'Passw0rd',
      'changeme',
      'changeit',
      'Placeholder',
      'your-key',
    ],
    ...[
      'dummy-value',
      'mySecret',
      'example-key',
      'test1234',
      'xxxxxxx',
      '********',
      'not defined',
      '1234567',
    ],
    ...[
      '$DB_PASSWORD',
      '${DB_PASSWORD}',
      '{{ password }}',
      '%PASSWORD%',
      '<password>',
      '`{"Ref": "Password"}`',
    ],
    ...[
      '/etc/app/password',
      './secrets',
      '~/.pgpass',
      'C:\\secrets',
      'arn:aws:secretsmanager:eu-central-1:1:s:x',
    ],
    ...['DD_API_KEY', 'NEW_RELIC_LICENSE_KEY', 'NPM_TOKEN'],
    ...['https://vault.internal', 'process.env.KEY', 'two words'],
  ])('%s is not one', (value) => {
    expect(isLiteralCredential(value)).toBe(false);
  });
});

/** Made here, so that no scanner of repositories takes them for somebody's. */
const random = (length: number): string => 'a1B2c3D4e5F6g7H8'.repeat(20).slice(0, length);

describe('holdsCredential', () => {
  it.each([
    `ghp_${random(36)}`,
    `github_pat_${random(60)}`,
    `glpat-${random(20)}`,
    `xoxb-${random(30)}`,
    `https://hooks.slack.com/services/T${random(8)}/B${random(8)}/${random(24)}`,
    `sk_live_${random(24)}`,
    `whsec_${random(24)}`,
    `npm_${random(36)}`,
    `SG.${random(22)}.${random(43)}`,
    `token: ${`hf_${random(34)}`}.`,
  ])('a token in use: %s', (text) => {
    expect(holdsCredential(text)).toBe(true);
  });

  it.each([
    `sk_test_${random(24)}`,
    `pk_live_${random(24)}`,
    `AIza${random(35)}`,
    `ghp_${'x'.repeat(36)}`,
    'ghp_YOUR_PERSONAL_ACCESS_TOKEN_HERE',
    `sk_live_EXAMPLE${random(20)}`,
    'sk_live_1234567890abcdefghij',
    `SG.${'*'.repeat(22)}.${'*'.repeat(43)}`,
    'set-in-console',
    '<token>',
    'npm_config_cache=/tmp',
  ])('no token in use: %s', (text) => {
    expect(holdsCredential(text)).toBe(false);
  });

  it.each([
    'AKIAQ7R5T3V9X1Z2B4D6',
    'key is AKIAQ7R5T3V9X1Z2B4D6.',
    'postgres://shop:kX9v2mQ7@db.internal.net:5432/shop',
    'amqps://u:kX9v2mQ7@10.0.0.5/',
  ])('%s', (text) => {
    expect(holdsCredential(text)).toBe(true);
  });

  it.each([
    'AKIAIOSFODNN7EXAMPLE',
    'XAKIAQ7R5T3V9X1Z2B4D6',
    'postgres://shop:kX9v2mQ7@localhost/shop',
    'postgres://shop:kX9v2mQ7@127.0.0.1/shop',
    'postgres://shop:kX9v2mQ7@db.example.com/shop',
    'postgres://shop:password@db.internal.net/shop',
    'postgres://shop:$PASSWORD@db.internal.net/shop',
    'postgres://db.internal.net:5432/shop',
    'https://host.net/a:b@c',
  ])('not %s', (text) => {
    expect(holdsCredential(text)).toBe(false);
  });
});

describe('isPlainCredential', () => {
  it.each([
    ['SECRET_KEY', 'django-insecure-q%b=)zw3$g%u$ecox7-mtoqa12sd4%yz%)dxitpo*!5v#8_+1'],
    ['DJANGO_SECRET_KEY', 'q%b=)zw3$g%u$ecox7-mtoqa12sd4%yz%)dxitpo*!5v#8_+19'],
    ['SECRET_KEY', 'q%b=)zw3$g%u$ecox7-mtoqa12sd4%yz%)dxitpo*!5v#8_'],
    ['API_KEY', 'sk-proj-4f9c2a7d1e'],
  ])('%s=%s is one', (name, value) => {
    expect(isPlainCredential(name, value)).toBe(true);
  });

  it.each([
    ['SECRET_KEY', 'django-insecure-$SECRET_KEY'],
    ['SECRET_KEY', '$(read_the_secret_of_this_application_from_a_file)'],
    ['SECRET_KEY', '$(aws secretsmanager get-secret-value --secret-id a)'],
    ['PATTERN', 'q%b=)zw3$g%u$ecox7-mtoqa12sd4%yz%)dxitpo*!5v#8_+19'],
    ['API_KEY', 'sk-proj-...'],
    ['API_KEY', 'sk_live_…'],
  ])('%s=%s is not one', (name, value) => {
    expect(isPlainCredential(name, value)).toBe(false);
  });
});
