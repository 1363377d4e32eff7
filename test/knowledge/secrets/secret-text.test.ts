import { describe, expect, it } from 'vitest';
import { SECRET_FORMS } from '../../../src/knowledge/secrets/secret-forms.js';
import { withoutSecretForms, withoutSecrets } from '../../../src/knowledge/secrets/secret-text.js';

/** Made here, so that no scanner of repositories takes them for somebody's. */
const random = (length: number): string => 'a1B2c3D4e5F6g7H8'.repeat(20).slice(0, length);
const JWT = `eyJ${random(20)}.eyJ${random(30)}.${random(43)}`;
const key = (kind: string, lineBreak: string): string =>
  [`-----BEGIN ${kind}PRIVATE KEY-----`, random(64), random(40), `-----END ${kind}PRIVATE KEY-----`].join(
    lineBreak,
  );

/** What is a secret by its form, between « and ». */
const FORMS: readonly string[] = [
  'a «AKIAIOSFODNN7EXAMPLE» b',
  'id: «ASIAIOSFODNN7EXAMPLE»',
  `x «ghp_${random(36)}» y`,
  `x=«gho_${random(36)}»`,
  `«ghr_${random(36)}» «ghs_${random(36)}» «ghu_${random(36)}»`,
  `("«github_pat_${random(82)}»")`,
  `«glpat-${random(20)}»`,
  `«glrt-${random(20)}»`,
  `«xoxb-${random(12)}-${random(24)}»`,
  `«xapp-1-${random(40)}»`,
  `https://hooks.slack.com/services/«T${random(8)}/B${random(8)}/${random(24)}»`,
  `charge(«sk_live_${random(24)}»)`,
  `«rk_test_${random(24)}»`,
  `«whsec_${random(32)}»`,
  `//registry.example/:x=«npm_${random(36)}»`,
  `«pypi-${random(80)}»`,
  `?v=1&q=«AIza${random(35)}»`,
  `«ya29.${random(40)}»`,
  `«GOCSPX-${random(28)}»`,
  `«SG.${random(22)}.${random(43)}»`,
  `«dop_v1_${'0a1b2c3d'.repeat(8)}»`,
  `«hf_${random(34)}»`,
  `«dckr_pat_${random(27)}»`,
  `«shpat_${'0a1b2c3d'.repeat(4)}»`,
  `«sk-proj-${random(40)}»`,
  `x ${'«'}${JWT}${'»'} y`,
  `curl -H "X: Bearer «${random(24)}»"`,
  'X-A: Basic «dXNlcjpwYXNz»',
  'url postgres://u:«hunter2x»@h:5432/d',
  'redis://:«hunter2x»@cache.example.net',
  'amqp://shop:«p%40ss%2Fw0rd»@mq/vhost',
  'mysql2://u:«p@ss»@h/d',
  `git clone https://«${random(20)}»@example.com/a.git`,
  'https://«0123456789abcdef0123»@o1.ingest.example.io/1',
  `«${key('RSA ', '\n')}»`,
  `a: |\n  «${key('', '\n  ')}»\nb: 1`,
  `{"x": "«${key('EC ', '\\n')}»"}`,
];

