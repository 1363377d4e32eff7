import { describe, expect, it } from 'vitest';
import { structuralPath } from '../../src/lint/structural-paths.js';
import { configFiles } from '../../src/model/bundle/config-files.js';
import { deployedFiles } from '../../src/model/bundle/deployed-files.js';
import { placeOf } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';
import { growth, IN_STEP } from '../support/processor-time.js';

/** The path of the `?` in a text. */
function pathIn(name: string, text: string): string {
  const project = projectOf({ [name]: text.replace('?', '') });
  const file = deployedFiles(project).files.find((candidate) => candidate.name === name);
  if (!file || !('source' in file)) throw new Error(name);
  return structuralPath(placeOf(file.source, text.indexOf('?'), text.indexOf('?') + 1));
}

const CONFIG = '.ebextensions/a.config';
const HOOK = '.platform/hooks/predeploy/a.sh';
const NGINX = '.platform/nginx/conf.d/a.conf';

describe('the structural path', () => {
  it.each([
    ['a key', CONFIG, 'a:\n  ?b: c\n', 'a/b'],
    ['a value', CONFIG, 'a:\n  b: ?c\n', 'a/b'],
    ['a section', CONFIG, '?a:\n  b: c\n', 'a'],
    [
      'an option',
      CONFIG,
      'option_settings:\n  aws:elbv2:listener:443:\n    Rules: ?ws\n',
      'option_settings/aws:elbv2:listener:443/Rules',
    ],
    [
      'a line of a block',
      CONFIG,
      'files:\n  /a.sh:\n    content: |\n      one\n      ?two\n',
      'files//a.sh/content',
    ],
    ['an item', CONFIG, 'a:\n  - b\n  - c: ?d\n', 'a/1/c'],
    [
      'the list form',
      CONFIG,
      'option_settings:\n  - namespace: aws:ec2:instances\n    option_name: A\n    value: ?b\n',
      'option_settings/aws:ec2:instances/A/value',
    ],
    [
      'the list form without a namespace',
      CONFIG,
      'option_settings:\n  - option_name: A\n    value: ?b\n',
      'option_settings/A/value',
    ],
    ['what an alias repeats', CONFIG, 'a: &x\n  b: ?c\nd: *x\n', 'a/b'],
    ['JSON', 'Dockerrun.aws.json', '{"a": {"b": "?c"}}', 'a/b'],
    ['an entry of a Procfile', 'Procfile', 'web: a\nws: ?b\n', 'ws'],
    [
      'a directive of nginx',
      NGINX,
      'server {\n  location /ws {\n    proxy_pass ?http://x;\n  }\n}\n',
      'server/location /ws/proxy_pass',
    ],
    [
      'the directive after a block',
      NGINX,
      'server {\n  location /a { b c; }\n  ?listen 80;\n}\n',
      'server/listen',
    ],
  ])('of %s', (_, name, text, path) => {
    expect(pathIn(name, text)).toBe(path);
  });

  it.each([
    ['a command', HOOK, '#!/bin/sh\nnpm  run ?x\n', '#!/bin/sh\n\necho\nnpm run ?x # why\n'],
    ['a line of another file', 'Dockerfile', 'FROM ?a\n', '# x\n  FROM   ?a\n'],
    ['a comment', CONFIG, 'a: b\n# ?x\n', '\n\n# ?x\na: b\n'],
  ])('of %s stays where lines move, and shows no text', (_, name, text, moved) => {
    const path = pathIn(name, text);
    expect(path).toMatch(/^(?:command|line) [0-9a-f]{16}$/);
    expect(pathIn(name, moved)).toBe(path);
    expect(pathIn(name, text.replace('?', '?other'))).not.toBe(path);
  });

  it('is of a length that can be read', () => {
    const path = pathIn(CONFIG, `${'a'.repeat(500)}: ?b\n`);
    expect(path).toMatch(/^a{300}… [0-9a-f]{16}$/);
    expect(pathIn(CONFIG, `${'a'.repeat(501)}: ?b\n`)).not.toBe(path);
  });

  it('takes no look at each pair of thousands of places and regions', async () => {
    const power = await growth(5_000, (length) => {
      const lines = Array.from({ length }, (_, index) => `  k${index}: v`).join('\n');
      const project = projectOf({ [CONFIG]: `a:\n${lines}\n` });
      const file = configFiles(project)[0]!.file;
      for (let at = 0; at < file.text.length; at += 5) structuralPath(placeOf(file, at, at + 1));
    });
    expect(power).toBeLessThan(IN_STEP);
  });
});
