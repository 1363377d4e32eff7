import { sourceNamed } from '../../model/project.js';
import { versionsThatEnded, versionsToChoose } from '../../knowledge/platform/platform-branches.js';
import { mayMeet, rubyRequirementOf, type RubyRequirement } from '../../parse/gemfile.js';
import { parsePlatformName } from '../../parse/platform-name.js';
import type { Finding, Rule } from '../rule.js';
import { platform } from '../../model/platform/find-platform.js';
import { source } from '../on.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';

export const wrongRubyVersion: Rule = {
  meta: {
    summary: 'The Gemfile asks for another version of Ruby than the platform has',
    why: 'The platform branch decides on the version of Ruby, and Bundler refuses a Gemfile that asks for another one: "Your Ruby version is 3.4.5, but your Gemfile specified 3.2.2". The gems are not installed ("Instance deployment failed to install dependency gems that you defined in \'Gemfile\'"), and the deployment fails. The rule compares only the first two numbers, which name the branch.',
    consequence: 'deploy-fails',
    references: [
      'guide:ruby-platform-gemfile',
      'aws:elasticbeanstalk/latest/platforms/platforms-supported',
      'https://bundler.io/man/gemfile.5.html#RUBY',
    ],
    needsPlatform: true,
  },
  needs: source('Gemfile'),
  *check(project) {
    const { files } = deployedFiles(project);
    const file = sourceNamed('Gemfile', files);
    const requirement = file && rubyRequirementOf(file);
    const { language, name = '', place: named } = platform(project);
    const [, major, minor] = /^(\d+)\.(\d+)$/.exec(parsePlatformName(name).version ?? '') ?? [];
    if (language !== 'ruby' || !requirement) return;
    if (major === undefined) {
      yield* onNoBranch(requirement);
      return;
    }
    if (mayMeet([Number(major), Number(minor)], requirement)) return;
    const version = `${major}.${minor}`;
    const { value, place } = requirement.written;
    yield {
      at: place,
      message: `The Gemfile asks for Ruby ${value.replace(/["']|^=\s*/g, '')}, but the platform has Ruby ${version}`,
      help: `Write \`ruby "~> ${version}.0"\`.`,
      ...(named && { related: [{ at: named, note: 'the platform is named here' }] }),
    };
  },
};

/** Where the branch is not named, a version that no branch has is wrong on each of them. */
function* onNoBranch({ parts, written: { value, place } }: RubyRequirement): Generator<Finding> {
  const isMet = (version: string, all: RubyRequirement['parts']) => {
    const [major = 0, minor = 0] = version.split('.').map(Number);
    return mayMeet([major, minor], { parts: all });
  };
  const choice = versionsToChoose('ruby');
  if ([...versionsThatEnded('ruby'), ...choice].some((version) => isMet(version, parts))) return;
  const later = parts.map((part) => ({ ...part, operator: '>=' }));
  const next = choice.find((version) => isMet(version, later)) ?? choice.at(-1);
  yield {
    at: place,
    message: `The Gemfile asks for Ruby ${value.replace(/["']|^=\s*/g, '')}, which no supported platform has`,
    help: `Write \`ruby "~> ${next}.0"\`, and choose the platform branch Ruby ${next}.`,
  };
}
