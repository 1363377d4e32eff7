import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isPlaceholder,
  isTemplate,
  placeholderIn,
} from '../../../src/knowledge/placeholders/placeholders.js';
import { growth, IN_STEP } from '../../support/processor-time.js';

/** Each text with the placeholder that must be found in it. */
const placeholders: readonly (readonly [text: string, placeholder: string])[] = [
  ['https://s3-region.amazonaws.com/bucketname/shop.key', 'region'],
  ['https://s3-eu-west-1.amazonaws.com/bucketname/shop.key', 'bucketname'],
  ['elasticbeanstalk-region-accountid', 'elasticbeanstalk-region-accountid'],
  ['my-bucket', 'my-bucket'],
  ['vendor/package', 'vendor/package'],
  ['arn:aws:acm:eu-west-1:123456789012:certificate/YOUR_ID', 'YOUR_ID'],
  ['arn:aws:acm:REGION:123456789012:certificate/YOUR_ID', 'REGION'],
  ['arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012', '123456789012'],
  ['my-security-group', 'my-security-group'],
  ['tcp, 22, 22, my-security-group', 'my-security-group'],
  ['aws s3 cp a s3://STACK_NAME-data/b', 'STACK_NAME-data'],
  ['s3://data-STAGE/b', 'data-STAGE'],
  ['account-number.dkr.ecr.eu-west-1.amazonaws.com/app', 'account-number'],
  ['xx.xx.xx.xx', 'xx.xx.xx.xx'],
  ['XXX.XXX.XXX.XXX', 'XXX.XXX.XXX.XXX'],
  ['Placeholder', 'Placeholder'],
  ['elasticbeanstalk-us-east-2-REPLACE_ACCOUNT_ID', 'REPLACE_ACCOUNT_ID'],
  ['https://REPLACE_BUCKET.s3.amazonaws.com/a', 'REPLACE_BUCKET'],
  ['sk-proj-...', 'sk-proj-...'],
  ['pk_live_…', 'pk_live_…'],
  ['placehodler', 'placehodler'],
  ['<your_app>', '<your_app>'],
  ['<your_app>.wsgi:application', '<your_app>'],
  ['web: gunicorn --bind :8000 <your_app>.wsgi:application', '<your_app>'],
  ['daphne -b 0.0.0.0 -p 5000 <your_app>.asgi:application </dev/null', '<your_app>'],
  ['<YOUR ARN FROM AWS CERTIFICATES MANAGER>', '<YOUR ARN FROM AWS CERTIFICATES MANAGER>'],
  ["<your app's name>", "<your app's name>"],
  ['license_key=<Your key here>', '<Your key here>'],
  ['<insert-arn-here>', '<insert-arn-here>'],
  ['<**Password**>', '<**Password**>'],
  ['<AWS_ACCOUNT_ID>.dkr.ecr.eu-west-1.amazonaws.com/app', '<AWS_ACCOUNT_ID>'],
  ['<region>', '<region>'],
  ['https://<bucket>.s3.amazonaws.com', '<bucket>'],
  ['postgres://<user>:secret@db', '<user>'],
  ['<my-app>.wsgi', '<my-app>'],
  ['<first_port_number>', '<first_port_number>'],
  ['<certificate arn>', '<certificate arn>'],
  ['<PASSWORD>', '<PASSWORD>'],
  ['YOUR_LICENSE_KEY', 'YOUR_LICENSE_KEY'],
  ['subnet-YOUR_ID', 'YOUR_ID'],
  ['YOUR-BUCKET/path', 'YOUR-BUCKET'],
  ['YOUR CERTIFICATE ARN', 'YOUR CERTIFICATE ARN'],
  ['https://your-domain.com/x', 'your-domain'],
  ['www.yourdomain.com', 'yourdomain'],
  ['your_project.wsgi:application', 'your_project'],
  ['your-secret-key', 'your-secret-key'],
  ['smtp://your-username:your-password@mail', 'your-username'],
  ['s3://your-bucket/x', 'your-bucket'],
  ['https://change-me/x', 'change-me'],
  ['xxxxxxxx', 'xxxxxxxx'],
  ['sk_live_xxxxxxxxxxxxxxxx', 'xxxxxxxxxxxxxxxx'],
  ['subnet-xxxx', 'subnet-xxxx'],
  ['vpc-#######', '#######'],
  ['########', '########'],
  ['changeme', 'changeme'],
  ['CHANGE_ME', 'CHANGE_ME'],
  ['REPLACE-ME', 'REPLACE-ME'],
  ['REPLACE_WITH_CERT_ARN', 'REPLACE_WITH_CERT_ARN'],
  ['INSERT_YOUR_KEY_HERE', 'INSERT_YOUR_KEY_HERE'],
  ['Replace with Certificate ARN', 'Replace with Certificate ARN'],
  ['TODO: the ARN', 'TODO: the ARN'],
  ['[your domain]', '[your domain]'],
  ['your-instance-profile', 'your-instance-profile'],
  ['your_security_group', 'your_security_group'],
  ['your-ec2-key', 'your-ec2-key'],
  ['vpc-00000000', 'vpc-00000000'],
  ['subnet-12345678, subnet-0a1b2c3d', 'subnet-12345678'],
  ['sg-1234567890abcdef0', 'sg-1234567890abcdef0'],
  ['ここに証明書のARNを入力', 'ここに証明書のARNを入力'],
  ['arn:aws:acm:ここにリージョンを入力してください', 'ここにリージョンを入力してください'],
  ['ここにドメイン名', 'ここにドメイン名'],
  ['ここに貼り付け', 'ここに貼り付け'],
  ['あなたのアプリ名.wsgi', 'あなたのアプリ名.wsgi'],
  ['自分の証明書のARN', '自分の証明書のARN'],
  ['〇〇.example.com', '〇〇'],
  ['请输入证书', '请输入证书'],
  ['在此处填写域名', '在此处填写域名'],
  ['替换为你的域名', '替换为你的域名'],
  ['您的域名', '您的域名'],
  ['여기에 인증서 ARN 입력', '여기에 인증서 ARN 입력'],
  ['<アプリ名>.wsgi', '<アプリ名>'],
  ['＜your_app＞.wsgi', '＜your_app＞'],
  ['＜証明書のARN＞', '＜証明書のARN＞'],
  ['arn:aws:acm:us-east-1:123456789012:certificate/20147513-296a-4ad4-8e8c-1f0657552679', '123456789012'],
  [
    'arn:aws:acm:us-east-1:498023145932:certificate/12345678-1234-1234-1234-123456789012',
    '12345678-1234-1234-1234-123456789012',
  ],
  ['arn:aws:acm:region:account-id:certificate/certificate-id', 'region'],
  ['arn:aws:acm:us-east-1:account-id:certificate/x', 'account-id'],
  ['arn:aws:acm:us-east-1:ACCOUNT_ID:certificate/x', 'ACCOUNT_ID'],
  ['arn:aws:acm:us-xxxx-x:111122223333:certificate/x', 'us-xxxx-x'],
  ['arn:aws:acm:us-east-1:111122223333:certificate/certificate-id', 'certificate-id'],
  ['arn:aws:acm:us-east-1:XXXXXXXXX:certificate/XXXX', 'XXXXXXXXX'],
  ['arn:aws:acm:us-east-1:111122223333:certificate/xxxx-xxxx', 'xxxx-xxxx'],
  ['arn:aws:acm:us-east-1:<account>:certificate/1', '<account>'],
  ['arn:aws:acm:us-east-1:#############:certificate/####################################', '#############'],
  [
    'arn:aws:acm:us-east-2:1234567890123:certificate/####################################',
    '####################################',
  ],
];

