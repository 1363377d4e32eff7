import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPlatform, namedPlatforms, runsProcfile } from '../../../src/model/platform/find-platform.js';
import type { Platform } from '../../../src/model/platform/platform.js';
import type { ProjectFile, ProjectFiles } from '../../../src/model/project.js';
import { parseEbCliConfig } from '../../../src/parse/eb-cli-config.js';
import { parseManifestPlatform } from '../../../src/parse/env-yaml.js';
import { parsePlatformName } from '../../../src/parse/platform-name.js';
import { SourceFile } from '../../../src/source/index.js';

const file = (name: string, text: string) => new SourceFile(`/app/${name}`, name, text);

describe('parsePlatformName', () => {
  it.each([
    // branches
    ['Python 3.11 running on 64bit Amazon Linux 2023', 'python', 'al2023'],
    ['Python 3.8 running on 64bit Amazon Linux 2', 'python', 'al2'],
    ['Python 3.6 running on 64bit Amazon Linux', 'python', 'al1'],
    ['Node.js 18 running on 64bit Amazon Linux 2023', 'node', 'al2023'],
    ['Node.js running on 64bit Amazon Linux', 'node', 'al1'],
    ['Puma with Ruby 2.6 running on 64bit Amazon Linux', 'ruby', 'al1'],
    ['Ruby 3.4 running on 64bit Amazon Linux 2023', 'ruby', 'al2023'],
    ['Tomcat 8.5 with Corretto 11 running on 64bit Amazon Linux 2', 'tomcat', 'al2'],
    ['Corretto 17 running on 64bit Amazon Linux 2023', 'java', 'al2023'],
    ['.NET 8 running on 64bit Amazon Linux 2023', 'dotnet', 'al2023'],
    ['.NET Core running on 64bit Amazon Linux 2', 'dotnet', 'al2'],
    ['Go 1 running on 64bit Amazon Linux 2', 'go', 'al2'],
    ['ECS running on 64bit Amazon Linux 2023', 'ecs', 'al2023'],
    ['Multi-container Docker running on 64bit Amazon Linux', 'ecs', 'al1'],
    ['Docker running on 64bit Amazon Linux 2', 'docker', 'al2'],
    ['IIS 10.0 running on 64bit Windows Server 2019', 'windows', 'windows'],
    ['Some New Thing 1 running on 64bit Windows Server 2022', 'windows', 'windows'],
    ['  Python 3.11 running on 64bit Amazon Linux 2023  ', 'python', 'al2023'],
    // solution stacks
    ['64bit Amazon Linux 2 v3.5.1 running Python 3.8', 'python', 'al2'],
    ['64bit Amazon Linux 2023 v4.13.7 running Python 3.14', 'python', 'al2023'],
    ['64bit Amazon Linux 2018.03 v2.9.3 running Python 3.6', 'python', 'al1'],
    ['64bit Amazon Linux 2018.03 v2.8.0 running Go 1.11.4', 'go', 'al1'],
    ['64bit Amazon Linux 2018.03 v2.11.0 running Multi-container Docker 18.06.1-ce (Generic)', 'ecs', 'al1'],
    ['64bit Amazon Linux 2 v4.3.6 running Tomcat 8.5 Corretto 11', 'tomcat', 'al2'],
    ['64bit Windows Server Core 2019 v2.5.9 running IIS 10.0', 'windows', 'windows'],
    ['64bit Windows Server 2012 R2 v2.5.9 running IIS 8.5', 'windows', 'windows'],
    ['64bit Debian jessie v2.9.4 running GlassFish 4.1 Java 8 (Preconfigured - Docker)', 'docker', 'al1'],
    ['64bit-amazon-linux-2-v3.3.6-running-python-3.8', 'python', 'al2'],
    // ARNs
    [
      'arn:aws:elasticbeanstalk:eu-west-1::platform/Python 3.11 running on 64bit Amazon Linux 2023/4.0.1',
      'python',
      'al2023',
    ],
    [
      'arn:aws:elasticbeanstalk:us-west-2::platform/Puma with Ruby 2.6 running on 64bit Amazon Linux/2.11.0',
      'ruby',
      'al1',
    ],
    [
      'arn:aws-cn:elasticbeanstalk:cn-north-1::platform/Docker running on 64bit Amazon Linux 2/3.4.1',
      'docker',
      'al2',
    ],
    ['arn:aws:elasticbeanstalk:::platform/Node.js 24 running on 64bit Amazon Linux 2023', 'node', 'al2023'],
    ['arn:aws:elasticbeanstalk:us-east-1:111122223333:platform/Python Of Ours/1.0.0', undefined, undefined],
    ['arn:aws:acm:us-east-1:111122223333:certificate/python', undefined, undefined],
    ['arn:', undefined, undefined],
    // short names
    ['python-3.8', 'python', undefined],
    ['Python 3.8', 'python', undefined],
    ['PYTHON 3.11', 'python', undefined],
    ['Python 3.6', 'python', 'al1'],
    ['python-2.7', 'python', 'al1'],
    ['Python 3.60', 'python', undefined],
    ['node.js', 'node', undefined],
    ['Node.js 18', 'node', undefined],
    ['nodejs', 'node', undefined],
    ['docker', 'docker', undefined],
    ['  Docker  ', 'docker', undefined],
    ['Multi-container Docker', 'ecs', 'al1'],
    ['PHP 8.1', 'php', undefined],
    ['Tomcat 8.5 with Corretto 11', 'tomcat', undefined],
    ['Tomcat 8.5 with Java 8', 'tomcat', 'al1'],
    ['Java 8', 'java', 'al1'],
    ['Corretto 8', 'java', undefined],
    ['.NET Core', 'dotnet', undefined],
    ['.net-core-on-linux', 'dotnet', undefined],
    ['.NET on Windows Server', 'windows', 'windows'],
    ['Go 1', 'go', undefined],
    ['Ruby 2.6 (Puma)', 'ruby', 'al1'],
    ['GlassFish', 'other', 'al1'],
    // nothing that is known
    ['', undefined, undefined],
    ['running', undefined, undefined],
    ['google-like', undefined, undefined],
    ['my python platform', undefined, undefined],
    ['pythonic', undefined, undefined],
    ['.NET', undefined, undefined],
  ])('%s', (name, language, generation) => {
    expect(parsePlatformName(name)).toMatchObject({ language, generation });
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      'arn:',
      ':',
      'platform/',
      ' running on ',
      ' running ',
      '64bit',
      'Amazon Linux',
      ' 2',
      '-',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        expect(() => parsePlatformName(pieces.join(''))).not.toThrow();
      }),
    );
  });
});

