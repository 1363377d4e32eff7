import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { platform } from '../../model/platform/find-platform.js';
import { saidByScript } from '../../model/presence/mentions.js';
import { type Project, sourceNamed } from '../../model/project.js';
import { ENVIRONMENT_PROPERTIES } from '../../model/settings/namespaces.js';
import { settings } from '../../model/settings/settings.js';
import { type Place, placeOf } from '../../source/index.js';
import { list } from '../../util/text.js';
import { source } from '../on.js';
import type { Rule } from '../rule.js';

export const lockWithoutLinux: Rule = {
  meta: {
    summary: 'Gemfile.lock was written for Windows or macOS only',
    why: 'The Ruby platform runs Bundler in deployment mode, which changes nothing in Gemfile.lock. Without a platform of Linux in it Bundler refuses to install anything: "Your bundle only supports platforms ["x64-mingw-ucrt"] but your local platform is x86_64-linux". The deployment fails.',
    consequence: 'deploy-fails',
    references: [
      'guide:ruby-platform-gemfile',
      'https://github.com/aws/elastic-beanstalk-roadmap/issues/12',
      'https://bundler.io/man/bundle-lock.1.html',
    ],
    claimsAbsence: true,
    needsPlatform: true,
  },
  needs: source('Gemfile.lock'),
  *check(project) {
    const file = sourceNamed('Gemfile.lock', deployedFiles(project).files);
    const [, head = '', lines = ''] =
      /^(PLATFORMS\r?\n)((?:[ \t]+\S[^\n]*\n)+)/m.exec(file?.text ?? '') ?? [];
    const platforms = lines
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    if (!file || platforms.length === 0 || !platforms.every((name) => FOREIGN.test(name))) return;
    if (platform(project).language !== 'ruby') return;
    const start = file.text.indexOf(head + lines) + head.length;
    const at = changedAt(project);
    yield {
      at: placeOf(file, start + lines.search(/\S/), start + lines.trimEnd().length),
      message: `Gemfile.lock is for ${list(platforms)} only, and not for Linux`,
      help: 'Run `bundle lock --add-platform x86_64-linux`, and commit Gemfile.lock.',
      doubt: at && { reason: 'this may change what Bundler demands', at },
    };
  },
};

/** Platforms of Windows, macOS and the JVM; `ruby` is every one. */
const FOREIGN = /darwin|mingw|mswin|^java$/;

/** What adds a platform before Bundler runs, or lets it run in another mode. */
const changedAt = (project: Project): Place | undefined =>
  saidByScript(/--add-platform|\bBUNDLER?_[A-Z]|\bbundler? config\b/, project) ??
  settings(project)
    .of(ENVIRONMENT_PROPERTIES)
    .find(({ option }) => /^BUNDLER?_(?!WITHOUT)/.test(option.value))?.option.place;
