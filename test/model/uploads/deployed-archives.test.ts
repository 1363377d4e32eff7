import { describe, expect, it } from 'vitest';
import { deployedArchives, leavesOut } from '../../../src/model/uploads/deployed-archives.js';
import { pathFrom } from '../../../src/model/uploads/tool-runs.js';
import { wholeProjectOf } from '../../support/fixtures.js';

/** The files of a project that no archive of it has; undefined where none is deployed, or not all that fills it is known. */
function lost(texts: Readonly<Record<string, string>>): readonly string[] | undefined {
  const project = wholeProjectOf({ ...FILES, ...texts });
  const archives = deployedArchives(project);
  if (archives.length === 0) return undefined;
  return Object.keys(FILES).filter((name) => archives.every((archive) => leavesOut(archive, name)));
}

const FILES = {
  '.ebextensions/a.config': '',
  '.platform/hooks/predeploy/a.sh': '',
  Procfile: 'web: node a.js',
  'src/a.js': '',
};
const HIDDEN = ['.ebextensions/a.config', '.platform/hooks/predeploy/a.sh'];

/** A workflow whose job runs one script and deploys `deploy.zip`. */
const workflow = (script: string, step = '', job = '') =>
  `jobs:\n  a:\n${job}    steps:\n      - run: |\n${script.replace(/^/gm, '          ')}\n${step}      - uses: einaregilsson/beanstalk-deploy@v22\n        with:\n          deployment_package: deploy.zip\n`;

const lostBy = (script: string, step?: string, job?: string) =>
  lost({ '.github/workflows/a.yml': workflow(script, step, job) });

