import { yumPackagesOf } from '../../model/instance/packages/wanted-packages.js';
import { itemsOf, type Node } from '../../parse/yaml/node.js';
import type { Rule } from '../rule.js';
import { configFiles } from '../../model/bundle/config-files.js';

export const urlAsVersion: Rule = {
  meta: {
    id: 'config/url-as-version',
    summary: 'The version of a package below yum is a URL',
    why: 'Below yum, the instance looks in its repositories for a package with this name and version, and below rpm only it downloads one. The deployment fails: "Yum does not have amazon-ssm-agent-https://… available for installation".',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-packages',
      'https://github.com/IvanAnishchuk/aws-cfn-bootstrap/blob/master/cfnbootstrap/rpm_tools.py',
    ],
    since: '0.1.0',
  },
  *check(project) {
    for (const { name, entry } of yumPackagesOf(configFiles(project))) {
      const url = entry && [entry.value, ...itemsOf(entry.value)].find(isUrl);
      if (url)
        yield {
          at: url.place,
          message: `The version of package "${name.text}" is a URL, but yum needs a number`,
          help: 'Move the package below `rpm`, or write `[]` for the newest version.',
        };
    }
  },
};

const isUrl = (node: Node): boolean => node.kind === 'scalar' && URL.test(node.text);

const URL = /^(?:https?|ftp|s3|file):\/\//i;
