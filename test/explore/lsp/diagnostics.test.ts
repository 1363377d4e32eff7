import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FULL, TestEditor, uriOf } from '../../support/language-client.js';
import { temporaryFolder } from '../../support/temporary.js';

const PROCFILE = 'web: daphne -b 0.0.0.0 -p 5000 app.asgi:application\n';
const CONFIG = `option_settings:
  aws:elasticbeanstalk:environment:
    LoadBalancerType: application
  aws:elasticbeanstalk:environment:process:web:
    Port: 5000
  aws:elbv2:listener:443:
    DefaultProcess: web
    ListenerEnabled: true
    Protocol: HTTPS
    SSLCertificateArns: arn:aws:acm:eu-central-1:111122223333:certificate/5f2d9c1e-3b7a-4c8d-9e10-a1b2c3d4e5f6
    SSLPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06
`;
const NAME = '.ebextensions/app.config';
const FILES = { [NAME]: CONFIG, Procfile: PROCFILE, '.git/HEAD': '' };
const WRONG = CONFIG.replace('DefaultProcess: web', 'DefaultProcess: wep');

let editor: TestEditor;
afterEach(() => {
  editor.end();
});

async function open(
  files: Record<string, string> = FILES,
  settings: Parameters<typeof TestEditor.open>[1] = {},
) {
  const root = temporaryFolder(files);
  editor = await TestEditor.open([root], settings);
  return (name: string): string => join(root, name);
}

const codesOf = async (path: string) => (await editor.diagnosticsOf(path)).map(({ code }) => code);

it('finds what is wrong in all files of a project, with the text that is not saved', async () => {
  const path = await open();
  editor.openFile(path('Procfile'), PROCFILE);
  expect(await codesOf(path('Procfile'))).toEqual([]);
  expect(editor.shown.size).toBe(0);
  editor.change(path('Procfile'), PROCFILE.replace('5000', '5001'));
  expect(await codesOf(path('Procfile'))).toEqual(['routing/port-mismatch']);
  editor.openFile(path(NAME), WRONG);
  expect(await codesOf(path(NAME))).toContain('routing/unknown-process');
  editor.change(path(NAME), CONFIG);
  editor.change(path('Procfile'), PROCFILE);
  expect(await codesOf(path('Procfile'))).toEqual([]);
  expect(editor.shown.size).toBe(0);
});

it('finds what is wrong in an environment that only a file of Terraform describes, as it is edited', async () => {
  const environment = (timeout: string) =>
    `resource "aws_elastic_beanstalk_environment" "a" {\n  setting {\n    namespace = "aws:elasticbeanstalk:command"\n    name = "Timeout"\n    value = "${timeout}"\n  }\n}\n`;
  const path = await open({ 'terraform/main.tf': environment('600'), '.git/HEAD': '' });
  editor.openFile(path('terraform/main.tf'), environment('7200'));
  expect(await codesOf(path('terraform/main.tf'))).toEqual(['settings/invalid-value']);
  editor.change(path('terraform/main.tf'), environment('600'));
  expect(await codesOf(path('terraform/main.tf'))).toEqual([]);
});

it('tells the message, the help, the other end, the page and the version', async () => {
  const path = await open();
  editor.openFile(path('Procfile'), PROCFILE.replace('5000', '5001'), 7);
  const [diagnostic] = await editor.diagnosticsOf(path('Procfile'));
  expect(diagnostic).toEqual({
    range: { start: { line: 0, character: 26 }, end: { line: 0, character: 30 } },
    severity: 1,
    code: 'routing/port-mismatch',
    codeDescription: {
      href: 'https://github.com/eblint/eblint/blob/main/docs/rules/routing/port-mismatch.md',
    },
    source: 'eblint',
    message:
      'daphne listens on port 5001, but process "web" expects 5000\nUse `-p 5000`, or set `Port` of the process to 5001.',
    relatedInformation: [
      {
        location: {
          uri: uriOf(path(NAME)),
          range: { start: { line: 4, character: 10 }, end: { line: 4, character: 14 } },
        },
        message: 'port of process "web"',
      },
    ],
  });
  expect(editor.shown.get(uriOf(path('Procfile')))?.version).toBe(7);
});

