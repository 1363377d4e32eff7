import { oldestVersion } from '../../knowledge/platform/platform-branches.js';
import { highestMajor } from '../../parse/node-version-range.js';
import type { PackageJson } from '../../parse/package-json.js';
import { file } from '../on.js';
import type { EachRule } from '../rule.js';

export const ignoredEngines: EachRule<PackageJson> = {
  meta: {
    summary: 'The file package.json asks for a Node.js version that no supported platform has',
    why: 'On Amazon Linux 2 the platform installed the version of Node.js that engines.node asked for. On Amazon Linux 2023 the platform branch decides, and engines.node is ignored: the application runs on another version than the one it was made for.',
    consequence: 'silently-ignored',
    references: [
      'guide:using-features.migration-al.generic.from-al2',
      'aws:elasticbeanstalk/latest/platforms/platforms-supported',
    ],
    needsPlatform: true,
  },
  each: file('package.json'),
  *check({ nodeRange: range }) {
    const highest = range && highestMajor(range.text.trim());
    const oldest = oldestVersion('node');
    if (!range || highest === undefined || oldest === undefined) return;
    if (highest >= parseInt(oldest, 10)) return;
    yield {
      at: range.place,
      message: `engines asks for Node.js ${range.text}, which no supported platform has`,
      help: `Test the application with Node.js ${oldest}, and set \`"node": ">=${oldest}"\`.`,
    };
  },
};