/** What looks like a placeholder and is not one, or may be none. */
const innocents: readonly string[] = [
  'https://s3-eu-west-1.amazonaws.com/shop/shop.key',
  'elasticbeanstalk-eu-west-1-111122223333',
  'my-bucket-of-logs',
  's3://shop-data/A_FILE.txt',
  's3://$BUCKET/b',
  '111122223333.dkr.ecr.eu-west-1.amazonaws.com/app',
  '$ACCOUNT.dkr.ecr.eu-west-1.amazonaws.com/app',
  'a placeholder of the form',
  'REPLACE_EXISTING',
  'REPLACE_NAMES',
  'REPLACE_URL=https://example.org',
  'curl "$REPLACE_URL"',
  'curl ${REPLACE_URL}',
  'Loading...',
  'please-wait...',
  'sk-...-end',
  'xx.xx.org',
  '',
  '<',
  '<>',
  'a < b',
  '1 <2> 3',
  'cat <input.txt >output.txt',
  'cat <in >out 2>&1',
  'cat <<EOF>file',
  'cmd <file>log',
  'No Reply <no-reply@example.com>',
  'Shop <orders@shop.example>',
  'Hello <name>, welcome',
  'Dear <USER>,',
  'List<String>',
  'Map<Key,Value>',
  'Promise<void>',
  '<h1>Back soon</h1>',
  '<!doctype html><title>x</title>',
  '<a href="https://your.example">x</a>',
  '<br/>',
  '<IfModule mod_deflate.c>',
  '<VirtualHost *:443>',
  '<%= your_app %>',
  '{{ YOUR_KEY }}',
  '{{resolve:ssm:/app/key:1}}',
  '${YOUR_KEY}',
  '$YOUR_KEY',
  '%YOUR_KEY%',
  '%(your_app)s',
  "sed -i 's/<RACK_ENV>/production/' /etc/x",
  "sed -i 's/YOUR_KEY/abc/' /etc/x",
  'perl -pi -e "s/REPLACE_ME/x/" f',
  'sed -i -e "s/# maxmemory <bytes>/maxmemory 500MB/" redis.conf',
  'mktemp /tmp/app.XXXXXXXXXX',
  'x=`mktemp /tmp/app.XXXXXXXXXX`',
  'a [a-z]* glob',
  '[yourself]',
  'https://yourhabitat.example',
  'your order was received',
  'mailbox-your',
  'https://app.example/auth/reset-your-password',
  '/confirm-your-email',
  '/your-account/*',
  'change-me-later',
  'replace-me-not',
  '^/api/(?<version>.+)/(?<id>.*)$',
  'Paste it into your account',
  'xxx',
  'xxx-large',
  'Maxxxx',
  'XXXX-XXXX',
  '#ffffff',
  '#### Heading',
  '########## a banner ##########',
  '#fff',
  'replacement.js',
  'replacement',
  'exchange-media',
  'changement',
  'TODO',
  'todo-app.wsgi',
  'region',
  'account-id',
  'certificate-id',
  '123456789012',
  'arn:aws:s3:::bucket/region/account-id',
  'arn:aws:acm:us-east-1:498023145932:certificate/12345678-90ab-cdef-1234-567890abcdef',
  'arn:aws:sns:us-east-1:1234567890123:x',
  'subnet-0a1b2c3d',
  'subnet-000000001',
  'my-vpc-123456789',
  'ここに来てください',
  'ここにいます。設定は別の画面です',
  'あなたの街の花屋',
  '自分の時間',
  '你的心',
  '请稍候',
  '在此期间',
  '여기에 있습니다',
  'こんにちは <名前> さん',
  '<b>名前</b>',
  '〇',
  'arn:aws:acm:eu-west-1:498023145932:certificate/20147513-296a-4ad4-8e8c-1f0657552679',
  'arn:aws:iam::722472279139:server-certificate/region/site',
  'arn:aws:sns:us-east-1:498023145932:your-topic',
];

