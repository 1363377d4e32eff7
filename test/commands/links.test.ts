import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type * as lsp from 'vscode-languageserver-protocol';
import { diskWrites } from '../../src/io/writes/create-file.js';
import { SourceFile } from '../../src/source/index.js';
import { TestEditor, uriOf } from '../support/language-client.js';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';
import { textsIn, writingPorts } from '../support/writes.js';

const HOOK =
  'files:\n  /opt/elasticbeanstalk/hooks/appdeploy/post/post-checkout:\n    mode: "000755"\n    content: |\n      #!/bin/bash\n      touch /tmp/owned\n';
const NGINX = 'files:\n  /etc/nginx/conf.d/a.conf:\n    content: |\n      client_max_body_size 20m;\n';
const MODE = 'files:\n  /opt/a:\n    mode: 0755\n    content: x\n';
const CLI = {
  '.elasticbeanstalk/config.yml': 'global:\n  default_platform: Python 3.6 running on 64bit Amazon Linux\n',
};

/** A checkout in which a stranger has made links, beside a folder of the user. */
function checkout(files: Record<string, string>, links: Record<string, string>): string {
  const folder = temporaryFolder({
    'project/.git/HEAD': 'ref: refs/heads/main\n',
    'project/.git/config': '[core]\n',
    'project/.git/hooks/': '',
    'out/a.config': MODE,
    ...Object.fromEntries(
      Object.entries({ ...CLI, ...files }).map(([name, text]) => [`project/${name}`, text]),
    ),
  });
  const root = join(folder, 'project');
  for (const [name, target] of Object.entries(links)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    symlinkSync(target, join(root, name));
  }
  return root;
}

/** All that a stranger's links must not change. */
const kept = (root: string): unknown => ({
  git: textsIn(join(root, '.git')),
  out: textsIn(join(dirname(root), 'out')),
});

const FIXING = [
  ['migrate', '--write'],
  ['migrate', '--write', '--unsafe-fixes'],
  ['--fix'],
  ['--fix', '--unsafe-fixes'],
];

const ATTACKS: readonly (readonly [string, Record<string, string>, Record<string, string>, string])[] = [
  [
    'a hook of git is made',
    { '.ebextensions/a.config': HOOK },
    { '.platform/hooks/postdeploy': '../../.git/hooks' },
    '.platform/hooks/postdeploy is a link',
  ],
  [
    'a file is made outside',
    { '.ebextensions/a.config': NGINX },
    { '.platform': '../out' },
    'a file of that name exists',
  ],
  [
    'a file is made through two links',
    { '.ebextensions/a.config': NGINX, 'own/x': '' },
    { '.platform': 'own/up', 'own/up': '../../out' },
    'a file of that name exists',
  ],
  [
    'a file is made in another folder of the project',
    { '.ebextensions/a.config': NGINX, 'own/x': '' },
    { '.platform': 'own' },
    '.platform is a link',
  ],
  ['a file outside is changed', {}, { '.ebextensions/b.config': '../../out/a.config' }, 'Nothing to fix'],
  ['a folder outside is changed', {}, { '.ebextensions': '../out' }, 'Nothing to fix'],
  [
    'a file inside is changed under another name',
    { 'own/a.config': MODE },
    { '.ebextensions': 'own' },
    '.ebextensions is a link',
  ],
];

it.each(ATTACKS)('no fix does it: %s', async (_, files, links, reason) => {
  let said = '';
  for (const argv of FIXING) {
    const root = checkout(files, links);
    const before = kept(root);
    said += (await runEblint(root, argv, diskWrites)).stderr;
    expect(kept(root)).toEqual(before);
    if ('own/a.config' in files) expect(readFileSync(join(root, 'own/a.config'), 'utf8')).toBe(MODE);
  }
  expect(said).toContain(`${reason}.\n`);
});