it('marks what has no effect, and leaves out what an editor does not take', async () => {
  const files = { ...FILES, [NAME]: 'commands:\n  a:\n    command: "true"\n    leader_only: true\n' };
  const path = await open(files);
  editor.openFile(path('Procfile'), PROCFILE);
  expect((await editor.diagnosticsOf(path(NAME))).map(({ tags }) => tags)).toEqual([[1]]);
  editor.end();
  const plain = await open(files, { capabilities: {} });
  editor.openFile(plain(NAME), files[NAME] ?? '', 3);
  // Without versions, nothing but time tells that an editor was told.
  await expect.poll(() => editor.shown.size, { timeout: 10_000 }).toBe(1);
  const shown = editor.shown.get(uriOf(plain(NAME)));
  expect(shown).not.toHaveProperty('version');
  expect(Object.keys(shown?.diagnostics[0] ?? {}).sort()).toEqual([
    ...['code', 'message', 'range', 'severity', 'source'],
  ]);
});

it('counts as the editor counts', async () => {
  const text = 'web: daphne -b 0.0.0.0 --server-name "é😀" -p 5001 app.asgi:application\n';
  for (const [encoding, character] of [
    ['utf-8', 49],
    ['utf-16', 46],
    ['utf-32', 45],
  ] as const) {
    const capabilities = { ...FULL, general: { positionEncodings: ['utf-7', encoding, 'utf-16'] } };
    const root = temporaryFolder({ ...FILES, Procfile: text });
    const started = TestEditor.start();
    const { capabilities: own } = await started.initialize([root], capabilities);
    expect(own.positionEncoding).toBe(encoding);
    started.openFile(join(root, 'Procfile'), text);
    const [diagnostic] = await started.diagnosticsOf(join(root, 'Procfile'));
    expect(diagnostic?.range.start).toEqual({ line: 0, character });
    started.end();
  }
  editor = TestEditor.start();
});

