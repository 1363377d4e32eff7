import { SERVICE_MANAGERS } from '../../knowledge/sections.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { platform } from '../../model/platform/find-platform.js';
import { osOf } from '../../model/platform/platform.js';
import { managersIn } from '../../parse/index.js';
import { didYouMean, nearest } from '../../util/nearest.js';
import type { Rule } from '../rule.js';
import { renameKeys } from '../support/rename.js';

export const unknownServiceManager: Rule = {
  meta: {
    summary: 'A key of services is not a service manager',
    why: 'Services are listed below the program that manages them: sysvinit or systemd on Linux, windows on Windows. Services below any other key are ignored.',
    consequence: 'file-ignored',
    references: ['guide:customize-containers-ec2', 'guide:customize-containers-windows-ec2'],
    yieldsTo: ['config/look-alike-character'],
  },
  *check(project) {
    const names: readonly string[] = SERVICE_MANAGERS;
    for (const { key } of configFiles(project).flatMap((file) => managersIn(file, 'services'))) {
      if (names.includes(key.text)) continue;
      const suggestion = nearest(key.text, names);
      yield {
        at: key.place,
        message: `"${key.text}" in services is not a service manager`,
        help: didYouMean(suggestion, MANAGERS[osOf(platform(project)) ?? 'unknown']),
        ...(suggestion && { fix: renameKeys([key], suggestion) }),
      };
    }
  },
};

const MANAGERS = {
  linux: 'Move the service below `systemd`.',
  windows: 'Move the service below `windows`.',
  unknown: 'Move the service below `systemd` on Linux and below `windows` on Windows.',
} as const;
