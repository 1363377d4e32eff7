import { oldestVersion } from '../../knowledge/platform/platform-branches.js';
import { dataFiles, dataFile } from '../../model/platform/data-files.js';
import { highestMajor } from '../../parse/node-version-range.js';
import { child, scalar } from '../../parse/yaml/node.js';
import type { Rule } from '../rule.js';
import { platform } from '../../model/platform/find-platform.js';

export const ignoredEngines: Rule = {
  meta: {
    summary: 'The file package.json asks for a Node.js version that no supported platform has',
    why: 'On Amazon Linux 2 the platform installed the version of Node.js that engines.node asked for. On Amazon Linux 2023 the platform branch decides, and engines.node is ignored: the application runs on another version than the one it was made for.',
    severity: 'warning',
    consequence: 'silently-ignored',
    references: [
      'guide:using-features.migration-al.generic.from-al2',
      'aws:elasticbeanstalk/latest/platforms/platforms-supported',
    ],
    needsPlatform: true,
  },
  *check(project) {
    const range = scalar(child(dataFile(dataFiles(project), 'package.json')?.root, 'engines'), 'node');
    const highest = range && highestMajor(range.text.trim());
    const oldest = oldestVersion('node');
    if (platform(project).language !== 'node' || !range || highest === undefined || oldest === undefined)
      return;
    if (highest >= parseInt(oldest, 10)) return;
    yield {
      at: range.place,
      message: `engines asks for Node.js ${range.text}, which no supported platform has`,
      help: `Test the application with Node.js ${oldest}, and set \`"node": ">=${oldest}"\`.`,
    };
  },
};
