import { describe, expect, it } from 'vitest';
import { deployedFiles } from '../../../src/model/bundle/deployed-files.js';
import { platformEntry } from '../../../src/model/entry/platform-entry.js';
import { platform } from '../../../src/model/platform/find-platform.js';
import { projectOf } from '../../support/fixtures.js';

const NODE = 'Node.js 22 running on 64bit Amazon Linux 2023';
const GO = 'Go 1 running on 64bit Amazon Linux 2023';
const JAVA = 'Corretto 21 running on 64bit Amazon Linux 2023';
const CLI = '.elasticbeanstalk/config.yml';

const commandOf = (texts: Readonly<Record<string, string>>, name?: string) => {
  const project = projectOf(texts, name);
  return platformEntry(deployedFiles(project), platform(project))?.command.text;
};

describe('what a platform starts without a Procfile', () => {
  it.each<[string, Readonly<Record<string, string>>, string | undefined]>([
    [NODE, { 'package.json': '{"scripts": {"start": "node a.js"}}', 'app.js': '' }, 'node a.js'],
    [NODE, { 'package.json': '{}', 'app.js': '', 'server.js': '' }, 'node app.js'],
    [NODE, { 'server.js': '' }, 'node server.js'],
    [NODE, { 'index.js': '' }, undefined],
    [NODE, { 'app.js': '', Procfile: 'web: node b.js' }, undefined],
    [GO, { 'application.go': '' }, 'application'],
    [GO, { 'main.go': '' }, undefined],
    [JAVA, { [CLI]: 'deploy:\n  artifact: target/a.jar\n' }, 'java -jar target/a.jar'],
    [JAVA, { [CLI]: 'deploy:\n  artifact: target/a.zip\n', 'a.jar': '' }, undefined],
    [JAVA, { [CLI]: 'deploy:\n  artifact: a b.jar\n' }, undefined],
    ['Python 3.13 running on 64bit Amazon Linux 2023', { 'app.js': '' }, undefined],
  ])('%s: %j: %s', (platform, texts, command) => {
    expect(commandOf(texts, platform)).toBe(command);
  });

  it('is the only JAR', () => {
    const config = { [CLI]: `global:\n  default_platform: ${JAVA}\n` };
    expect(commandOf({ ...config, 'a.jar': '' })).toBe('java -jar a.jar');
    expect(commandOf({ ...config, 'a.jar': '', 'b.jar': '' })).toBeUndefined();
    expect(commandOf({ ...config, 'lib/a.jar': '' })).toBeUndefined();
  });
});
