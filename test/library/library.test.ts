import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as core from '../../src/index.js';
import * as library from '../../src/package.js';
import { formatNames } from '../../src/report/formats.js';
import { temporaryFolder } from '../support/temporary.js';

const CONFIG = '.ebextensions/a.config';
const WRONG = 'option_settings:\n  aws:elbv2:listener:80:\n    Protocol: nobody\n';
const FIXABLE = 'files:\n  /a:\n    mode: 0755\n    content: x\n';

describe('lintFolder', () => {
  it('checks every project in a folder', async () => {
    const root = temporaryFolder({ [`a/${CONFIG}`]: WRONG, [`b/${CONFIG}`]: FIXABLE, 'c/x': '' });
    const reports = await library.lintFolder(root);
    expect(
      reports.map(({ files, diagnostics }) => [files.root, diagnostics.map(({ ruleId }) => ruleId)]),
    ).toEqual([
      [join(root, 'a'), ['settings/invalid-value']],
      [join(root, 'b'), ['config/unquoted-mode']],
    ]);
  });

  it('takes options', async () => {
    const root = temporaryFolder({ [CONFIG]: WRONG });
    const severities = new Map([['settings/invalid-value', 'off']] as const);
    expect((await library.lintFolder(root, { severities }))[0]?.diagnostics).toEqual([]);
  });

  it('is empty without a project, and throws without a folder', async () => {
    const root = temporaryFolder({});
    expect(await library.lintFolder(root)).toEqual([]);
    await expect(library.lintFolder(join(root, 'nowhere'))).rejects.toThrow(library.ReadError);
  });
});

describe('projects on the disk', () => {
  it('are found and read', async () => {
    const root = temporaryFolder({ [`a/${CONFIG}`]: WRONG, [`b/${CONFIG}`]: WRONG });
    expect(await library.findProjects(['*'], root)).toEqual([join(root, 'a'), join(root, 'b')]);
    expect(await library.findProjects([join(root, `a/${CONFIG}`)])).toEqual([join(root, 'a')]);
    const { files } = library.readProjectFiles(join(root, 'a'));
    expect(files.map(({ name }) => name)).toEqual([CONFIG]);
  });

  it('are fixed in memory', () => {
    const root = temporaryFolder({ [CONFIG]: FIXABLE });
    const { changes, report } = library.fixProject(library.readProjectFiles(root));
    expect(changes.map(({ after }) => after?.text)).toEqual([FIXABLE.replace('0755', '"000755"')]);
    expect(report.diagnostics).toEqual([]);
  });
});

describe('formatResults', () => {
  const results = () => {
    const source = new library.SourceFile(`/app/${CONFIG}`, CONFIG, WRONG);
    const files = [{ name: CONFIG, path: source.path, source }];
    const { diagnostics } = library.lintProject({ root: '/app', files, ebCliConfigs: [] });
    return library.toLintResults(diagnostics, { withExcerpts: true, withSource: true });
  };

  it.each(formatNames)('prints %s', async (format) => {
    expect(await library.formatResults(results(), format, { cwd: '/app' })).toContain(
      'settings/invalid-value',
    );
  });

  it('refuses a format that does not exist', async () => {
    await expect(library.formatResults([], 'stilish', { cwd: '/' })).rejects.toThrow(
      new TypeError('Unknown format "stilish". Did you mean "stylish"?'),
    );
  });
});

describe('the catalogue', () => {
  it('is looked up', () => {
    expect(library.namespaceNames()).toContain('aws:elbv2:listener:PORT');
    expect(library.findNamespace('aws:elbv2:listener:443')?.listedAs).toBe('aws:elbv2:listener:PORT');
    expect(library.findOption('aws:elbv2:listener:443', 'Protocol')).toMatchObject({ default: 'HTTP' });
    expect(library.findOption('aws:elbv2:listener:443', 'Protokol')).toBeUndefined();
    expect(library.CATALOGUE_DATE).toMatch(/^\d{4}-\d\d-\d\d$/);
  });
});