describe('of files that change outside of the editor', () => {
  /** Tells that the disk is different, and waits for what is found then. */
  const changed = async (path: string, asked: string, text: string): Promise<void> => {
    editor.diskChanged(path);
    editor.change(asked, text);
    await editor.settled();
  };

  it('follows what is written, made, renamed and deleted', async () => {
    const path = await open();
    editor.openFile(path('Procfile'), PROCFILE);
    expect(await codesOf(path(NAME))).toEqual([]);
    writeFileSync(path(NAME), WRONG);
    await changed(path(NAME), path('Procfile'), PROCFILE);
    expect(await codesOf(path(NAME))).toContain('routing/unknown-process');
    const other = path('.ebextensions/other.config');
    renameSync(path(NAME), other);
    await changed(other, path('Procfile'), PROCFILE);
    expect(await codesOf(path(NAME))).toEqual([]);
    expect(await codesOf(other)).toContain('routing/unknown-process');
    rmSync(other);
    await changed(other, path('Procfile'), PROCFILE);
    expect(editor.shown.size).toBe(0);
    mkdirSync(path('.platform/hooks'), { recursive: true });
    writeFileSync(path(NAME), WRONG);
    await changed(path(NAME), path('Procfile'), PROCFILE);
    expect(await codesOf(path(NAME))).toContain('routing/unknown-process');
  });

  it('has the text of the disk after a text was closed', async () => {
    const path = await open();
    editor.openFile(path('Procfile'), PROCFILE);
    editor.openFile(path(NAME), WRONG);
    expect(await codesOf(path(NAME))).toContain('routing/unknown-process');
    editor.close(path(NAME));
    editor.change(path('Procfile'), PROCFILE);
    expect(await codesOf(path(NAME))).toEqual([]);
  });

  it('is told by the system, and asks the editor where the system has no more watches', async () => {
    let fail: () => void = () => undefined;
    let change: () => void = () => undefined;
    const registered: unknown[] = [];
    const root = temporaryFolder(FILES);
    const watched = new Set<string>();
    editor = await TestEditor.open([root], {
      capabilities: {
        ...FULL,
        workspace: { ...FULL.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
      },
      over: {
        openWatcher: ({ onChange, onFailure }) => {
          change = onChange;
          fail = () => {
            onFailure(new Error('no more watches') as never);
          };
          const watch = (path: string) => void watched.add(path);
          return Promise.resolve({ watch, watchFolder: watch, close: () => undefined });
        },
      },
    });
    editor.connection.onRequest('client/registerCapability', (params) => {
      registered.push(params);
      return null;
    });
    editor.openFile(join(root, 'Procfile'), PROCFILE);
    expect(await codesOf(join(root, NAME))).toEqual([]);
    expect([...watched]).toEqual(expect.arrayContaining([join(root, NAME), join(root, '.ebextensions')]));
    writeFileSync(join(root, NAME), WRONG);
    change();
    editor.change(join(root, 'Procfile'), PROCFILE);
    expect(await codesOf(join(root, NAME))).toContain('routing/unknown-process');
    fail();
    fail();
    await expect.poll(() => registered).toHaveLength(1);
    expect(JSON.stringify(registered)).toContain('workspace/didChangeWatchedFiles');
    expect(editor.log).toEqual(['no more watches']);
  });
});

describe('which project', () => {
  it('is that of each open file, in several folders, and no other is looked for', async () => {
    const [first, second] = [temporaryFolder({}), temporaryFolder({})];
    const project = { [NAME]: WRONG };
    for (const [root, name] of [
      [first, 'a'],
      [first, 'b'],
      [second, 'c'],
    ] as const)
      for (const [file, text] of Object.entries(project)) {
        mkdirSync(join(root, name, '.ebextensions'), { recursive: true });
        writeFileSync(join(root, name, file), text);
      }
    editor = await TestEditor.open([first, second]);
    editor.openFile(join(first, 'a', NAME), WRONG);
    editor.openFile(join(second, 'c', NAME), WRONG);
    await editor.settled();
    expect([...editor.shown.keys()].sort()).toEqual(
      [join(first, 'a', NAME), join(second, 'c', NAME)].map(uriOf).sort(),
    );
  });

  it('follows the folders of the editor, and forgets a project that is in none of them when it is closed', async () => {
    const [first, second] = [temporaryFolder({ [NAME]: WRONG }), temporaryFolder({ [NAME]: WRONG })];
    editor = await TestEditor.open([first]);
    editor.openFile(join(first, NAME), WRONG);
    editor.openFile(join(second, NAME), WRONG);
    await editor.settled();
    expect(editor.shown.size).toBe(2);
    editor.close(join(second, NAME));
    editor.change(join(first, NAME), WRONG);
    await editor.settled();
    expect([...editor.shown.keys()]).toEqual([uriOf(join(first, NAME))]);
    editor.tell('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: uriOf(second), name: 's' }], removed: [{ uri: uriOf(first), name: 'f' }] },
    });
    editor.openFile(join(second, NAME), CONFIG);
    await editor.settled();
    expect([...editor.shown.keys()]).toEqual([uriOf(join(first, NAME))]);
  });

  it('is none for a file that is not in one, nor for one below a home that has the files of the EB CLI', async () => {
    const home = temporaryFolder({ '.elasticbeanstalk/config': '', 'x/app.config': WRONG });
    editor = await TestEditor.open([], { over: { env: { HOME: home } } });
    editor.openFile(join(home, 'x/app.config'), WRONG);
    editor.openFile(join(temporaryFolder({ 'notes.txt': '' }), 'notes.txt'), 'a');
    editor.tell('textDocument/didOpen', {
      textDocument: { uri: 'untitled:Procfile', languageId: 'x', version: 1, text: 'web' },
    });
    await editor.settled();
    expect(editor.shown.size).toBe(0);
    expect(editor.log).toEqual([]);
  });

  it('is the home of a user where that is the folder that is open', async () => {
    const home = temporaryFolder({ '.elasticbeanstalk/config.yml': '', [NAME]: WRONG });
    editor = await TestEditor.open([home], { over: { env: { HOME: home } } });
    editor.openFile(join(home, NAME), WRONG);
    expect((await editor.diagnosticsOf(join(home, NAME))).length).toBeGreaterThan(0);
    editor.end();
    editor = await TestEditor.open([], { over: { env: { USERPROFILE: home } } });
    editor.openFile(join(home, NAME), WRONG);
    expect(await editor.diagnosticsOf(join(home, NAME))).toEqual([]);
  });
});

it('follows a configuration above the project while it is edited', async () => {
  const off = 'rules: {"*/*": off}\n';
  const root = temporaryFolder({ '.git/HEAD': '', 'eblint.config.yaml': '{}\n', [`app/${NAME}`]: WRONG });
  editor = await TestEditor.open([root]);
  const [configuration, file] = [join(root, 'eblint.config.yaml'), join(root, 'app', NAME)];
  editor.openFile(file, WRONG);
  editor.openFile(configuration, '{}\n');
  const before = await editor.diagnosticsOf(file);
  expect(before.length).toBeGreaterThan(0);
  editor.change(configuration, off.replace('*/*', `${String(before[0]!.code).replace(/\/.*/, '')}/*`));
  const after = (await editor.diagnosticsOf(file)).map(({ code }) => code);
  expect(after).not.toContain(before[0]!.code);
  editor.change(configuration, '{}\n');
  expect(await editor.diagnosticsOf(file)).toEqual(before);
});

