import { expect, it } from 'vitest';
import { fileKind } from '../../src/lint/file-kind.js';
import { SourceFile } from '../../src/source/index.js';

it.each([
  ['Procfile', 'a', 'procfile'],
  ['Buildfile', 'a', 'procfile'],
  ['x/Procfile', 'a', 'other'],
  ['.platform/nginx/conf.d/a.conf', 'a', 'nginx'],
  ['.ebextensions/nginx/a', '#!/bin/sh', 'nginx'],
  ['x/.platform/nginx/a', 'a', 'other'],
  ['.platform/nginxes/a', 'a', 'other'],
  ['.platform/hooks/prebuild/a', 'a', 'shell'],
  ['.platform/confighooks/predeploy/a', 'a', 'shell'],
  ['.platform/confhooks/a', 'a', 'shell'],
  ['x/.platform/hooks/prebuild/a', 'a', 'other'],
  ['.platform/myhooks/a', 'a', 'other'],
  ['.platform/hooks/prebuild/a', '#!/usr/bin/env python3\n', 'other'],
  ['a.sh', 'a', 'shell'],
  ['a.sh', '#!/usr/bin/node\n', 'other'],
  ['a.sh.txt', 'a', 'other'],
  ['a', '#!/bin/bash\n', 'shell'],
  ['a', 'x\n#!/bin/bash\n', 'other'],
])('%s with %j is read as %s', (name, text, kind) => {
  expect(fileKind(new SourceFile(`/p/${name}`, name, text))).toBe(kind);
});
