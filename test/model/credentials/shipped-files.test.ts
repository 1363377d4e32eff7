import { expect, it } from 'vitest';
import { filesForCredentials } from '../../../src/model/credentials/shipped-files.js';
import { type ProjectFiles, readProject } from '../../../src/model/project.js';
import { projectOf } from '../../support/fixtures.js';

const namesIn = (texts: Readonly<Record<string, string>>, more: Partial<ProjectFiles>): readonly string[] =>
  filesForCredentials(readProject({ ...projectOf(texts).files, ...more })).map(({ source }) => source.name);

const outsideOfGit: Partial<ProjectFiles> = { folders: [], isInGit: () => false };
const inRootOfGit: Partial<ProjectFiles> = { folders: ['.git'], isInGit: () => true };
const belowRootOfGit: Partial<ProjectFiles> = { folders: [], isInGit: () => true };

it.each<[texts: Readonly<Record<string, string>>, more: Partial<ProjectFiles>, expected: readonly string[]]>([
  [{ '.env': 'A=b' }, outsideOfGit, ['.env']],
  [{ '.env': 'A=b', '.gitignore': '.env\n' }, outsideOfGit, []],
  [{ '.env': 'A=b', '.ebignore': '.env\n' }, outsideOfGit, []],
  [{ '.env': 'A=b', '.gitignore': '.env\n', '.ebignore': 'node_modules\n' }, outsideOfGit, ['.env']],
  [{ '.env': 'A=b', '.gitignore': 'node_modules\n' }, inRootOfGit, ['.env']],
  // A file above may leave it out.
  [{ '.env': 'A=b', '.gitignore': 'node_modules\n' }, belowRootOfGit, []],
  [{ '.env': 'A=b' }, {}, []],
  [
    { '.env.example': 'A=b', '.env.development': 'A=b', 'appsettings.Development.json': '{}' },
    outsideOfGit,
    [],
  ],
  [
    { 'appsettings.Production.json': '{}', 'requirements-prod.txt': '' },
    outsideOfGit,
    ['appsettings.Production.json', 'requirements-prod.txt'],
  ],
  // A build puts it into what the EB CLI uploads.
  [
    {
      'appsettings.Production.json': '{}',
      'src/main/resources/application.properties': '',
      'config.json': '{}',
      '.elasticbeanstalk/config.yml': 'deploy:\n  artifact: app.zip\n',
    },
    outsideOfGit,
    ['appsettings.Production.json', 'src/main/resources/application.properties'],
  ],
  // The EB CLI uploads something else.
  [{ '.env': 'A=b', '.elasticbeanstalk/config.yml': 'deploy:\n  artifact: app.zip\n' }, outsideOfGit, []],
  [{ 'buildspec.yml': 'version: 0.2' }, belowRootOfGit, ['buildspec.yml']],
  [
    { '.github/workflows/deploy.yml': '', '.gitlab-ci.yml': '' },
    belowRootOfGit,
    ['.github/workflows/deploy.yml', '.gitlab-ci.yml'],
  ],
  [
    { 'server.js': '', 'config.json': '', 'tests.py': '', 'lib/app.js': '' },
    outsideOfGit,
    ['server.js', 'config.json'],
  ],
])('reads of %j with %j the files %j', (texts, more, expected) => {
  expect(namesIn(texts, more)).toEqual(expected);
});