it('shows the mistakes of a configuration, and nothing else until they are corrected', async () => {
  const path = await open({ ...FILES, [NAME]: WRONG, 'eblint.config.yaml': 'rules: {no/such: error}\n' });
  editor.openFile(path(NAME), WRONG);
  expect(await codesOf(path(NAME))).toEqual([]);
  const [fault] = await editor.diagnosticsOf(path('eblint.config.yaml'));
  expect(fault).toMatchObject({
    range: { start: { line: 0, character: 8 } },
    severity: 1,
    message: expect.stringContaining('no/such') as string,
  });
  editor.openFile(path('eblint.config.yaml'), 'rules: {routing/*: warning}\n');
  expect((await editor.diagnosticsOf(path(NAME))).map(({ severity }) => severity)).toContain(2);
  expect(editor.shown.has(uriOf(path('eblint.config.yaml')))).toBe(false);
});

it('takes a text that has the same version as the one before, and no older one', async () => {
  const broken = 'files:\n  /opt/a:\n    mode: 0755\n    content: x\n';
  const root = temporaryFolder({ '.git/HEAD': '', '.ebextensions/a.config': broken });
  const path = join(root, '.ebextensions/a.config');
  editor = await TestEditor.open([root]);
  editor.openFile(path, broken, 5);
  expect(await editor.diagnosticsOf(path)).toHaveLength(1);
  editor.change(path, broken.replace('0755', '"000755"'), 5);
  await vi.waitFor(() => {
    expect(editor.shown.get(uriOf(path))).toBeUndefined();
  });
  editor.change(path, broken, 4);
  editor.change(path, broken.replace('0755', '"000644"'), 6);
  expect(await editor.diagnosticsOf(path)).toEqual([]);
});

describe('while a key is half typed', () => {
  it('nothing stays of another project', async () => {
    const text = 'option_settings:\n  aws:autoscaling:asg:\n    MinSize: 1\n';
    const root = temporaryFolder({
      '.git/HEAD': '',
      'a/.ebextensions/a.config': text,
      'b/Procfile': 'web: gunicorn app\n',
      'b/.ebextensions/b.config': 'files:\n  /opt/a:\n    mode: 0755\n    content: x\n',
    });
    const [own, other] = [join(root, 'a/.ebextensions/a.config'), join(root, 'b/.ebextensions/b.config')];
    editor = await TestEditor.open([root]);
    editor.openFile(own, text);
    editor.openFile(join(root, 'b/Procfile'), 'web: gunicorn app\n');
    await editor.settled();
    expect(editor.shown.get(uriOf(other))?.diagnostics).toHaveLength(1);
    rmSync(other);
    editor.diskChanged(other);
    editor.change(own, `${text}    Max\n`);
    expect((await editor.diagnosticsOf(own)).map(({ code }) => code)).toContain('config/syntax-error');
    expect(editor.shown.get(uriOf(other))).toBeUndefined();
  });

  const TYPED = `option_settings:
  aws:elbv2:listener:443:
    Protocol: HTTPS
    SSLCertificateArns: arn:aws:acm:region:account-id:certificate/x
  aws:autoscaling:asg:
    MinSiz: 1
files:
  /a:
    mode: 0755
    content: x
`;
  const NAME = '.ebextensions/a.config';

  const shownIn = async (editor: TestEditor, path: string) =>
    (await editor.diagnosticsOf(path)).map(({ code, range }) => `${range.start.line + 1} ${code}`).sort();

  it.each([
    ['a key without a colon', 3, '    Rules'],
    ['a list without an end', 3, '    Rules: [a'],
    ['a name at the end', 10, '  /b'],
  ])('what it hides stays shown, in its lines: %s', async (_, line, typed) => {
    const root = temporaryFolder({ '.git/HEAD': '', [NAME]: TYPED, Procfile: 'web: gunicorn a\n' });
    const editor = await TestEditor.open([root]);
    const path = join(root, NAME);
    editor.openFile(path, TYPED);
    const before = await shownIn(editor, path);
    expect(before).toEqual([
      '4 https/invalid-certificate-arn',
      '6 settings/unknown-option',
      '9 config/unquoted-mode',
    ]);
    const lines = TYPED.split('\n');
    lines.splice(line, 0, typed);
    editor.change(path, lines.join('\n'));
    const moved = before.map((one) =>
      one.replace(/^\d+/, (own) => String(Number(own) + (Number(own) > line ? 1 : 0))),
    );
    const now = await shownIn(editor, path);
    expect(now.filter((one) => !one.endsWith('config/syntax-error'))).toEqual(moved.sort());
    expect(now.length).toBeGreaterThan(moved.length);
    // What was in a line that is gone is gone, and so is all of it once the file can be read.
    lines.splice(line, 1);
    editor.change(path, lines.join('\n').replace('MinSiz:', 'MinSize:').replace('0755', '"000755"'));
    expect(await shownIn(editor, path)).toEqual(['4 https/invalid-certificate-arn']);
    editor.end();
  });
});