describe('what zip leaves out', () => {
  it.each([
    ['zip -r deploy.zip .', []],
    ['zip -r deploy .', []],
    ['zip -r deploy.zip *', HIDDEN],
    ['zip -r deploy.zip ./*', HIDDEN],
    ['zip -r deploy.zip * .[^.]*', []],
    ['zip -r deploy.zip * .ebextensions', ['.platform/hooks/predeploy/a.sh']],
    ['zip -r deploy.zip * .ebextensions/ .platform/', []],
    ['zip -r deploy.zip * .platform/**', ['.ebextensions/a.config']],
    ['zip -r deploy.zip src Procfile', HIDDEN],
    ['zip deploy.zip src Procfile .ebextensions .platform', [...HIDDEN, 'src/a.js']],
    ['zip -rj deploy.zip src Procfile .ebextensions .platform', [...HIDDEN, 'src/a.js']],
    ["zip -qr9 deploy.zip . -x '.*'", HIDDEN],
    ["zip -r deploy.zip . -x '.*' '*.sh'", HIDDEN],
    ['zip -r deploy.zip . -x \\*.sh', ['.platform/hooks/predeploy/a.sh']],
    ["zip -r deploy.zip . -x='*.sh' -q", ['.platform/hooks/predeploy/a.sh']],
    ["zip -r deploy.zip . --exclude='*.sh'", ['.platform/hooks/predeploy/a.sh']],
    ["zip -r deploy.zip . --exclude '*.sh' './src/*'", ['.platform/hooks/predeploy/a.sh', 'src/a.js']],
    ["zip -r deploy.zip . -x '*/.*'", []],
    ["zip -r deploy.zip . -x '*.git*' '*node_modules*'", []],
    ["zip -r deploy.zip . -x '*.e*'", ['.ebextensions/a.config']],
    ["zip -r deploy.zip . -x src 'src/' .platform/", []],
    // The shell may make other names of it.
    ['zip -r deploy.zip . -x .*', []],
    ["zip -r deploy.zip . -i Procfile 'src/*'", HIDDEN],
    ['zip -r deploy.zip *\nzip -r deploy.zip .ebextensions', ['.platform/hooks/predeploy/a.sh']],
    ['git archive -o deploy.zip HEAD', []],
    ['git archive --format=zip HEAD > deploy.zip', []],
    ['git archive --format=zip --output=deploy.zip main src Procfile', HIDDEN],
    ['git archive -v -o deploy.zip HEAD src .platform', ['.ebextensions/a.config', 'Procfile']],
  ])('%s', (script, expected) => {
    expect(lostBy(script)).toEqual(expected);
  });

  it.each([
    'zip -r deploy.zip $FILES',
    'zip -r deploy.zip $(git ls-files)',
    'git ls-files | zip -@ deploy.zip',
    'zip -r deploy.zip src -x@list',
    'zip -r deploy.zip {src,.ebextensions}',
    'zip -R deploy.zip src',
    'zip -r deploy.zip * && python add.py deploy.zip',
    '7z a deploy.zip .ebextensions\nzip -r deploy.zip *',
    'cd $SOMEWHERE && zip -r deploy.zip *',
    'cd dist && zip -r ../deploy.zip *',
    'mkdir dist\nnpm run build\ncd dist\nzip -r ../deploy.zip .',
    'if x; then cd a; fi\nzip -r deploy.zip *',
    'git archive -o deploy.zip HEAD:src',
    'git archive --prefix=a/ -o deploy.zip HEAD',
    'zip -r other.zip *',
  ])('is not known of %s', (script) => {
    expect(lostBy(script) ?? []).toEqual([]);
  });

  it.each([
    ['(cd src && ls)\nzip -r deploy.zip *', HIDDEN],
    ['cd src\ncd ..\nzip -r deploy.zip *', HIDDEN],
    ['pushd src\npopd\nzip -r deploy.zip *', undefined],
    ['cd src && cd -\nzip -r deploy.zip *', HIDDEN],
    ['cd "$GITHUB_WORKSPACE"\nzip -r deploy.zip *', HIDDEN],
    ['mkdir -p out1/b\ncp -r src Procfile out1/b\ncd out1/b\nzip -r ../../deploy.zip .', HIDDEN],
    [
      'mkdir b\ncp -r src .ebextensions b/\n(cd b; zip -r ../deploy.zip .)',
      ['.platform/hooks/predeploy/a.sh', 'Procfile'],
    ],
    ['mkdir b\ncp -r src .ebextensions .platform Procfile b/\n(cd b; zip -r ../deploy.zip *)', HIDDEN],
    ['mkdir b\nrsync -a ./ b\ncd b; zip -r ../deploy.zip .', []],
    ['mkdir b\ncp -r . b\ncd b; zip -r ../deploy.zip .', []],
    ['mkdir b\ncp -r conf/. b\ncd b; zip -r ../deploy.zip .', []],
    ['mkdir b\ncp -r /tmp/all b\ncd b; zip -r ../deploy.zip .', []],
    ['mkdir b\ncp -r $FILES b\ncd b; zip -r ../deploy.zip .', []],
    ['mkdir b\nunzip a.zip -d b\ncd b; zip -r ../deploy.zip .', []],
    ['mkdir b\ncd b; git clone x .; zip -r ../deploy.zip .', []],
  ])('depends on the folder: %s', (script, expected) => {
    expect(lostBy(script)).toEqual(expected);
  });

  const FILLED = 'cp -r src .ebextensions .platform Procfile b/';
  const ZIP = '(cd b; zip -r ../deploy.zip .)';
  it.each([
    // Made by the job itself, or not.
    ['mkdir -p b', []],
    ['mkdir b/c', []],
    ['mkdir -p ./b/', []],
    ['mkdir bc', undefined],
    ['mkdir a', undefined],
    ['echo b', undefined],
  ])('knows a folder that %s makes', (makes, expected) => {
    expect(lostBy(`${makes}\n${FILLED}\n${ZIP}`)).toEqual(expected);
  });

  it.each([
    ['echo a > b/.ebextensions', ['.platform/hooks/predeploy/a.sh', 'Procfile', 'src/a.js']],
    ['cp .. b', []],
    ['cp ../ b', []],
    ['cp a/.. b', []],
    ['cp -r- src b', ['.ebextensions/a.config', '.platform/hooks/predeploy/a.sh', 'Procfile']],
    ['mv src b', ['.ebextensions/a.config', '.platform/hooks/predeploy/a.sh', 'Procfile']],
    ['mv src Procfile b', HIDDEN],
    ['cp $DIR/*.js b', []],
    ['cp conf/*.js b', [...HIDDEN, 'Procfile', 'src/a.js']],
    ['cp $DIR/* b', []],
    ['cp $DIR b', []],
    ['cp src/* b', HIDDEN.concat('Procfile')],
    ['cp .e* b', []],
    ['cp .[^.]* b', []],
    ['cp {src,conf} b', []],
    ['ls b', [...HIDDEN, 'Procfile', 'src/a.js']],
    ['$TOOL b', []],
    ['tar xf a.tar -C b', []],
    ['echo src > other.txt', [...HIDDEN, 'Procfile', 'src/a.js']],
    ['(cd b; npm ci)', []],
    ['(cd bc; npm ci)', [...HIDDEN, 'Procfile', 'src/a.js']],
    ['(cd b/c; npm ci)', []],
    ['sudo cp -r src b', HIDDEN.concat('Procfile')],
    ['cd $X; cp -r . out; cd "$GITHUB_WORKSPACE"', []],
  ])('knows what %s brings into a folder', (fills, expected) => {
    expect([fills, lostBy(`mkdir b\n${fills}\n${ZIP}`)?.toSorted()]).toEqual([fills, expected.toSorted()]);
  });

  it("knows only a folder that is the job's own, from when it is made", () => {
    expect(lost({ 'b/x': '', 'deploy.sh': `mkdir b\n${FILLED}\n${ZIP}\n${S3}` })).toBeUndefined();
    expect(lostBy(`cp -r . b\nmkdir b\ncp Procfile b\n${ZIP}`)).toEqual([...HIDDEN, 'src/a.js']);
    expect(lostBy('mkdir dist\ncp Procfile dist\n(cd dist; zip -r ../deploy.zip .)') ?? []).toEqual([]);
  });

  it('depends on the folder that the workflow says', () => {
    expect(
      lostBy('zip -r deploy.zip *', '', '    defaults: { run: { working-directory: src } }\n'),
    ).toBeUndefined();
    expect(lostBy('zip -r deploy.zip *', '', '    defaults: { run: { working-directory: ./ } }\n')).toEqual(
      HIDDEN,
    );
    const checkout = '      - uses: actions/checkout@v4\n        with: { path: app }\n';
    expect(lostBy('zip -r x.zip *', `${checkout}      - run: zip -r deploy.zip *\n`)).toBeUndefined();
    expect(lostBy('true', '      - shell: pwsh\n        run: zip -r deploy.zip *\n')).toBeUndefined();
  });
});

