import { describe, expect, it } from 'vitest';
import {
  areToolsKnown,
  isReplaced,
  mayAwaitFiller,
  mayBeMoved,
  toolScripts,
} from '../../../src/model/bundle/may-be-filled-in.js';
import type { ProjectFiles } from '../../../src/model/project.js';
import { MAX_PARSED_PIECES } from '../../../src/util/limits.js';

/** A project whose files are known by their names, and read when they are asked for. */
const project = (texts: Readonly<Record<string, string>>): ProjectFiles => ({
  root: '/p',
  files: Object.keys(texts)
    .filter((name) => !name.includes('/'))
    .map((name) => ({ name, path: `/p/${name}` })),
  folders: [...new Set(Object.keys(texts).flatMap((name) => name.split('/').slice(0, -1)))],
  kindsIn: (folder) =>
    new Map(
      Object.keys(texts).flatMap((name) =>
        name.startsWith(`${folder}/`) ? [[name.slice(folder.length + 1), 'file']] : [],
      ),
    ),
  textOf: (name) => texts[name],
  ebCliConfigs: [],
});

describe('a text that a script replaces', () => {
  it.each([
    ['deploy.sh', 'sed -i "s/CERT_ARN/$ARN/" a'],
    ['Makefile', '\tsed s/CERT_ARN/x/ a > b'],
    ['deploy.sh', '  -e "s|CERT_ARN|$ARN|g"'],
    ['build.py', "text.replace('CERT_ARN', arn)"],
    ['package.mjs', 'text.replaceAll("CERT_ARN", arn)'],
    ['scripts/release.ps1', "(Get-Content a) -replace 'CERT_ARN', $arn"],
    ['.github/workflows/a.yml', '      - run: perl -pi -e "s/CERT_ARN/x/" a'],
    ['.gitlab-ci.yml', '  - yq ".a = CERT_ARN" b'],
  ])('is found in %s: %s', (name, line) => {
    expect(isReplaced(project({ [name]: `# a\n${line}\n` }), 'CERT_ARN')).toBe(true);
  });

  it.each([
    ['deploy.sh', 'echo "Write CERT_ARN first"'],
    ['deploy.sh', 'sed s/OTHER/x/ a\necho CERT_ARN'],
    ['README.md', 'sed s/CERT_ARN/x/ a'],
    ['src/a.sh', 'sed s/CERT_ARN/x/ a'],
    ['app.py', "text.replace('CERT_ARN', arn)"],
  ])('is not found in %s: %s', (name, line) => {
    expect(isReplaced(project({ [name]: line }), 'CERT_ARN')).toBe(false);
  });

  it('has at least four characters', () => {
    const files = project({ 'deploy.sh': 'sed s/ABCD/x/ a' });
    expect([isReplaced(files, 'ABC'), isReplaced(files, 'ABCD')]).toEqual([false, true]);
  });

  it('is looked for in no more than 50 scripts', () => {
    const files = (count: number) =>
      project({
        ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`scripts/${index + 100}`, ''])),
        'scripts/zz': 'sed s/ABCD/x/ a',
      });
    expect([isReplaced(files(49), 'ABCD'), isReplaced(files(50), 'ABCD')]).toEqual([true, false]);
  });
});

describe('a value that awaits a tool', () => {
  it.each([
    '$NAME',
    '${NAME}',
    '%NAME%',
    '[[name]]',
    '{{ name }}',
    '<%= name %>',
    '#{Name}',
    '__NAME__',
    '@@NAME@@',
  ])('is %s, where there is one', (value) => {
    expect(mayAwaitFiller(project({ 'deploy.sh': '' }), value)).toBe(true);
    expect(mayAwaitFiller(project({ 'README.md': '' }), value)).toBe(false);
  });

  it.each(['NAME', '100%', '$', '__name', '[name]'])('is not %s', (value) => {
    expect(mayAwaitFiller(project({ 'deploy.sh': '' }), value)).toBe(false);
  });
});

describe('a folder that a tool may move', () => {
  it.each([
    ['Makefile', '\tcp -r ebextensions .ebextensions'],
    ['package.json', '{"scripts": {"bundle": "cp -r ./ebextensions dist"}}'],
    ['scripts/release', 'mv ebextensions/prod/* out'],
    ['build.sh', 'envsubst < "$file" > "$file.new"'],
    ['.github/workflows/a.yml', '- uses: cschleiden/replace-tokens@v1'],
    ['terraform/main.tf', ''],
  ])('is named in %s: %s', (name, line) => {
    expect(mayBeMoved(project({ [name]: line }), 'ebextensions')).toBe(true);
  });

  it.each([
    ['Makefile', '\tcp -r .ebextensions out'],
    ['deploy.sh', 'eb deploy'],
    ['README.md', 'cp -r ebextensions .ebextensions'],
  ])('is not named in %s: %s', (name, line) => {
    expect(mayBeMoved(project({ [name]: line }), 'ebextensions')).toBe(false);
  });

  it('may be moved by a script that cannot be read', () => {
    expect(mayBeMoved({ ...project({ 'a.sh': '' }), textOf: undefined }, 'ebextensions')).toBe(true);
  });
});

it('takes no more scripts than may be parsed, and says that these are not all', () => {
  const files = project({
    'a.sh': 'eb deploy\n',
    'b.sh': '! '.repeat(MAX_PARSED_PIECES),
    'c.sh': 'eb deploy\n',
  });
  expect(toolScripts(files).map(({ name }) => name)).toEqual(['a.sh']);
  expect(areToolsKnown(files)).toBe(false);
});
