import { describe, expect, it } from 'vitest';
import { isEarlyWrite } from '../../../src/model/proxy/early-writes.js';
import { proxyFiles } from '../../../src/model/proxy/proxy-files.js';
import { projectOf } from '../../support/fixtures.js';

const command = (section: string, text: string): Record<string, string> => ({
  '.ebextensions/a.config': `${section}:\n  a:\n    command: |\n${text.replace(/^/gm, '      ')}\n`,
});

const writesOf = (texts: Readonly<Record<string, string>>) =>
  proxyFiles(projectOf(texts)).filter(({ origin }) => origin === 'script');

describe('what a script writes', () => {
  it.each([
    ['cp a.conf /etc/nginx/conf.d/b.conf', ['nginx conf.d/b.conf']],
    ['cp x/a.conf /etc/nginx/conf.d/', ['nginx conf.d/a.conf']],
    ['cp x/a.conf /etc/nginx/conf.d', ['nginx conf.d/a.conf']],
    ['sudo mv a /etc/httpd/conf.d/a.conf', ['httpd conf.d/a.conf']],
    ['echo a > /etc/nginx/conf.d/a.conf', ['nginx conf.d/a.conf']],
    ['echo a | sudo tee -a /etc/nginx/conf.d/a.conf', ['nginx conf.d/a.conf']],
    ["sed -i 's/a/b/' /etc/nginx/nginx.conf", ['nginx nginx.conf']],
    ['ln -s /x/a.conf /var/proxy/staging/nginx/conf.d/a.conf', ['nginx conf.d/a.conf']],
    ['sh -c "cp a /etc/nginx/conf.d/a.conf"', ['nginx conf.d/a.conf']],
    ['rm -f /etc/nginx/conf.d/a.conf', []],
    ['cat /etc/nginx/nginx.conf', []],
    ['echo /etc/nginx/nginx.conf', []],
    ['# cp a /etc/nginx/conf.d/a.conf', []],
    ['mkdir -p /etc/nginx/conf.d/a', []],
    ['chmod 644 /etc/nginx/nginx.conf', []],
    ['cp a.crt /etc/nginx/ssl/a.crt', []],
    ['mv /etc/nginx/conf.d/a.conf /etc/nginx/conf.d/a.conf.old', []],
    ['cp a "$DIR/nginx/conf.d/a.conf"', []],
    ['cp .platform/nginx/conf.d/a.conf /etc/nginx/conf.d/a.conf', []],
    ['sudo cp -f ./.platform/nginx/conf.d/a.conf /etc/nginx/conf.d/', []],
    ['cp /var/app/current/.platform/nginx/nginx.conf /var/proxy/staging/nginx/nginx.conf', []],
    ['cp .platform/nginx/conf.d/* /etc/nginx/conf.d/', []],
    ['cp .platform/nginx/a.conf /etc/nginx/conf.d/a.conf', ['nginx conf.d/a.conf']],
    ['cp .platform/files/a.conf /etc/nginx/conf.d/a.conf', ['nginx conf.d/a.conf']],
    ['cat .platform/nginx/nginx.conf > /etc/nginx/nginx.conf', ['nginx nginx.conf']],
    ['cp a "/etc/nginx/conf.d/$NAME.conf"', []],
  ])('%s', (text, expected) => {
    const files = writesOf(command('container_commands', text));
    expect(files.map(({ program, path }) => `${program} ${path}`)).toEqual(expected);
  });

  it.each([
    ["cat > /etc/nginx/conf.d/a.conf <<'EOF'\ngzip $a;\nEOF", 'gzip $a;\n'],
    ['cat > /etc/nginx/conf.d/a.conf <<EOF\ngzip \\$a;\nEOF', 'gzip $a;\n'],
    ['cat > /etc/nginx/conf.d/a.conf <<EOF\ngzip $a;\nEOF', undefined],
    ['tee /etc/nginx/conf.d/a.conf <<EOF\ngzip on;\nEOF', 'gzip on;\n'],
    ["echo 'gzip on;' > /etc/nginx/conf.d/a.conf", 'gzip on;'],
    ['echo "gzip $a;" > /etc/nginx/conf.d/a.conf', undefined],
    ["echo 'gzip on;' >> /etc/nginx/conf.d/a.conf", undefined],
    ['cp a /etc/nginx/conf.d/a.conf', undefined],
  ])('is known of %j', (text, expected) => {
    const [file] = writesOf(command('commands', text));
    expect(file?.content()?.text).toBe(expected);
  });

  it('has its own line and column', () => {
    const [file] = writesOf(command('commands', "cat > /etc/nginx/conf.d/a.conf <<'EOF'\ngzip yes;\nEOF"));
    const content = file?.content();
    const at = content?.offsets[content.text.indexOf('yes')];
    expect(content && at !== undefined && content.file.text.slice(at, at + 3)).toBe('yes');
  });
});

describe('a write comes too early', () => {
  const INSTALLED = 'cp a /etc/nginx/conf.d/a.conf';
  const STAGED = 'cp a /var/proxy/staging/nginx/conf.d/a.conf';
  const hook = (folder: string, text: string) => ({ [`.platform/${folder}/a.sh`]: `#!/bin/sh\n${text}\n` });

  it.each([
    ['commands', command('commands', INSTALLED), true],
    ['container_commands', command('container_commands', INSTALLED), true],
    ['prebuild', hook('hooks/prebuild', INSTALLED), true],
    ['predeploy', hook('hooks/predeploy', INSTALLED), true],
    ['postdeploy', hook('hooks/postdeploy', INSTALLED), false],
    ['commands, staged', command('commands', STAGED), true],
    ['container_commands, staged', command('container_commands', STAGED), false],
    ['predeploy, staged', hook('hooks/predeploy', STAGED), false],
    [
      'a condition that never comes true',
      command('commands', `if [ -d /opt/elasticbeanstalk/hooks ]; then ${INSTALLED}; fi`),
      false,
    ],
  ])('%s: %s', (_, texts, expected) => {
    expect(writesOf(texts).map(isEarlyWrite)).toEqual([expected]);
  });
});
