import { versionsThatEnded, versionsToChoose } from '../../knowledge/platform/platform-branches.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { platform } from '../../model/platform/find-platform.js';
import { sourceNamed } from '../../model/project.js';
import { mayMeet, type RubyRequirement, rubyRequirementOf } from '../../parse/gemfile.js';
import { parsePlatformName } from '../../parse/platform-name.js';
import { source } from '../on.js';
import type { Finding, Rule } from '../rule.js';

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
      help: versionsToChoose('ruby').includes(version)
        ? `Write \`ruby "~> ${version}.0"\`.`
        : helpToChoose(requirement),
      ...(named && { related: [{ at: named, note: 'the platform is named here' }] }),
    };
  },
};

/** Where the branch is not named, a version that no branch has is wrong on each of them. */
function* onNoBranch(requirement: RubyRequirement): Generator<Finding> {
  const { parts, written } = requirement;
  const { value, place } = written;
  const known = [...versionsThatEnded('ruby'), ...versionsToChoose('ruby')];
  if (known.some((version) => isMetBy(version, parts))) return;
  yield {
    at: place,
    message: `The Gemfile asks for Ruby ${value.replace(/["']|^=\s*/g, '')}, which no supported platform has`,
    help: helpToChoose(requirement),
  };
}

function isMetBy(version: string, parts: RubyRequirement['parts']): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return mayMeet([major, minor], { parts });
}

/** The branch that has the version, or else the next one: the branch that the project names can no longer be chosen. */
function helpToChoose({ parts }: RubyRequirement): string {
  const choice = versionsToChoose('ruby');
  const met = choice.find((version) => isMetBy(version, parts));
  if (met !== undefined) return `Choose the platform branch Ruby ${met}.`;
  const later = parts.map((part) => ({ ...part, operator: '>=' }));
  const next = choice.find((version) => isMetBy(version, later)) ?? choice.at(-1);
  return `Write \`ruby "~> ${next}.0"\`, and choose the platform branch Ruby ${next}.`;
}
