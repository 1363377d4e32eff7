import { yumPackages } from '../../model/bundle/config-files.js';
import { scalarsOf, versionsOf } from '../../parse/index.js';
import type { Rule } from '../rule.js';

export const urlAsVersion: Rule = {
  meta: {
    summary: 'The version of a package below yum is a URL',
    why: 'Below yum, the instance looks in its repositories for a package with this name and version, and below rpm only it downloads one. The deployment fails: "Yum does not have amazon-ssm-agent-https://… available for installation".',
    consequence: 'deploy-fails',
    references: [
      'guide:customize-containers-ec2#linux-packages',
      'https://github.com/IvanAnishchuk/aws-cfn-bootstrap/blob/master/cfnbootstrap/rpm_tools.py',
    ],
  },
  needs: yumPackages,
  *check(project) {
    for (const wanted of yumPackages(project)) {
      const url = scalarsOf(versionsOf(wanted)).find(({ text }) => URL.test(text));
      if (url)
        yield {
          at: url.place,
          message: `The version of package "${wanted.name.text}" is a URL, but yum needs a number`,
          help: 'Move the package below `rpm`, or write `[]` for the newest version.',
        };
    }
  },
};

const URL = /^(?:https?|ftp|s3|file):\/\//i;
