import { expect, it } from 'vitest';
import { changesOwnFolder } from '../../../src/model/proxy/own-folder-changes.js';
import { projectOf } from '../../support/fixtures.js';

const changes = (name: string, text: string) => changesOwnFolder(projectOf({ [name]: text }));

const PREBUILD = '.platform/hooks/prebuild/a.sh';

it.each([
  [PREBUILD, 'sed -i s/a/b/ .platform/nginx/conf.d/a.conf\n'],
  [PREBUILD, 'cp a.conf /var/app/staging/.platform/nginx/conf.d/a.conf\n'],
  [PREBUILD, 'envsubst < a > .platform/nginx/nginx.conf\n'],
  [PREBUILD, 'mv .platform/nginx/a .platform/nginx/b\n'],
  [PREBUILD, 'rm -rf .platform/nginx/conf.d\n'],
  [PREBUILD, 'cd .platform/nginx\n'],
  [PREBUILD, 'cd /var/proxy/staging/nginx/conf.d && ls\n'],
  [PREBUILD, 'D=/var/proxy/staging/nginx\n'],
  [PREBUILD, 'D=.platform/nginx/ ls\n'],
  [PREBUILD, '#!/usr/bin/env python3\nopen(".platform/nginx/a.conf")\n'],
  ['.ebextensions/a.config', 'container_commands:\n  a: {command: rm .platform/nginx/a.conf}\n'],
  ['.gitignore', 'x\n.platform/nginx/conf.d/a.conf\n'],
  ['.gitignore', '/.platform/nginx/conf.d/\n'],
  ['deploy.sh', 'envsubst < t > .platform/nginx/a.conf\n'],
  ['Makefile', 'all:\n\tcp t .platform/nginx/a.conf\n'],
  ['deploy.sh', 'ls\ninstall t .platform/nginx/a.conf\n'],
  ['deploy.sh', 'mv t .platform/nginx/a.conf\n'],
  ['deploy.sh', 'rsync t .platform/nginx/\n'],
  ['deploy.sh', 'sed -i x .platform/nginx/a.conf\n'],
  ['deploy.sh', 'x | tee .platform/nginx/a.conf\n'],
])('%s with %j changes the folder before nginx has it', (name, text) => {
  expect(changes(name, text)).toBe(true);
});

it.each([
  ['.platform/hooks/postdeploy/a.sh', 'sed -i s/a/b/ .platform/nginx/conf.d/a.conf\n'],
  ['.platform/hooks/postdeploy/a.sh', 'D=.platform/nginx\n'],
  [PREBUILD, 'chmod 644 .platform/nginx/a.conf\n'],
  [PREBUILD, 'sudo chown root .platform/nginx/a.conf\n'],
  [PREBUILD, 'chgrp -R web .platform/nginx/conf.d\n'],
  [PREBUILD, 'cat .platform/nginx/a.conf\n'],
  [PREBUILD, 'cp .platform/nginx/a.conf /tmp/a\n'],
  [PREBUILD, 'cp a /var/proxy/staging/nginx/conf.d/a.conf\n'],
  [PREBUILD, 'cd .platform/nginxes\n'],
  [PREBUILD, 'D=my.platform/nginx\n'],
  [PREBUILD, 'rm my.platform/nginx/a\n'],
  ['.gitignore', '# .platform/nginx/\n'],
  ['.gitignore', 'x/.platform/nginx/\n'],
  ['.gitignore', '.platform/nginx\n'],
  ['deploy.sh', 'cat .platform/nginx/a.conf\n'],
  ['deploy.sh', 'cat .platform/nginx/a.conf > x\n'],
  ['deploy.sh', 'cp a b\ncat .platform/nginx/a.conf\n'],
  ['deploy.sh', 'scp t .platform/nginx/a.conf\n'],
  ['deploy.sh', 'cp t .platform/nginx\n'],
  ['.platform/README', 'cp t .platform/nginx/a.conf\n'],
  ['.ebextensions/README', 'cp t .platform/nginx/a.conf\n'],
])('%s with %j does not', (name, text) => {
  expect(changes(name, text)).toBe(false);
});
