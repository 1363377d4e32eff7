import { fileEntries } from '../../model/bundle/config-files.js';
import { fact } from '../../model/fact.js';
import { type FileEntry, scalarOf } from '../../parse/config-file/sections.js';
import { jsonProblemIn } from '../../parse/data-file.js';
import { placesIn } from '../../parse/yaml/scalar-text.js';
import type { EachRule } from '../rule.js';
import { syntaxFinding } from '../support/syntax-finding.js';

const READ_AS_JSON = /^\/(?:opt\/aws\/amazon-cloudwatch-agent\/.*\.json|etc\/docker\/daemon\.json)$/;

const readAsJson = fact('readAsJson', (project) =>
  fileEntries(project).filter(({ name }) => READ_AS_JSON.test(name.text)),
);

export const invalidJson: EachRule<FileEntry> = {
  meta: {
    summary: 'The configuration that the project writes for a program is not JSON',
    why: 'The CloudWatch agent skips a file that it cannot parse, and its `fetch-config` ends with 0 all the same ("No json config files found, use the default one", "Configuration validation first phase succeeded"): it sends no metrics or logs of the file. Docker does not start with such a file: "unable to configure the Docker daemon with file /etc/docker/daemon.json".',
    consequence: 'file-ignored',
    references: [
      'aws:AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details',
      'https://github.com/aws/amazon-cloudwatch-agent/issues/404',
      'https://github.com/aws/amazon-cloudwatch-agent/issues/966',
      'https://docs.docker.com/engine/daemon/troubleshoot/',
    ],
  },
  each: readAsJson,
  *check({ content }) {
    const text = scalarOf(content);
    if (!text || text.holdsFunction || /\{[{%]|<%/.test(text.text)) return;
    const problem = jsonProblemIn(text.text, placesIn(text));
    if (problem) yield syntaxFinding(problem);
  },
};
