import { describe, expect, it } from 'vitest';
import { programRuns } from '../../../src/model/execution/program-runs.js';
import { installationOf } from '../../../src/model/packages/installed-packages.js';
import { scripts } from '../../../src/model/scripts/scripts.js';
import { credentialsIn } from '../../../src/rules/secrets/plain-text-in-script.js';
import { projectOf } from '../../support/fixtures.js';

const scriptOf = (command: string, more = '') => {
  const project = projectOf({
    '.ebextensions/a.config': `commands:\n  a:\n    command: ${JSON.stringify(command)}\n${more}`,
  });
  const [script] = scripts(project);
  if (!script) throw new Error('no script');
  return script;
};

const runsOf = (command: string, more?: string) => programRuns(scriptOf(command, more));

const namesOf = (command: string) => runsOf(command).map(({ program }) => program.text);

describe('programRuns', () => {
  it.each([
    ['a b', ['a']],
    ['sudo /usr/bin/a b; c', ['a', 'c']],
    ['X=$(a `b`) c', ['c', 'a', 'b']],
    ['a > $(b)', ['a', 'b']],
    ["sh -c 'a; b'", ['a', 'b']],
    ['for x in $(a `b`) c; do d; e; done', ['d', 'e', 'a', 'b']],
    ['for x; do d; done; for x in 1 2; do e; done', ['d', 'e']],
    ['while a; do for x in $(b); do for y in $(c); do d; done; done; done', ['a', 'd', 'b', 'c']],
    ['echo "$(a)"', ['echo', 'a']],
    ['# a', []],
    ['a; exit 0; b', ['a', 'exit']],
    ["a; exec b <<'E'\nc\nE\nd", ['a', 'b']],
    ['exec > /tmp/log; a', ['exec', 'a']],
    ['[ -f x ] && exit; a', ['[', 'exit', 'a']],
    ['(exit 0); a', ['exit', 'a']],
    ['exit 0 & a', ['exit', 'a']],
    ['exit | b; a', ['exit', 'b', 'a']],
  ])('finds the programs of %s', (command, names) => {
    expect(namesOf(command)).toEqual(names);
  });

  it.each([
    ['a', true, false],
    ['b && a', true, false],
    ['[ -f x ] && a', false, true],
    ['if which a; then a; fi', false, true],
    ['if [ ! -f /opt/m ]; then a; touch /opt/m; fi', false, false],
    ['M=/opt/m; if [ ! -e "$M" ]; then a; date > "$M"; fi', false, false],
    ['if [ -f /opt/m ]; then a; touch /opt/m; fi', false, true],
    ['if [ ! -f /opt/m ]; then a; touch /opt/n; fi', false, true],
    ['if [ ! -f /opt/m ]; then a < /opt/m; fi', false, true],
    ['a || b', false, true],
    ['a || true', false, false],
    ['a || echo no', false, false],
    ['case $x in y) a;; esac', false, true],
    ['X=$(a)', false, false],
    ['for x in $(a); do b; done', false, false],
    ['if [ -f y ]; then for x in $(a); do b; done; fi', false, true],
    ['if x | grep -q y; then a; fi', false, true],
    ['curl x | bash && a', true, false],
    ['[ -f x ] || exit 0; a', true, true],
    ['[ -n "$X" ] || exit 1; a', true, false],
    ["sh -c '[ -f x ] && a'", false, true],
    ['if systemctl is-active b; then a; fi', false, true],
    ['systemctl stop b && a', false, false],
    ['if ! command -v b; then a; fi', false, false],
    ['command -v b || a', false, false],
    ['if which b; then c; else a; fi', false, false],
    ['[ ! -x /usr/bin/b ] && a', false, false],
    ['test -f /usr/local/bin/b || a', false, false],
    ['if ! command -v dnf; then a; fi', false, true],
    ['if ! pecl list | grep b; then a; fi', false, false],
    ['rpm -qa | grep -q b || a', false, false],
    ['if pecl list | grep b; then a; fi', false, true],
    ['rpm -qa | grep -q nginx || a', false, true],
    ['cat /etc/os-release | grep -q b || a', false, true],
    ['pecl list | b || a', false, true],
    ['[ ! -f /usr/bin/yum ] && a', false, true],
    ['[ ! -f /etc/b ] && a', false, true],
    ['[ -f /usr/bin/b ] && a', false, true],
    ['if ! grep -q b /etc/os-release; then a; fi', false, true],
    ['if command -v b; then a; fi', false, true],
    ['if ! command -v "$B"; then a; fi', false, true],
    ['f() { a; }; f', false, false],
    ['f() { a; }', false, false],
    ['f() { a; }; if which b; then f; fi', false, true],
    ['f() { a; }; which b && f; f', false, false],
    ['f() { a; }; g() { f; }; if which b; then g; else c; fi', false, true],
    ['f() { f; a; }; f', false, false],
    ['f() { a; }; [ -f x ] || exit 0; f', false, true],
    ['if [ -f x ] && [ -f y ]; then a; fi', false, true],
    ['if { b; }; then a; fi', false, true],
    ['if b; then a; fi', false, true],
    ['{ b; } && a', false, false],
    ['f() { grep -q x y; }; f && a', false, true],
    ['f() { grep -q x y; }; f || exit 0; a', true, true],
    ['f() { which b && return 0; c; }; f && a', false, true],
    ['f() { b; }; f && a', true, false],
    ['(( X > 1 )) && a', false, true],
    ['"$X" && a', false, true],
    ['b "$X" && a', true, false],
    ['ls /usr/bin/a && a', false, true],
    ['ls -la && a', true, false],
    ['if b; then exit 0; fi; a', true, true],
    ['case $x in y) exit 0;; esac; a', true, true],
    ['b && exit 0; a', true, false],
    ['f_1() { a; }; "f_$X"', false, true],
    ["set -e; trap 'exit 0' ERR; a; b", false, false],
    ["set -e; trap 'exit 1' ERR; a; b", true, false],
    ["set -e; trap 'exit 0' TERM; a; b", true, false],
    ['set -e; f() { c; exit 0; }; trap f EXIT; a; b', false, false],
    ['set -e; f() { c; exit 1; }; trap f EXIT; a; b', true, false],
  ])('tells what comes of the failure of %s', (command, isDecisive, isConditional) => {
    expect(runsOf(command).findLast(({ program }) => program.text === 'a')).toMatchObject({
      isDecisive,
      isConditional,
    });
  });

  it.each([
    ['command -v a', true],
    ['x | grep -q 2 /etc/os-release', true],
    ['[ ! -e /usr/bin/b ]', false],
    ['b', false],
  ])('takes the test %s for a condition: %s', (test, isConditional) => {
    expect(runsOf('a', `    test: ${JSON.stringify(test)}\n`)[0]).toMatchObject({ isConditional });
  });

  it.each([
    ['service a restart || service a start', false],
    ['service a restart || service b restart', true],
  ])('knows whether %s has an alternative', (command, isConditional) => {
    expect(runsOf(command)[0]).toMatchObject({ isConditional });
  });

  it('finds nothing decisive where errors are ignored', () => {
    expect(runsOf('a', '    ignoreErrors: true\n')[0]).toMatchObject({ isDecisive: false });
  });
});

