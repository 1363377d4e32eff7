import { fileEntries } from '../../model/bundle/config-files.js';
import { platform } from '../../model/platform/find-platform.js';
import { osOf, type Platform } from '../../model/platform/platform.js';
import type { Rule } from '../rule.js';

export const relativeFilePath: Rule = {
  meta: {
    summary: 'A path in files is not absolute',
    why: 'The deployment fails: "File specified with non-absolute path". A relative path, ~ or a variable is not expanded. On Windows Server a path of Linux has no drive, and no page says what becomes of it.',
    consequence: 'deploy-fails',
    references: ['guide:customize-containers-ec2', 'guide:customize-containers-windows-ec2'],
    needsPlatform: true,
  },
  needs: fileEntries,
  *check(project) {
    const isWindows = osOf(platform(project)) === 'windows';
    const example = isWindows ? 'c:/myapp/app.conf' : '/etc/myapp.conf';
    for (const { name } of fileEntries(project)) {
      if (name.valueKind !== 'literal') continue;
      if (isWindows && OF_LINUX.test(name.text))
        yield {
          at: name.place,
          message: `"${name.text}" is a path of Linux, without the drive that one of Windows begins with`,
          help: `Write a path with a drive, such as \`${example}\`.`,
          warnsBecause: 'undocumented',
        };
      if (isAbsolute(name.text, platform(project))) continue;
      yield {
        at: name.place,
        message: `"${name.text}" is not an absolute path`,
        help: `Write ${absolutePathOf(name.text) ?? `an absolute path, such as \`${example}\``}.`,
      };
    }
  },
};

const OF_LINUX = /^\/(?:etc|home|opt|root|srv|usr|var)\//;

/** The path of a file below a folder of the root, which only lacks the slash before it. */
const IN_ROOT = /^(?:etc|home|opt|root|srv|tmp|usr|var)\/[\w.@/-]+$/;

/** The intended path, as a help text writes it. */
function absolutePathOf(written: string): string | undefined {
  const path = written.trim();
  if (path !== written && path.startsWith('/')) return `\`${path}\`, without the spaces`;
  return IN_ROOT.test(written) ? `\`/${written}\`` : undefined;
}

const isAbsolute = (path: string, platform: Platform): boolean =>
  /^[\\/]/.test(path) || (/^[A-Za-z]:[\\/]/.test(path) && osOf(platform) !== 'linux');
