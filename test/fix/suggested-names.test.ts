import { expect, it } from 'vitest';
import { fixModel } from '../../src/fix/fix-project.js';
import { projectOf } from '../support/fixtures.js';

const CONFIG = '.ebextensions/a.config';

/** The files that differ once the fixes of one rule are made. */
function fixed(files: Readonly<Record<string, string>>, rule: string, unsafe: boolean) {
  const { changes } = fixModel(projectOf(files), { unsafe, fixes: (id) => id === rule });
  return changes.map(({ after }) => after?.text);
}

it.each<{ rule: string; files: Record<string, string>; now: string }>([
  {
    rule: 'nginx/unknown-variable',
    files: {
      '.platform/nginx/conf.d/elasticbeanstalk/a.conf':
        'location / {\n  proxy_set_header A "$https_upgrade";\n  proxy_set_header B ${https_upgrade}x$https_upgrade;\n  proxy_pass http://127.0.0.1:8000;\n}\n',
    },
    now: 'location / {\n  proxy_set_header A "$http_upgrade";\n  proxy_set_header B ${http_upgrade}x$http_upgrade;\n  proxy_pass http://127.0.0.1:8000;\n}\n',
  },
  {
    rule: 'suppression/unknown-rule',
    files: {
      [CONFIG]:
        'option_settings:\n  aws:elasticbeanstalk:application:environment:\n    KEY: <your_key> # eblint-disable-line settings/placeholders -- later\n',
    },
    now: 'option_settings:\n  aws:elasticbeanstalk:application:environment:\n    KEY: <your_key> # eblint-disable-line settings/placeholder -- later\n',
  },
  {
    rule: 'settings/inconsistent-limits',
    files: { [CONFIG]: 'option_settings:\n  aws:autoscaling:asg: {MinSize: 6, MaxSize: "4"}\n' },
    now: 'option_settings:\n  aws:autoscaling:asg: {MinSize: 6, MaxSize: "6"}\n',
  },
  {
    rule: 'nginx/unknown-directive',
    files: { '.platform/nginx/conf.d/a.conf': 'client_max_bodysize 20m;\n' },
    now: 'client_max_body_size 20m;\n',
  },
  {
    rule: 'bundle/unknown-dockerrun-key',
    files: {
      'Dockerrun.aws.json':
        '{"AWSEBDockerrunVersion": 1, "Loging": "/a", "Image": {"Name": "a/b:1"}, "Ports": [{"ContainerPort": 80}]}',
    },
    now: '{"AWSEBDockerrunVersion": 1, "Logging": "/a", "Image": {"Name": "a/b:1"}, "Ports": [{"ContainerPort": 80}]}',
  },
])('the one name that was probably meant is an unsafe fix of $rule', ({ rule, files, now }) => {
  expect(fixed(files, rule, false)).toEqual([]);
  expect(fixed(files, rule, true)).toEqual([now]);
});

it.each([
  [
    'bundle/invalid-manifest',
    'env.yaml',
    'AWSConfigurationTemplateVersion: 1.1.0.0\nTier: {Name: Worker}\nEnvironmentTier: {Name: Worker}\n',
  ],
  [
    'bundle/unknown-dockerrun-key',
    'Dockerrun.aws.json',
    '{"AWSEBDockerrunVersion": 1, "Loging": "/a", "Logging": "/b", "Image": {"Name": "a/b:1"}, "Ports": [{"ContainerPort": 80}]}',
  ],
])('%s gives no name that is there already', (rule, name, text) => {
  expect(fixed({ [name]: text }, rule, true)).toEqual([]);
});