/** What is a secret by what is written around it, between « and ». */
const NAMED: readonly string[] = [
  'DB_PASSWORD: «hunter2x»',
  'DBPasword: «hunter2x»',
  'DB_PASSWROD=«hunter2x»',
  'dbPasswd = «hunter2x»',
  'API_SECERT=«hunter2x»',
  'apiTokne: «hunter2x»',
  'DB_PASSWORD: «two words»',
  'DB_PASSWORD: «"two words"» # why',
  "DB_PASSWORD: «'it''s'»",
  'DB_PASSWORD: «!hunter2x x»',
  'DB_PASSWORD: «${A:-hunter2x}»',
  '- SECRET_KEY_BASE: «hunter2x»',
  'PASSWORD:\n  «hunter2x»\nHOST: a',
  'PASSWORD:\n«hunter2x»\nHOST: a',
  'PASSWORD:\n\n  «hunter2x»\nHOST: a',
  'PASSWORD: |\n  «first line»\n  «second»\nHOST: a',
  'PASSWORD: >-\n  «first line»\n\n  «second»\nHOST: a',
  'PASSWORD: «first»\n  «second»\nHOST: a',
  'PASSWORD: «"first»\n  «second»"\nHOST: a',
  'API_TOKENS:\n«- hunter2x»\n«- hunter3x»\nHOST: a',
  'x: {DB_PASSWORD: «hunter2x», B: 1}',
  'x: {B: 1, DB_PASSWORD: «hunter2x»}',
  '{"a": 1, "db_password": «"hunter2x"», "b": {"token": «"hunter3x"»}}',
  '{"token": «{"a": "hunter2x"}», "b": 1}',
  '{"tokens": «["hunter2x", "hunter3x"]», "b": 1}',
  '{"name": "DB_PASSWORD", "value": «"hunter2x"»}',
  '{"value": «"hunter2x"», "name": "DB_PASSWORD"}',
  '- option_name: DBPassword\n  value: «hunter2x»',
  '- value: «hunter2x»\n  option_name: DBPassword',
  '- namespace: a\n  option_name: DBPassword\n  vlaue: «hunter2x»',
  '- name: API_TOKEN\n  description: x\n  value: «hunter2x»',
  '{\n  "name": "DB_PASSWORD",\n  "value": «"hunter2x"»\n}',
  'PASSWORD+=«hunter2x»',
  'export API_TOKEN=«"hunter 2x"»',
  "API_TOKEN=«'hunter 2x'» run",
  'API_TOKEN=«a"b c"\'d\'» run',
  'PGPASSWORD=«hunter2x» psql -h db',
  'A=1 TOKEN=«hunter2x» B=2 run',
  'echo "DB_PASSWORD=«my hunter2x»" >> .env',
  'export PASSWORD=«"first»\n«second»"\nrun',
  './run --password «hunter2x» -p 80',
  './run --password=«hunter2x» -p 80',
  './run --password \\\n  «hunter2x» -p 80',
  './run -token «hunter2x»',
  'docker build --build-arg NPM_TOKEN=«hunter2x» .',
  'cat > .env <<EOF\nDB_PASSWORD=«hunter2x»\nEOF',
  'read -r -d "" DB_SECRET <<EOF\n«hunter2x»\nEOF\nrun',
  'docker login --password-stdin <<EOF\n«hunter2x»\nEOF\nrun',
  'docker login --password-stdin <<< «hunter2x»',
  'echo «hunter2x» | docker login -u a --password-stdin',
  'echo «"ec2-user:hunter2x"» | chpasswd',
  'rabbitmqctl -n rabbit add_user shop «hunter2x»',
  'mysql -u root -p«hunter2x» shop',
  'redis-cli -h cache -a «hunter2x» ping',
  'docker login -u me -p «hunter2x» example.com',
  'sshpass -p «hunter2x» ssh host',
  'curl -u me:«hunter2x» https://example.com',
  'htpasswd -bc /etc/nginx/.htpasswd me «hunter2x»',
  'openssl rsa -passin pass:«hunter2x» -in a',
  "CREATE USER a IDENTIFIED BY «'hunter2x'»;",
  'requirepass «hunter2x»',
  'machine h login u password «hunter2x»',
  'ENV DB_PASSWORD «hunter2x»',
  'ENV A=b DB_PASSWORD=«hunter2x» C=d',
  'ARG NPM_TOKEN=«hunter2x»',
  '      - DB_PASSWORD=«hunter2x»',
  '      DB_PASSWORD: «hunter2x»',
  '      - "DB_PASSWORD=«hunter2x»"',
  'set $password «hunter2x»;',
  'set $api_token «"hunter2x"»;',
  'proxy_set_header X-Api-Key «hunter2x»;',
  'proxy_set_header Authorization «"Token abc"»;',
  'fastcgi_param DB_PASSWORD «hunter2x»;',
  'SetEnv DB_PASSWORD «hunter2x»',
  '  setenv DB_PASSWORD «"hunter2x"»',
  'RequestHeader set X-Auth-Token «"hunter2x"»',
  'Header always set X-Api-Key «hunter2x»',
  '* * * * * root DB_PASSWORD=«hunter2x» /opt/a.sh',
  'Environment=DB_PASSWORD=«hunter2x»',
  'Environment="DB_PASSWORD=«hunter2x»" "A=b"',
  "define('DB_PASSWORD', «'hunter2x'»);",
  "putenv('DB_PASSWORD=«hunter2x»');",
  "os.environ['DB_PASSWORD'] = «'hunter2x'»",
  "process.env.DB_PASSWORD = «'hunter2x'»;",
  'spring.datasource.password=«hunter2x»',
  'password = «my hunter2x»',
  '<db-password>«hunter2x»</db-password>',
  '<add key="DbPassword" value=«"hunter2x"» />',
  'https://example.com/hook?token=«hunter2x»',
  'if [ "$x" = 1 ]; then TOKEN=«hunter2x»; fi',
  'web: SECRET_KEY=«"s3cret x"» daphne --password «hunter2x» a:b',
];