describe('placeholderIn', () => {
  it.each(placeholders)('finds the placeholder of %j', (text, placeholder) => {
    const found = placeholderIn(text);
    expect(found && text.slice(found.start, found.end)).toBe(placeholder);
  });

  it.each(innocents)('leaves %j alone', (text) => {
    expect(placeholderIn(text)).toBeUndefined();
    expect(isPlaceholder(text)).toBe(false);
  });

  it('finds the first of several', () => {
    expect(placeholderIn('CHANGEME then <your_app>')).toEqual({ start: 0, end: 8 });
    expect(placeholderIn('a <your_app> then CHANGEME')).toEqual({ start: 2, end: 12 });
  });

  it('counts offsets after a template as they are', () => {
    expect(placeholderIn('${A}-<your_app>')).toEqual({ start: 5, end: 15 });
  });

  it('stays inside the text, whatever the text is', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom(
        '<',
        '>',
        'your',
        '_app',
        'YOUR_KEY',
        'arn:',
        ':',
        '/',
        '####',
        'xxxx',
        '${',
        '}',
        '{{',
        '%',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        const found = placeholderIn(text);
        expect(isPlaceholder(text)).toBe(found !== undefined);
        if (!found) return;
        expect(found.start).toBeGreaterThanOrEqual(0);
        expect(found.end).toBeGreaterThan(found.start);
        expect(found.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it.each([
    '<',
    'YOUR_',
    'YOUR ',
    'your-app-',
    'x',
    '#',
    '{{',
    '${a',
    '<%',
    '<*',
    'arn:',
    'arn:aws:',
    '[your ',
    'xx-',
    '_A',
    '@@',
    '<a ',
    'ここに',
    'ここにA',
    'あなたの',
    '请输入',
    '替换为',
    '여기에 ',
    '＜あ',
    'sg-0',
  ])('takes time in step with much of %j', async (piece) => {
    const power = await growth(20_000, (size) => {
      placeholderIn(piece.repeat(size));
      isTemplate(piece.repeat(size));
    });
    expect(power).toBeLessThan(IN_STEP);
  });
});

describe('isTemplate', () => {
  it.each([
    '${NAME}',
    'arn:aws:acm:${AWS_REGION}:${ACCOUNT}:certificate/x',
    '${PORT:-8000}',
    '{{ name }}',
    '{{name}}.example.com',
    '{% if x %}a{% endif %}',
    '<%= ENV["X"] %>',
    '@@VERSION@@',
    '%(program_name)s',
    '#{Octopus.Variable}',
    '__IMAGE_TAG__',
  ])('knows %j', (text) => {
    expect(isTemplate(text)).toBe(true);
  });

  it.each([
    '',
    '$NAME',
    '$(hostname)',
    '${1}',
    '{{resolve:ssm:/app/key:1}}',
    '{"a":{"b":1}}',
    '{}',
    '50%',
    '<your_app>',
    '__init__',
    'a__B__c',
    '@@',
    'a@@b',
    '#fff',
    '100%(net)',
  ])('does not take %j for one', (text) => {
    expect(isTemplate(text)).toBe(false);
  });
});
