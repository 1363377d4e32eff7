/*
 * What build services obey in a log, whoever wrote it. Azure Pipelines, TeamCity and older runners of GitHub read `##vso[…]`,
 * `##teamcity[…]` and `##[…]` anywhere; GitHub Actions and its kin `::name …::` at the start of a line, after what .NET counts
 * as space: JavaScript does not count U+0085.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
const HASHES = /##(?=[a-z]{0,20}\[)/gi;
const COLONS = /^((?:[^\S\n\r\u2028\u2029]|\u0085|\u001b\[[\d;]{0,20}m)*)::(?=[a-z])/gim;

/** A text without what is a command anywhere, written as an escape; in a text of JSON the meaning stays. */
export const withoutHashCommands = (text: string): string => text.replace(HASHES, '\\u0023#');

/** A text of which no build service obeys a line. */
export const withoutCommands = (text: string): string =>
  withoutHashCommands(text).replace(COLONS, '$1\\u003a:');

/** Whether a build service would obey something in it. */
export const holdsCommand = (text: string): boolean =>
  withoutCommands(text) !== text || GITLAB_SECTION.test(text);

/** https://docs.gitlab.com/ci/jobs/job_logs/#custom-collapsible-sections: what is printed elsewhere holds no controls. */
const GITLAB_SECTION = /section_(?:start|end):\d{1,20}:[^\r\n]{0,300}\r\u001b\[0K/;