const CONFIG = `branch-defaults:
  main:
    environment: shop-prod
global:
  application_name: shop
  default_platform: Python 3.11 running on 64bit Amazon Linux 2023
  platform_name: null
  workspace_type: Application
`;

describe('parseEbCliConfig', () => {
  it('gives each fact its place', () => {
    const source = file('.elasticbeanstalk/config.yml', CONFIG);
    const { defaultPlatform, platformName, workspaceType } = parseEbCliConfig(source);
    expect(defaultPlatform?.text).toBe('Python 3.11 running on 64bit Amazon Linux 2023');
    const { start, end } = defaultPlatform!.place.span;
    expect(source.text.slice(start, end)).toBe('Python 3.11 running on 64bit Amazon Linux 2023');
    expect(platformName).toBeUndefined();
    expect(workspaceType?.text).toBe('Application');
  });

  it('reads a name that goes on in the next line, with CR LF and a BOM', () => {
    const text = `\uFEFFglobal:\r\n  default_platform: arn:aws:elasticbeanstalk:us-east-1::platform/Node.js running on\r\n    64bit Amazon Linux/4.8.3\r\n`;
    expect(parsePlatformName(parseEbCliConfig(file('config.yml', text)).defaultPlatform!.text)).toMatchObject(
      {
        language: 'node',
        generation: 'al1',
      },
    );
  });

  it.each([
    '',
    '#',
    'global:',
    'global: 1',
    'global: []',
    'global:\n  default_platform:',
    'global: {default_platform: ~}',
    'global: {default_platform: " "}',
    'global: {default_platform: {a: b}}',
    '\t{',
    'global:\n  default_platform: "',
  ])('has no platform for %j', (text) => {
    expect(parseEbCliConfig(file('config.yml', text)).defaultPlatform).toBeUndefined();
  });
});

describe('parseManifestPlatform', () => {
  it.each([
    [
      'SolutionStack: 64bit Amazon Linux 2023 v4.1.1 running Docker',
      '64bit Amazon Linux 2023 v4.1.1 running Docker',
    ],
    [
      'Platform:\n  PlatformArn: arn:aws:elasticbeanstalk:::platform/X/1.0.0',
      'arn:aws:elasticbeanstalk:::platform/X/1.0.0',
    ],
    ['AWSConfigurationTemplateVersion: 1.1.0.0', undefined],
    ['', undefined],
  ])('%j', (text, name) => {
    expect(parseManifestPlatform(file('env.yaml', text))?.text).toBe(name);
  });
});

const project = (files: readonly ProjectFile[], ...configs: readonly string[]): ProjectFiles => ({
  root: '/app',
  files,
  ebCliConfigs: configs.map((text) => file('.elasticbeanstalk/config.yml', text)),
});
const known = (name: string): ProjectFile => ({ name, path: `/app/${name}` });
const read = (name: string, text: string): ProjectFile => ({
  name,
  path: `/app/${name}`,
  source: file(name, text),
});
const find = (files: ProjectFiles, override?: string, ...usedNamespaces: string[]): Platform =>
  findPlatform(files, override, { usedNamespaces });

