import { describe, expect, it } from 'vitest';
import { plainTextInScript } from '../../src/rules/secrets/plain-text-in-script.js';
import { projectOf } from '../support/fixtures.js';

/** A key that nobody has, in two parts: what searches repositories for keys does not find it. */
const STRIPE = ['sk_live', '51NqW8rKd0TzVb4YxUj7mHc2LfPaE9sGi6Ro3Xw1'].join('_');
const SLACK = ['https://hooks.slack.com', 'services/T03QK8ZW2/B04M7RVX9P1/q8Zr0vXk3tYw6uBn1mLs9dPf'].join(
  '/',
);
const AWS = ['AKIA', 'Q3EGRLT7KXPZ2MNB'].join('');

describe('secrets/plain-text-in-script', () => {
  const lines = (script: string) =>
    [
      ...plainTextInScript.check(
        projectOf({ '.platform/hooks/predeploy/01.sh': `#!/bin/bash\n${script}\n` }),
      ),
    ].map(({ at }) => at.file.text.slice(at.span.start, at.span.end));

  it.each([
    [`cat > /etc/a.json <<'EOF'\n{\n  "key": "${STRIPE}"\n}\nEOF`, `"key": "${STRIPE}"`],
    [`tee /etc/a.env <<EOF\nA=$B\nDB_PASSWORD=kX9v-2mQ7rT\nEOF`, 'DB_PASSWORD=kX9v-2mQ7rT'.slice(12)],
    [`cat <<EOF > /root/.aws/credentials\naws_access_key_id = ${AWS}\nEOF`, `aws_access_key_id = ${AWS}`],
    [`cat > /opt/a.py <<EOF\nclient("${STRIPE}")\nEOF`, `client("${STRIPE}")`],
    [
      `cat > /etc/a <<EOF\nhttps://docs.internal.net\npostgres://shop:kX9v-2mQ7rT@db.internal.net/shop\nEOF`,
      'postgres://shop:kX9v-2mQ7rT@db.internal.net/shop',
    ],
    [`echo 'STRIPE=${STRIPE}' >> /etc/a.env`, `STRIPE=${STRIPE}`],
    ['echo "DB_PASSWORD=kX9v-2mQ7rT" > /etc/a.env', 'kX9v-2mQ7rT'],
    [`HOOK="${SLACK}"\ncurl -d a "$HOOK"`, SLACK],
  ])('finds the credential in %j', (script, credential) => {
    expect(lines(script).map((text) => text.replace(/^['"]|['"]$/g, ''))).toEqual([
      credential.replace(/^['"]|['"]$/g, ''),
    ]);
  });

  it.each([
    'HOOK="https://hooks.slack.com/services/$SLACK_PATH"',
    'cat > /etc/a.env <<EOF\nDB_PASSWORD=$DB_PASSWORD\nAPI_TOKEN=${TOKEN:-none}\nEOF',
    'cat > /opt/a.py <<EOF\ntoken = response.json\nEOF',
    'python3 - <<EOF\ntoken = response.json\nEOF',
    `cat > /etc/a <<EOF\n# key: ${STRIPE}\nEOF`,
    'echo "DB_PASSWORD=kX9v-2mQ7rT"',
    'echo "token: refreshed" > /tmp/state',
  ])('finds none in %j', (script) => {
    expect(lines(script)).toEqual([]);
  });
});