describe('a fix that cannot be written', () => {
  it('is refused whole, with the reason, and shown nowhere', async () => {
    const root = checkout(
      { '.ebextensions/a.config': HOOK },
      { '.platform/hooks/postdeploy': '../../.git/hooks' },
    );
    const reason = `eblint: Cannot write ${join(root, '.platform/hooks/postdeploy/post-checkout')}: .platform/hooks/postdeploy is a link.\n`;
    const written = await runEblint(root, ['migrate', '--write', '--unsafe-fixes'], diskWrites);
    expect(written).toMatchObject({ exitCode: 2 });
    expect(written.stderr).toContain(reason);
    expect(readFileSync(join(root, '.ebextensions/a.config'), 'utf8')).toBe(HOOK);
    const diff = await runEblint(root, ['migrate', '--dry-run', '--unsafe-fixes'], diskWrites);
    expect(diff.stdout).not.toContain('post-checkout');
    expect(diff.stderr).toContain(reason);
    const plan = await runEblint(root, ['migrate'], diskWrites);
    expect(plan.stdout).toContain('Not applied: a file cannot be changed.');
    expect(plan.stdout).not.toContain('Applied with --write');
    unlinkSync(join(root, '.platform/hooks/postdeploy'));
    expect((await runEblint(root, ['migrate'], diskWrites)).stdout).toContain('Applied with --write');
  });

  it('is not counted among those that --fix makes', async () => {
    const root = checkout({ 'own/a.config': MODE }, { '.ebextensions': 'own' });
    expect((await runEblint(root, [], diskWrites)).stdout).not.toContain('--fix');
    unlinkSync(join(root, '.ebextensions'));
    mkdirSync(join(root, '.ebextensions'));
    writeFileSync(join(root, '.ebextensions/a.config'), MODE);
    expect((await runEblint(root, [], diskWrites)).stdout).toContain('--fix');
  });
});

it.each([
  ['--fix', 'apps/*'],
  ['--fix', 'apps/other'],
  ['migrate', '--write', 'apps/other'],
])('a project that a link leads to is not changed: %s %s %s', async (...words) => {
  const argv = words.filter((word) => word !== undefined);
  const root = checkout({}, { 'apps/other': '../../out' });
  mkdirSync(join(dirname(root), 'out/.ebextensions'));
  const path = join(dirname(root), 'out/.ebextensions/a.config');
  writeFileSync(path, `${MODE}${NGINX.replace('files:\n', '')}`);
  const before = kept(root);
  const { exitCode, stderr } = await runEblint(root, argv, diskWrites);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('/apps/other/.ebextensions/a.config: apps/other is a link.\n');
  expect(kept(root)).toEqual(before);
  // Its user may work there.
  const own = await runEblint(join(root, 'apps/other'), argv.slice(0, -1), diskWrites);
  expect(own.stderr).not.toContain('Cannot write');
  expect(kept(root)).not.toEqual(before);
});

describe('no other write follows a link', () => {
  it.each([
    ['--init', 'eblint.config.yaml'],
    ['--suppress-all', 'eblint-suppressions.json'],
    ['--output-file=report.txt', 'report.txt'],
    ['--output=json:report.json', 'report.json'],
  ])('%s', async (flag, name) => {
    for (const target of ['.git/hooks/pre-commit', '.git/config', '../out/new', 'own']) {
      const root = checkout({ '.ebextensions/a.config': MODE, own: 'mine' }, { [name]: target });
      const before = kept(root);
      const { exitCode } = await runEblint(root, [flag], writingPorts(root));
      expect(exitCode).toBe(2);
      expect(kept(root)).toEqual(before);
      expect(readFileSync(join(root, 'own'), 'utf8')).toBe('mine');
      expect(existsSync(join(dirname(root), 'out/new'))).toBe(false);
    }
  });

  it('--prune-suppressions', async () => {
    const root = checkout(
      { '.ebextensions/a.config': 'commands: {}\n', 'own.json': '{"gone":{"config/x":{"":1}}}' },
      {
        'eblint-suppressions.json': 'own.json',
      },
    );
    const { exitCode, stderr } = await runEblint(root, ['--prune-suppressions'], writingPorts(root));
    expect({ exitCode, isLink: stderr.includes('it is a link') }).toEqual({ exitCode: 2, isLink: true });
  });
});