const MANIFEST = read('env.yaml', 'SolutionStack: 64bit Amazon Linux 2 v3.5.1 running Ruby 3.0');

describe('findPlatform', () => {
  it('takes --platform before all', () => {
    expect(find(project([MANIFEST], CONFIG), 'Go 1 running on 64bit Amazon Linux 2')).toEqual({
      name: 'Go 1 running on 64bit Amazon Linux 2',
      place: undefined,
      language: 'go',
      generation: 'al2023',
      isRetired: true,
    });
  });

  it('takes the strongest configuration that names one', () => {
    const weak = 'global: {default_platform: PHP 8.3}';
    expect(find(project([MANIFEST], CONFIG, weak))).toMatchObject({
      language: 'python',
      generation: 'al2023',
    });
    expect(find(project([MANIFEST], 'global: {default_platform: null}', weak)).language).toBe('php');
  });

  it('says where the name is', () => {
    const { name, place } = find(project([], CONFIG));
    expect(place!.file.text.slice(place!.span.start, place!.span.end)).toBe(name);
  });

  it('reads env.yaml next, wherever it is among the files', () => {
    expect(find(project([known('Procfile'), read('app.yaml', 'a: b'), MANIFEST])).language).toBe('ruby');
    expect(find(project([MANIFEST]))).toMatchObject({ language: 'ruby', isRetired: true });
  });

  it('reads saved configurations last', () => {
    const saved = read(
      '.elasticbeanstalk/saved_configs/prod.cfg.yml',
      'Platform: {PlatformArn: "arn:aws:elasticbeanstalk:::platform/PHP 8.4 running on 64bit Amazon Linux 2023"}',
    );
    expect(find(project([saved]))).toMatchObject({ language: 'php', generation: 'al2023', isRetired: false });
    expect(find(project([saved, MANIFEST])).language).toBe('ruby');
    expect(
      namedPlatforms(project([saved, MANIFEST, known('env.yml')], CONFIG)).map(
        ({ place }) => place.file.name,
      ),
    ).toEqual(['.elasticbeanstalk/config.yml', 'env.yaml', saved.name]);
  });

  it.each([
    ['Python 3.6 running on 64bit Amazon Linux', 'al2023'],
    ['Python 3.8', 'al2023'],
    ['64bit Windows Server 2012 R2 v2.11.5 running IIS 8.5', 'windows'],
  ])('takes the successor of what is retired: %s', (name, generation) => {
    expect(find(project([]), name)).toMatchObject({ generation, isRetired: true });
  });

  it('does not guess where the name is not known before deployment', () => {
    const platform = find(project([known('Dockerfile')], 'global: {default_platform: "${PLATFORM}"}'));
    expect(platform).toMatchObject({ name: '${PLATFORM}', language: undefined, generation: undefined });
    const name = 'Python ${VERSION} running on 64bit Amazon Linux 2023';
    expect(find(project([], `global: {default_platform: "${name}"}`))).toMatchObject({
      name,
      language: undefined,
      generation: undefined,
    });
  });

  it.each([
    ['ecs', [read('Dockerrun.aws.json', '{"AWSEBDockerrunVersion": 2}')], []],
    ['ecs', [read('Dockerrun.aws.json', '{"AWSEBDockerrunVersion":"2"}')], []],
    ['ecs', [read('Dockerrun.aws.json', '{ "AWSEBDockerrunVersion" : 2 }')], []],
    ['docker', [read('Dockerrun.aws.json', '{"AWSEBDockerrunVersion": "1"}')], []],
    ['docker', [read('Dockerrun.aws.json', '{"AWSEBDockerrunVersion": 20}')], []],
    ['docker', [known('Dockerrun.aws.json')], ['aws:elasticbeanstalk:container:python']],
    ['python', [known('Dockerfile')], ['aws:elasticbeanstalk:container:python']],
    [
      'python',
      [],
      ['aws:elasticbeanstalk:container:python:staticfiles', 'aws:elasticbeanstalk:container:python'],
    ],
    ['node', [], ['aws:elasticbeanstalk:container:nodejs']],
    ['php', [], ['aws:elasticbeanstalk:container:php:phpini']],
    ['tomcat', [], ['aws:elasticbeanstalk:container:tomcat:jvmoptions']],
    ['windows', [], ['aws:elasticbeanstalk:container:dotnet:apppool']],
    [undefined, [], ['aws:elasticbeanstalk:container:dotnet:image']],
    ['windows', [known('aws-windows-deployment-manifest.json'), known('web.config')], []],
    [
      'windows',
      [
        known('aws-windows-deployment-manifest.json'),
        read('.ebextensions/a.config', 'files:\n  "c:/etc/a.txt":\n    content: x'),
      ],
      [],
    ],
    ...['Procfile', '.platform/hooks/prebuild/a.sh', '.ebextensions/nginx/nginx.conf'].map(
      (name) => [undefined, [known('aws-windows-deployment-manifest.json'), known(name)], []] as const,
    ),
    ...['packages:\n  yum:\n    git: []', 'files:\n  "/etc/a.conf":\n    content: x'].map(
      (text) =>
        [
          undefined,
          [known('aws-windows-deployment-manifest.json'), read('.ebextensions/a.config', text)],
          [],
        ] as const,
    ),
    [undefined, [], ['aws:elasticbeanstalk:container:python', 'aws:elasticbeanstalk:container:nodejs']],
    [undefined, [], ['aws:elasticbeanstalk:container:constructor', 'aws:elasticbeanstalk:environment:proxy']],
    [undefined, [], ['shop:aws:elasticbeanstalk:container:python']],
    ['docker', [known('docker-compose.yml')], []],
    ['docker', [known('Dockerfile')], []],
    [undefined, [known('Dockerfile'), known('Procfile')], []],
    ...(
      [
        ['python', 'web: gunicorn --bind :8000 shop.wsgi'],
        ['python', 'worker: celery -A shop worker\nweb: exec python -m uvicorn shop.asgi:app'],
        [undefined, 'web: RACK_ENV=production bundle exec puma'],
        [undefined, 'web: java -jar target/shop.jar'],
        ['node', 'web: npm start'],
        [undefined, 'web: ./start.sh gunicorn'],
        [undefined, 'webs: gunicorn shop.wsgi'],
        [undefined, 'web: constructor'],
      ] as const
    ).map(
      ([language, text]) =>
        [language, [read('Procfile', text), known('package.json'), known('requirements.txt')], []] as const,
    ),
    [undefined, [known('Dockerfile'), read('Procfile', 'web: gunicorn shop.wsgi')], []],
    [undefined, [known('package.json'), known('requirements.txt')], []],
    ['ruby', [read('Procfile', 'web: bundle exec puma'), known('package.json'), known('Gemfile')], []],
    [undefined, [read('Procfile', 'web: gunicorn shop.wsgi')], []],
    [undefined, [read('Procfile', 'web: gunicorn shop.wsgi'), known('package.json')], []],
    [undefined, [known('docker/Dockerfile'), known('sub/Dockerrun.aws.json')], []],
    [undefined, [], []],
  ] as const)('infers %s', (language, files, namespaces) => {
    expect(find(project(files), undefined, ...namespaces)).toEqual({
      name: undefined,
      place: undefined,
      language,
      generation: undefined,
      isRetired: false,
    });
  });
});