const INNOCENT: readonly string[] = [
  '',
  'django-rest-auth==0.9.1\nMarkupSafe==1.0',
  'django-auth-ldap>=1.2\nDjango==4.2',
  'PyJWT==2.8.0\nsocial-auth-core[openidconnect]==4.5.1',
  'token-bucket~=0.3\nx==1',
  '"/opt/elasticbeanstalk/hooks/appdeploy/post/99_get_private_files.sh":\n    mode: "000755"\n    content: x',
  '  /opt/a/99_get_private_files.sh:\n    mode: "000755"',
  '  01_create_secret_key:\n    command: ./create.sh\n    cwd: /opt',
  '  02_install_tokens:\n    command: ./install.sh',
  '/etc/nginx/auth/tokens.conf:\n  content: a',
  'EC2KeyName: shop',
  'KeyName: shop-key',
  'KeyPairName: shop',
  'PublicKey: abc',
  'PrimaryKey: id',
  'PARTITION_KEY: id',
  'KeySchema: x',
  'Key: Name\nValue: shop',
  '{"Key": "Name", "Value": "shop"}',
  'monkey: 1\nturkey: 2',
  'KmsKey: alias/shop',
  'keyspace: shop',
  'Keywords: a, b',
  'author: somebody',
  'AUTHORITY: x',
  'compass: north',
  'BYPASS: yes',
  'passenger_enabled on;',
  'proxy_pass http://127.0.0.1:8080;',
  'fastcgi_pass unix:/run/php.sock;',
  'ProxyPass / http://localhost:8080/',
  'spin: 1',
  'SHIPPING_URL: x',
  '"portMappings": [{"hostPort": 80}]',
  'tokenizer: standard',
  'secretary: Jane',
  'DATABASE_URL contains the placeholder "<password>"',
  'url: postgres://shop:<password>@db.example.com:5432/shop',
  'PASSWORD_MIN_LENGTH: 12',
  'PASSWORD_RESET_TIMEOUT=3600',
  'TOKEN_TTL: 300',
  'TOKEN_URL: https://example.com/oauth/token',
  'SECRET_NAME: shop/database',
  'DB_SECRET_ARN: x',
  'AuthType: none',
  'DB_PASSWORD: ${DB_PASSWORD}',
  'DB_PASSWORD: $DB_PASSWORD',
  'DB_PASSWORD: "${DB_PASSWORD}"',
  'DB_PASSWORD: {{ db_password }}',
  'DB_PASSWORD: <your_password>',
  'DB_PASSWORD: {"Ref": "DbPassword"}',
  'DB_PASSWORD: \'`{"Ref": "DbPassword"}`\'',
  'DB_PASSWORD: !Ref DbPassword',
  'DB_PASSWORD: arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop',
  'DB_PASSWORD: "{{resolve:secretsmanager:shop:SecretString:password}}"',
  'DB_PASSWORD:',
  'DB_PASSWORD: ""',
  'USE_TOKEN: true',
  'TOKEN=$(aws secretsmanager get-secret-value --secret-id shop)',
  'TOKEN=`cat /etc/shop/token`',
  'export TOKEN="$TOKEN"\ncd /opt\nmake install',
  'TOKEN=$token\ncd /opt',
  './run --password "$DB_PASSWORD" -p 80',
  './run --password-file /run/secrets/db -p 80',
  './run --no-auth -p 80',
  'docker login --username a --password-stdin < /run/token',
  'curl -u "$USER:$PASSWORD" https://example.com',
  'mysql -p "$DATABASE"',
  'set $backend app;',
  'proxy_set_header Authorization $http_authorization;',
  'proxy_set_header Host $host;',
  'SetEnv APP_MODE production',
  'RequestHeader set X-Forwarded-Proto https',
  'ENV A=b C=d',
  'ssl_certificate_key /etc/pki/tls/certs/server.key;',
  'private_key: /etc/pki/tls/certs/server.key',
  'password = os.environ["DB_PASSWORD"]',
  'const token = process.env.TOKEN;',
  'Environment=NODE_ENV=production',
  'EnvironmentFile=/etc/shop/secrets',
  'postgres://${DB_USER}:${DB_PASSWORD}@h/d',
  'git+ssh://git@github.com/a/b.git',
  'https://deploy@example.com/a.git',
  'http://127.0.0.1:8080/a@2x.png',
  'aws:elasticbeanstalk:application:environmentsecrets:\n  A: b',
  'secrets:\n  db:\n    file: ./db.txt',
  'Basic authentication is required, and Bearer tokens are refused',
  'grep -q password /etc/passwd',
  'A key of 2 files: see below',
  'Enable `IMDSv2` for every instance',
  'sk-learn and xox-games, ghp_x, npm_config_cache=/tmp',
];

const given = (text: string): string => text.replaceAll(/[«»]/g, '');
const shown = (text: string): string => text.replaceAll(/«[^»]*»/g, '***');

describe('withoutSecrets', () => {
  it.each([...FORMS, ...NAMED])('hides what is between the marks, and nothing else: %j', (text) => {
    expect(withoutSecrets(given(text))).toBe(shown(text));
  });

  it.each(INNOCENT)('hides nothing of %j', (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });

  it.each([...FORMS, ...NAMED])('hides nothing more the second time: %j', (text) => {
    expect(withoutSecrets(shown(text))).toBe(shown(text));
  });
});

it.each(SECRET_FORMS.flatMap(({ marks }) => marks))('a text with the mark %j is among these', (mark) => {
  expect(FORMS.filter((text) => text.toLowerCase().includes(mark))).not.toEqual([]);
});

describe('withoutSecretForms', () => {
  it.each(FORMS)('hides %j', (text) => {
    expect(withoutSecretForms(given(text))).toBe(shown(text));
  });

  it('leaves what only a name tells', () => {
    expect(withoutSecretForms('DB_PASSWORD: hunter2x')).toBe('DB_PASSWORD: hunter2x');
  });
});

it('the table has many cases of each kind', () => {
  expect(FORMS.length + NAMED.length).toBeGreaterThan(100);
  expect(INNOCENT.length).toBeGreaterThan(70);
});
