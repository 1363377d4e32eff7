import { describe, expect, it } from 'vitest';
import { neededOutputs } from '../../src/rules/instance/lost-build/needed-outputs.js';
import { findingsOf } from '../../src/rules/rule.js';
import { wholeProjectOf } from '../support/fixtures.js';
import { ruleById } from '../support/rule-by-id.js';

const lost = (web: string, hook: string, others: Readonly<Record<string, string>> = {}) => {
  const project = wholeProjectOf({
    Procfile: `web: ${web}\n`,
    '.platform/hooks/prebuild/10_build.sh': `#!/bin/bash\nset -e\n${hook}\n`,
    ...others,
  });
  return [...findingsOf(ruleById('instance/lost-build'), project)].map(({ message }) =>
    message.replace(/^.* makes (\S+), .*$/, '$1'),
  );
};

describe('a configuration deployment loses', () => {
  it.each([
    ['./bin/shop', 'go build -o /var/app/staging/bin/shop', ['bin/shop']],
    ['exec bin/shop', 'go build -o bin/ ./...', ['bin/shop']],
    ['target/release/shop', 'cargo build --release', ['target/release/shop']],
    ['java -Xmx1g -jar target/shop.jar', './mvnw -B package', ['target/shop.jar']],
    ['java -jar build/libs/shop.jar', 'gradle bootJar', ['build/libs/shop.jar']],
    ['./out/shop', 'dotnet publish -c Release -o out', ['out/shop']],
    ['./bin/shop', 'go build -o bin/other', []],
    ['./bin/shop', 'go vet ./...', []],
    ['bin', 'go build -o bin', []],
    ['java -jar shop.jar', 'mvn package', []],
    ['java -jar target/shop.jar', 'mvn test', []],
    ['target/debug/shop', 'cargo build', []],
  ])('of `%s` after `%s`', (web, hook, paths) => {
    expect(lost(web, hook)).toEqual(paths);
  });

  const SERVER = { 'server/package.json': '{}' };

  it.each([
    ['cd server && node a.js', 'cd server && npm ci', ['server/node_modules']],
    ['node server/a.js', 'npm install --prefix server', ['server/node_modules']],
    ['npm --prefix server start', 'cd /var/app/staging/server\nyarn', ['server/node_modules']],
    ['cd server && node a.js', 'npm ci', []],
    ['cd server && node a.js', 'cd server && npm run lint', []],
    ['cd server && node a.js', 'cd client && npm ci', []],
    ['node a.js', 'cd server && npm ci', []],
  ])('packages of `%s` after `%s`', (web, hook, paths) => {
    expect(lost(web, hook, SERVER)).toEqual(paths);
  });

  it('nothing that the bundle has', () => {
    expect(lost('bin/shop', 'go build -o bin/shop', { 'bin/shop': '' })).toEqual([]);
    expect(neededOutputs(wholeProjectOf({ Procfile: 'web: bin/shop\n', 'bin/shop': '' }))).toEqual([]);
    const installed = { ...SERVER, 'server/node_modules/a.js': '' };
    expect(lost('node server/a.js', 'npm ci --prefix server', installed)).toEqual([]);
  });
});