describe('options', () => {
  const project = { root: '/app', files: [], ebCliConfigs: [] };
  const refused: readonly [object, string][] = [
    [{ preset: 'strickt' }, 'Unknown preset "strickt". Did you mean "strict"?'],
    [{ preset: 'all' }, 'Unknown preset "all". Use recommended, strict, or controls.'],
    [{ preset: 1 }, 'Unknown preset "1". Use recommended, strict, or controls.'],
    // It exists, but for eblint itself.
    [
      { fixs: 1 },
      'Unknown option "fixs". Use preset, severities, platform, unsafe, configuration, or configurationFolder.',
    ],
    [{ pre: 'strict' }, expect.stringMatching(/^Unknown option "pre"\. /) as string],
    [{ presets: 'strict' }, 'Unknown option "presets". Did you mean "preset"?'],
    [{ generation: 'al1' }, 'Unknown generation "al1". Use al2023 or windows.'],
    [{ platform: 'Pyhton' }, expect.stringMatching(/^"Pyhton" is not the name of a platform\. /) as string],
    [{ severities: { a: 'off' } }, 'The option severities is not a Map of rules to severities.'],
    [
      { severities: new Map([['settings/invalid-value', 'of']]) },
      'Unknown severity "of". Did you mean "off"?',
    ],
    [
      { severities: new Map([['settings/invalid-valeu', 'off']]) },
      'Unknown rule "settings/invalid-valeu". Did you mean "settings/invalid-value"?',
    ],
    [{ severities: new Map([['x', 'off']]) }, 'Unknown rule "x". Use an id of ALL_RULES.'],
  ];

  it.each(refused)('%j are refused', async (options, message) => {
    const calls = [
      () => library.lintProject(project, options),
      () => library.fixProject(project, options),
      () => new library.ProjectLinter(project, options),
    ];
    for (const call of calls) expect(call).toThrow(expect.objectContaining({ name: 'TypeError', message }));
    await expect(library.lintFolder('/nowhere', options)).rejects.toThrow(
      expect.objectContaining({ message }),
    );
  });

  it.each([
    {},
    { platform: undefined },
    { preset: 'strict', platform: 'Python 3.12 running on 64bit Amazon Linux 2023' },
    { platform: 'arn:aws:elasticbeanstalk:eu-west-1::platform/x/1.2.3', unsafe: true },
  ] as const)('%j are taken', (options) => {
    expect(library.fixProject(project, options).changes).toEqual([]);
  });
});

describe('a parameter of another type', () => {
  const file = { name: 'Procfile', path: '/app/Procfile' };
  const withFile = (one: unknown) => ({ root: '/app', files: [one], ebCliConfigs: [] });
  const A_SOURCE = 'a SourceFile: make one with `new SourceFile(path, name, text)`';

  it.each<[unknown, string, string]>([
    [undefined, 'files', 'an object with `root`, `files` and `ebCliConfigs`'],
    ['/app', 'files', 'an object with `root`, `files` and `ebCliConfigs`'],
    [{ files: [], ebCliConfigs: [] }, 'files.root', 'a text'],
    [{ root: '/app', ebCliConfigs: [] }, 'files.files', 'an array'],
    [{ root: '/app', files: [] }, 'files.ebCliConfigs', 'an array'],
    [{ root: '/app', files: [], ebCliConfigs: ['x'] }, 'files.ebCliConfigs[0]', A_SOURCE],
    [withFile(null), 'files.files[0]', 'an object with `name` and `path`'],
    [withFile({ path: '/x' }), 'files.files[0].name', 'a text'],
    [withFile({ name: 'x' }), 'files.files[0].path', 'a text'],
    [withFile({ ...file, source: 'web: x' }), 'files.files[0].source', A_SOURCE],
    [withFile({ ...file, source: undefined }), 'files.files[0].source', A_SOURCE],
  ])('%j is named', (files, name, expected) => {
    const message = `The parameter ${name} is not ${expected}.`;
    const project = files as library.ProjectFiles;
    const calls = [
      () => library.lintProject(project),
      () => library.fixProject(project),
      () => new library.ProjectLinter(project),
    ];
    for (const call of calls) expect(call).toThrow(new TypeError(message));
  });

  it.each<[string, () => unknown, string]>([
    ['lintFolder', () => library.lintFolder(1 as never), 'The parameter folder is not a path.'],
    [
      'findProjects',
      () => library.findProjects('a' as never),
      'The parameter paths is not an array of paths.',
    ],
    [
      'readProjectFiles',
      async () => Promise.resolve(library.readProjectFiles(1 as never)),
      'The parameter root is not a path.',
    ],
    [
      'formatResults',
      () => library.formatResults({} as never, 'unix', { cwd: '/' }),
      'The parameter results is not an array: see `toLintResults`.',
    ],
    [
      'formatResults',
      () => library.formatResults([], 'unix', {} as never),
      'The parameter settings.cwd is not a path.',
    ],
    [
      'update',
      async () =>
        Promise.resolve(
          new library.ProjectLinter({ root: '/app', files: [], ebCliConfigs: [] }).update({} as never),
        ),
      'The parameter changes is not a Map of names of files to their texts.',
    ],
  ])('of %s is named', async (_, call, message) => {
    await expect(call()).rejects.toThrow(new TypeError(message));
  });
});

it('the core is a part of the library', () => {
  expect(Object.keys(library)).toEqual(expect.arrayContaining(Object.keys(core)));
});
