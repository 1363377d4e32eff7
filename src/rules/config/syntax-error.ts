import { configFiles } from '../../model/bundle/config-files.js';
import { suitablePath } from '../../model/nginx/suitable-folder.js';
import { dataFiles } from '../../model/platform/data-files.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { problemsOf, type SyntaxProblem } from '../../parse/index.js';
import { parseNginx } from '../../parse/nginx/nginx.js';
import type { ForeignText } from '../../parse/problem.js';
import { mappedText } from '../../parse/shell/word.js';
import type { Place } from '../../source/index.js';
import { baseName } from '../../util/paths.js';
import { problem } from '../on.js';
import type { Finding, Rule } from '../rule.js';
import { ownServerAnswer } from '../support/migration/own-server-answer.js';
import { syntaxFinding } from '../support/syntax-finding.js';

export const configSyntaxError: Rule = {
  meta: {
    summary: 'A configuration file cannot be read as YAML or JSON',
    why: 'An update stops with the event "The configuration file .ebextensions/NAME.config in application version VERSION contains invalid YAML or JSON". An environment that is created with such a file fails permanently. The platform reads cron.yaml, Dockerrun.aws.json, docker-compose.yml on Docker package.json on Node.js and aws-windows-deployment-manifest.json on Windows, and a deployment with a broken one fails too. With a broken config.yml, env.yaml or saved configuration, the EB CLI stops.',
    consequence: 'deploy-fails',
    references: [
      'guide:ebextensions',
      'guide:single-container-docker-configuration',
      'guide:using-features-managing-env-tiers',
      'https://github.com/aws/aws-elastic-beanstalk-cli',
    ],
    yieldsTo: ['config/look-alike-character'],
    onBrokenFiles: true,
  },
  needs: problem('syntax'),
  *check(project) {
    for (const file of [...configFiles(project), ...dataFiles(project)]) {
      const [problem] = problemsOf([file], 'syntax');
      if (!problem) continue;
      const finding = syntaxFinding(problem);
      yield { ...finding, ...helpFor(problem, project) };
    }
  },
};

/** A help that depends on more than the fault. */
function helpFor({ at, fault }: SyntaxProblem, project: Project): Pick<Finding, 'help'> {
  if (fault.code === 'foreign-text') return { help: helpForForeign(fault.language, at, project) };
  const [, name] = fault.code === 'missing-colon' ? (ASSIGNMENT.exec(lineAt(at)) ?? []) : [];
  return name === undefined
    ? {}
    : {
        help: `Write \`${name}: VALUE\` instead of \`${name}=VALUE\`, or indent the line like the block it belongs to.`,
      };
}

const ASSIGNMENT = /^([A-Za-z_]\w*)=/;

const lineAt = ({ file, span }: Place): string => {
  const { end } = file.lineSpan(file.positionAt(span.start).line);
  return file.text.slice(span.start, end);
};

/** Where a file of another language belongs. */
function helpForForeign(language: ForeignText, place: Place, project: Project): string {
  const { file } = place;
  const stem = baseName(file.name).replace(/\.config$/, '');
  if (language === 'a shell script')
    return `Move it to \`.platform/hooks/prebuild/${stem}.sh\`, or run its commands in \`commands\`.`;
  const usesApache = proxyServer(project).program === 'httpd';
  if (language === 'Apache directives') {
    const move = `ove it to \`.platform/httpd/conf.d/${stem}.conf\`.`;
    return usesApache
      ? `M${move}`
      : `Delete the file, or set \`ProxyServer\` of \`aws:elasticbeanstalk:environment:proxy\` to \`apache\` and m${move}`;
  }
  if (usesApache) return 'Delete the file: the proxy is Apache.';
  const text = mappedText(file);
  const path = `conf.d/${stem}.conf`;
  const answer = ownServerAnswer(
    { program: 'nginx', path, origin: 'ebextensions', place, target: undefined, content: () => text },
    project,
  );
  return (
    answer?.help ??
    `Move it to \`${suitablePath(parseNginx(text).directives, path, platform(project).language)}\`.`
  );
}