describe('a project with a package.json only', () => {
  const files = project([known('package.json')]);

  it('is for Node.js', () => {
    expect(find(files).language).toBe('node');
  });

  it('may be for Python beside manage.py of Django', () => {
    const kindsIn = (folder: string) => new Map(folder === '' ? [['manage.py', 'file']] : []);
    expect(find({ ...files, kindsIn }).language).toBeUndefined();
  });
});

describe('runsProcfile', () => {
  it.each([
    ['Python 3.11 running on 64bit Amazon Linux 2023', true],
    ['Python 3.11', true],
    ['Python 3.6', true],
    ['Node.js running on 64bit Amazon Linux', true],
    ['Ruby 3.0 running on 64bit Amazon Linux 2', true],
    ['Go 1 running on 64bit Amazon Linux', true],
    ['Corretto 21', true],
    ['.NET 8 running on 64bit Amazon Linux 2023', true],
    ['Docker', false],
    ['ECS', false],
    ['Tomcat 10 Corretto 21', false],
    ['PHP 8.3', false],
    ['IIS 10.0 running on 64bit Windows Server 2019', false],
    ['GlassFish', undefined],
    ['something else', undefined],
  ])('%s: %s', (name, expected) => {
    expect(runsProcfile(find(project([]), name))).toBe(expected);
  });
});

describe('the EB CLI configuration', () => {
  const config = (text: string) => parseEbCliConfig(file('.elasticbeanstalk/config.yml', text));

  it('names the custom platform that is made here', () => {
    const { platformName, workspaceType } = config(
      'global:\n  platform_name: my-platform\n  workspace_type: Platform\n',
    );
    expect([platformName?.text, workspaceType?.text]).toEqual(['my-platform', 'Platform']);
  });

  it.each(['null', '~', '""', "'  '"])('says nothing by %s', (value) => {
    expect(config(`global:\n  default_platform: ${value}\n`).defaultPlatform).toBeUndefined();
  });
});