describe('an editor', () => {
  let editor: TestEditor;
  afterEach(() => {
    editor.end();
  });

  async function open(root: string, name: string) {
    editor = await TestEditor.open([root], { over: diskWrites });
    const text = readFileSync(join(root, name), 'utf8');
    editor.openFile(join(root, name), text);
    await editor.settled();
    return new SourceFile('/a', 'a', text);
  }

  const actionsFor = (root: string, name: string, { lineStarts }: SourceFile, only?: string[]) =>
    editor.ask<lsp.CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: uriOf(join(root, name)) },
      range: { start: { line: 0, character: 0 }, end: { line: lineStarts.length, character: 0 } },
      context: { diagnostics: [], ...(only && { only }) },
    });

  it.each(ATTACKS.filter(([, files]) => files['.ebextensions/a.config'] === NGINX))(
    'is offered nothing by which %s',
    async (_, files, links, reason) => {
      const root = checkout(files, links);
      const text = await open(root, '.ebextensions/a.config');
      const moves = (await actionsFor(root, '.ebextensions/a.config', text)).filter(({ title }) =>
        title.startsWith('Move it'),
      );
      // What leads out of the repository is not even read.
      expect(moves.map(({ edit, disabled }) => [edit, disabled?.reason])).toEqual(
        reason.endsWith('is a link') ? [[undefined, expect.stringContaining(reason)]] : [],
      );
    },
  );

  it('is offered no edit of a file that a link leads to', async () => {
    const root = checkout({}, { '.ebextensions/b.config': '../../out/a.config' });
    const text = await open(root, '.ebextensions/b.config');
    const actions = [
      ...(await actionsFor(root, '.ebextensions/b.config', text)),
      ...(await actionsFor(root, '.ebextensions/b.config', text, ['source.fixAll'])),
    ];
    expect(
      actions.map(({ kind, edit, isPreferred, disabled }) => [kind, edit, isPreferred, disabled?.reason]),
    ).toEqual(
      ['quickfix', 'quickfix', 'source.fixAll.eblint'].map((kind) => [
        kind,
        undefined,
        undefined,
        `Cannot write ${join(root, '.ebextensions/b.config')}: it is a link.`,
      ]),
    );
  });

  it('is offered the edits of a text that was never saved', async () => {
    const root = checkout({}, {});
    editor = await TestEditor.open([root], { over: diskWrites });
    editor.openFile(join(root, '.ebextensions/new.config'), MODE);
    await editor.settled();
    const actions = await actionsFor(root, '.ebextensions/new.config', new SourceFile('/a', 'a', MODE));
    expect(actions.map(({ edit }) => edit !== undefined)).toEqual([true, true]);
  });

  it('renames nothing in a file that a link leads to', async () => {
    const process = 'option_settings:\n  aws:elasticbeanstalk:environment:process:ws:\n    Port: 5001\n';
    const rule = 'option_settings:\n  aws:elbv2:listenerrule:ws:\n    PathPatterns: /ws/*\n    Process: ws\n';
    const root = checkout(
      { '.ebextensions/a.config': rule, 'own/b.config': process },
      { '.ebextensions/b.config': '../own/b.config' },
    );
    await open(root, '.ebextensions/a.config');
    const asked = {
      textDocument: { uri: uriOf(join(root, '.ebextensions/a.config')) },
      position: { line: 3, character: 14 },
    };
    const reason = `Cannot write ${join(root, '.ebextensions/b.config')}: it is a link.`;
    await expect(editor.ask('textDocument/prepareRename', asked)).rejects.toThrow(reason);
    await expect(editor.ask('textDocument/rename', { ...asked, newName: 'chat' })).rejects.toThrow(reason);
    expect(readdirSync(join(root, '.ebextensions')).sort()).toEqual(['a.config', 'b.config']);
  });
});
