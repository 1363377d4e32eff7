import { describe, expect, it } from 'vitest';
import { fixModel } from '../../src/fix/fix-project.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { projectOf } from '../support/fixtures.js';

const NODE = {
  '.elasticbeanstalk/config.yml':
    'global:\n  default_platform: Node.js 22 running on 64bit Amazon Linux 2023\n',
  'package.json': '{"scripts":{"start":"node app.js"}}',
  'app.js': '',
};

const SERVER =
  'server {\n  listen 8080;\n  server_name example.com;\n  location / {\n    return 200;\n  }\n}\n';

const adviceIn = (texts: Readonly<Record<string, string>>, ruleId: string) =>
  lintModel(projectOf({ ...NODE, ...texts })).diagnostics.filter((one) => one.ruleId === ruleId);

const helpIn = (texts: Readonly<Record<string, string>>, ruleId: string) => adviceIn(texts, ruleId)[0]?.help;

describe('what would give effect to dead configuration is tried before it is advised', () => {
  it.each([
    [
      'a server on a port that gets no requests',
      { '.ebextensions/nginx/conf.d/proxy.conf': SERVER },
      'proxy/ebextensions-folder',
      'Delete it: in `.platform/nginx/conf.d/proxy.conf`, nothing sends requests to port 8080, where its server listens.',
    ],
    [
      'a semicolon that is missing in what is moved',
      {
        '.platform/conf.d/up.conf':
          'location /a {\n  return 200;\n}\nclient_max_body_size 20M\nadd_header a b;\n',
      },
      'proxy/misplaced-file',
      'Delete it, or move it to `.platform/nginx/conf.d/elasticbeanstalk/up.conf`, and correct it there: "client_max_body_size" does not end with a semicolon.',
    ],
    [
      'a semicolon in a file that is read in the wrong place',
      { '.platform/nginx/conf.d/x.conf': 'location /a {\n  proxy_set_header X $foo\n  return 200;\n}\n' },
      'nginx/wrong-context',
      'Move it to `.platform/nginx/conf.d/elasticbeanstalk/x.conf`, which is included in the server block, and correct it: in `.platform/nginx/conf.d/elasticbeanstalk/x.conf`, "proxy_set_header" does not end with a semicolon.',
    ],
    [
      'a format of the log that is used before it is defined, once both files are moved',
      {
        '.ebextensions/nginx/conf.d/a.conf': 'access_log /var/log/nginx/x.log mine;\n',
        '.ebextensions/nginx/conf.d/b.conf': 'log_format mine "$request";\n',
      },
      'proxy/ebextensions-folder',
      'Move these 2 files to the same folders in `.platform/nginx`, and correct it: in `.platform/nginx/conf.d/a.conf`, the log format "mine" is defined only after this line.',
    ],
    [
      'hooks that cannot run once they are uploaded',
      {
        '.ebignore': '.platform\n',
        '.platform/hooks/postdeploy/01.sh': '#!/bin/bash\nsupervisorctl restart all\n',
      },
      'bundle/ignored-configuration',
      'Delete `.platform`, or delete the line, or add `!.platform` below it, and correct it there: program "supervisorctl" does not exist on supported platforms.',
    ],
  ] as const)('%s', (_, texts, ruleId, help) => {
    expect(helpIn(texts, ruleId)).toBe(help);
  });

  it('stays as it is where a server listens only for programs of the instance', () => {
    const own = SERVER.replace('8080', '127.0.0.1:8080');
    expect(helpIn({ '.ebextensions/nginx/conf.d/proxy.conf': own }, 'proxy/ebextensions-folder')).toBe(
      'Move the file to `.platform/nginx/conf.d/proxy.conf`.',
    );
  });

  it('stays as it is where nothing comes with it, also of files that need each other', () => {
    const texts = {
      '.ebextensions/nginx/conf.d/a.conf': 'upstream web { server 127.0.0.1:8080; }\n',
      '.ebextensions/nginx/conf.d/elasticbeanstalk/b.conf': 'location /a {\n  proxy_pass http://web;\n}\n',
    };
    expect(helpIn(texts, 'proxy/ebextensions-folder')).toBe(
      'Move these 2 files to the same folders in `.platform/nginx`.',
    );
  });

  it('shows in the text of today what would be wrong', () => {
    const [advice] = adviceIn(
      {
        '.platform/conf.d/up.conf':
          'location /a {\n  return 200;\n}\nclient_max_body_size 20M\nadd_header a b;\n',
      },
      'proxy/misplaced-file',
    );
    expect(
      advice?.related.map(({ at, note }) => [at.file.name, at.file.positionAt(at.span.start).line, note]),
    ).toEqual([
      ['.platform/conf.d/up.conf', 4, 'then: "client_max_body_size" does not end with a semicolon'],
    ]);
  });

  it('offers to delete what it would be wrong to move, as an unsafe fix only', () => {
    const project = projectOf({ ...NODE, '.ebextensions/nginx/conf.d/proxy.conf': SERVER });
    expect(fixModel(project, { migrates: true }).changes).toEqual([]);
    expect(
      fixModel(project, { unsafe: true }).changes.map(({ before, after }) => [before?.name, after?.name]),
    ).toEqual([['.ebextensions/nginx/conf.d/proxy.conf', undefined]]);
  });
});