describe('installationOf', () => {
  const packagesOf = (command: string) => {
    const script = scriptOf(command);
    const run = programRuns(script).at(-1);
    const found = run && installationOf(run, script.script);
    return found && { names: found.names.map(({ text }) => text), isLenient: found.isLenient };
  };

  it.each([
    ['yum install -y git jq', ['git', 'jq'], false],
    ['A="git jq"; yum install -y $A curl', ['git', 'jq', 'curl'], false],
    ['A=git; B=jq; if c; then yum install -y "${A}" $B; fi', ['git', 'jq'], false],
    ['for a in git jq $C; do yum install -y $a; done', ['git', 'jq'], false],
    ['A=git; c && A=jq; yum install -y $A', [], false],
    ['A=git; . ./names; yum install -y $A', [], false],
    ['A=$(b); yum install -y $A', [], false],
    ['A=git b; yum install -y $A', [], false],
    ['sudo dnf -y install git', ['git'], false],
    ['yum -d 1 --setopt a=b install git', ['git'], false],
    ['yum install --skip-broken git', ['git'], true],
    ['yum install --enablerepo=x git', ['git'], true],
    ['yum install ./a.rpm b.rpm http://x/c.rpm @group htop* $NAME git', ['git'], false],
  ])('%s', (command, names, isLenient) => {
    expect(packagesOf(command)).toEqual({ names, isLenient });
  });

  it.each(['yum remove git', 'yum update', 'yum', 'apt-get install git', 'echo yum install git'])(
    'none in %s',
    (command) => {
      expect(packagesOf(command)).toBeUndefined();
    },
  );
});

describe('credentialsIn', () => {
  it.each([
    'PGPASSWORD=kX9v-2mQ7rT psql',
    'export API_TOKEN=kX9v-2mQ7rT',
    'a --client-secret=kX9v-2mQ7rT',
    'a --api-key kX9v-2mQ7rT',
    'a postgres://shop:kX9v-2mQ7rT@db.shop.net/shop',
    'a AKIAQ7R5T3V9X1Z2B4D6',
    'rabbitmqctl -n rabbit add_user shop kX9v-2mQ7rT',
    'rabbitmqctl change_password shop kX9v-2mQ7rT',
    'X=$(a --token kX9v-2mQ7rT)',
  ])('finds the one of %s', (command) => {
    expect(credentialsIn(scriptOf(command))).toHaveLength(1);
  });

  it.each([
    'PGPASSWORD=$PASSWORD psql',
    'export API_TOKEN=$(a)',
    'a --client-secret="$SECRET"',
    'a --token-file /run/token',
    'a --password',
    'a --password --verbose',
    'a API_TOKEN=kX9v-2mQ7rT',
    'rabbitmqctl add_user shop "$PASSWORD"',
    'rabbitmqctl list_users kX9v-2mQ7rT',
    'echo password',
  ])('finds none in %s', (command) => {
    expect(credentialsIn(scriptOf(command))).toEqual([]);
  });
});
