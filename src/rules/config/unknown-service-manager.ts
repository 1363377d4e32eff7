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
    summary: 'A key of services is not a service manager of the platform',
    why: 'Services are listed below the program that manages them: sysvinit or systemd on Linux, windows on Windows. Services below any other key are ignored, or the deployment fails because the program is missing.',
    consequence: 'file-ignored',
    references: ['guide:customize-containers-ec2', 'guide:customize-containers-windows-ec2'],
    yieldsTo: ['config/look-alike-character'],
    needsPlatform: true,
  },
  *check(project) {
    const os = osOf(platform(project)) ?? 'unknown';
    const names = NAMES[os];
    for (const { key } of configFiles(project).flatMap((file) => managersIn(file, 'services'))) {
      if (names.includes(key.text)) continue;
      const isOfOther = NAMES.unknown.includes(key.text);
      const suggestion = isOfOther ? undefined : nearest(key.text, names);
      yield {
        at: key.place,
        message: isOfOther
          ? `"${key.text}" in services is no service manager of ${os === 'windows' ? 'Windows' : 'Linux'}`
          : `"${key.text}" in services is not a service manager`,
        help: isOfOther && os === 'linux' ? DELETE : didYouMean(suggestion, MANAGERS[os]),
        ...(suggestion && { fix: renameKeys([key], suggestion) }),
      };
    }
  },
};

const NAMES: Readonly<Record<'linux' | 'windows' | 'unknown', readonly string[]>> = {
  linux: SERVICE_MANAGERS.filter((name) => name !== 'windows'),
  windows: ['windows'],
  unknown: SERVICE_MANAGERS,
};

const DELETE =
  'Delete it: Linux has no services of Windows. A unit of the same name belongs below `systemd`.';

const MANAGERS = {
  linux: 'Move the service below `systemd`.',
  windows: 'Move the service below `windows`.',
  unknown: 'Move the service below `systemd` on Linux and below `windows` on Windows.',
} as const;