const S3 =
  'aws s3 cp deploy.zip s3://$BUCKET/a/$V.zip\naws elasticbeanstalk create-application-version --source-bundle S3Bucket="${BUCKET}",S3Key="a/${V}.zip"';

describe('the archive that is deployed', () => {
  it.each([
    [
      '.gitlab-ci.yml',
      `before_script: [ls]\na:\n  script:\n    - zip -r deploy.zip *\n    - |\n${S3.replace(/^/gm, '      ')}\n`,
    ],
    [
      '.circleci/config.yml',
      `jobs:\n  a:\n    steps:\n      - checkout\n      - run: zip -r deploy.zip *\n      - run:\n          command: |\n${S3.replace(/^/gm, '            ')}\n`,
    ],
    [
      'bitbucket-pipelines.yml',
      'pipelines:\n  default:\n    - step:\n        script:\n          - zip -r deploy.zip *\n          - pipe: atlassian/aws-elasticbeanstalk-deploy:1.4.0\n            variables:\n              ZIP_FILE: deploy.zip\n',
    ],
    [
      '.travis.yml',
      'before_deploy:\n  - zip -r deploy.zip *\ndeploy:\n  - provider: elasticbeanstalk\n    zip_file: deploy.zip\n',
    ],
    [
      'buildspec.yml',
      `phases:\n  build:\n    commands:\n      - zip -r deploy.zip *\n      - |\n${S3.replace(/^/gm, '        ')}\n`,
    ],
    [
      'Jenkinsfile',
      `stage('a') { steps { sh 'zip -r deploy.zip *'\n sh """\n${S3.replaceAll('"', '')}\n""" } }`,
    ],
    [
      'Makefile',
      `deploy:\n\t@zip -r deploy.zip *\n\taws s3 cp deploy.zip s3://b/\n\taws elasticbeanstalk create-application-version \\\n\t  --source-bundle S3Bucket=b,S3Key=deploy.zip\n`,
    ],
    [
      'pack.sh',
      'zip -r "a-$1.zip" ./*\naws s3 cp "a-$1.zip" s3://b\naws elasticbeanstalk create-application-version --source-bundle S3Bucket="b",S3Key="a-$1.zip"\n',
    ],
    ['deploy.sh', `set -e\nzip -r deploy.zip *\n${S3}\n`],
    ['scripts/deploy.sh', `cd "$(dirname "$0")/.."\nzip -r deploy.zip *\n${S3}\n`],
    [
      'package.json',
      '{"scripts":{"zip":"zip -r deploy.zip *","deploy":"npm run zip && aws s3api put-object --bucket b --key k --body deploy.zip && aws elasticbeanstalk create-application-version --source-bundle S3Bucket=b,S3Key=k"}}',
    ],
  ])('is found in %s', (name, text) => {
    const texts: Record<string, string> = { [name]: text };
    expect(lost(texts)).toEqual(HIDDEN);
  });

  it('is found in a script that a workflow runs', () => {
    const texts = {
      '.github/workflows/a.yml': 'jobs: {a: {steps: [{run: "bash ci/pack.sh"}, {run: ./ci/up.sh}]}}',
      'ci/pack.sh': 'zip -r deploy.zip *',
      'ci/up.sh': S3,
    };
    expect(lost(texts)).toEqual(HIDDEN);
    expect(lost({ 'ci/pack.sh': texts['ci/pack.sh'], 'ci/up.sh': S3 })).toBeUndefined();
  });

  it('is made in the folder that the command before it has entered', () => {
    const pipeline = (script: string) => ({
      '.gitlab-ci.yml': `a:\n  script:\n${script}\n    - |\n${S3.replace(/^/gm, '      ')}\n`,
    });
    expect(lost(pipeline('    - cd src\n    - cd ..\n    - zip -r deploy.zip *'))).toEqual(HIDDEN);
    expect(lost(pipeline('    - cd src\n    - zip -r ../deploy.zip *'))).toBeUndefined();
  });

  it('has of a commit what git does not ignore', () => {
    const project = wholeProjectOf({
      ...FILES,
      '.gitignore': 'dist/*\n!dist/kept.js\n',
      'deploy.sh': `git archive -o deploy.zip HEAD\n${S3}\n`,
    });
    const [archive] = deployedArchives(project);
    expect(['dist/a.js', 'dist/kept.js', 'src/b.js'].map((path) => leavesOut(archive!, path))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('may be what the EB CLI is told to upload', () => {
    const texts = {
      '.elasticbeanstalk/config.yml': 'deploy:\n  artifact: build/deploy.zip\n',
      'deploy.sh': 'zip -r build/deploy.zip *\neb deploy\n',
    };
    expect(lost(texts)).toEqual(HIDDEN);
    expect(lost({ 'deploy.sh': texts['deploy.sh'] })).toBeUndefined();
  });

  it.each([
    [
      'another object is deployed',
      'zip -r deploy.zip *\naws s3 cp deploy.zip s3://b/a.zip\naws elasticbeanstalk create-application-version --source-bundle S3Bucket=b,S3Key=c.zip',
    ],
    [
      'it goes to a function',
      'zip -r deploy.zip *\naws lambda update-function-code --zip-file fileb://deploy.zip',
    ],
    [
      'it is renamed',
      'zip -r a.zip *\nmv a.zip b.zip\naws s3 cp c.zip s3://b/a.zip\naws elasticbeanstalk create-application-version --source-bundle S3Bucket=b,S3Key=a.zip',
    ],
  ])('is none where %s', (_, script) => {
    expect(lost({ 'deploy.sh': script })).toBeUndefined();
  });

  it('may have another name before', () => {
    expect(lostBy('zip -r a.zip *\nmkdir -p out && mv a.zip out/deploy.zip')).toEqual(HIDDEN);
  });
});

it.each([
  ['', 'a/./b/', 'a/b'],
  ['a', '../b', 'b'],
  ['a', '..', ''],
  ['', '../b', undefined],
  ['a', '/b', undefined],
  ['', '~/b', undefined],
  [undefined, 'b', undefined],
])('from the folder %j, %s is %j', (folder, path, expected) => {
  expect(pathFrom(folder, path)).toBe(expected);
});
