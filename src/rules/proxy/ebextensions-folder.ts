import { mayUseFile, proxy } from '../../model/nginx/proxy.js';
import { placeForProxyFile } from '../../model/nginx/suitable-folder.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import type { ProxyFile } from '../../model/proxy/proxy-file.js';
import { proxyFiles } from '../../model/proxy/proxy-files.js';
import { type ProxyServer, proxyServer } from '../../model/proxy/proxy-server.js';
import { groupBy } from '../../util/collections.js';
import type { Finding, Fix, Rule } from '../rule.js';
import { moveFile } from '../support/migration/move-to-bundle.js';
import { ownServerAnswer } from '../support/migration/own-server-answer.js';

export const ebextensionsFolder: Rule = {
  meta: {
    summary: 'A configuration file of the proxy is in .ebextensions instead of .platform',
    why: 'Elastic Beanstalk read .ebextensions/nginx and .ebextensions/httpd on Amazon Linux 1 only. Later platforms log "skipping nginx folder under .ebextensions", and the proxy runs without these files.',
    consequence: 'file-ignored',
    references: [
      'guide:using-features.migration-al.generic.from-al1',
      'guide:platforms-linux-extend.proxy',
      'https://github.com/aws/elastic-beanstalk-roadmap/issues/296',
    ],
  },
  needs: proxyFiles,
  *check(project) {
    const server = proxyServer(project).program;
    const moved = new Set(
      proxyFiles(project)
        .filter(isInPlatform)
        .map(({ program, path }) => `${program}/${path}`),
    );
    const skipped = proxyFiles(project).filter(
      (file) =>
        isInEbextensions(file) &&
        server !== 'none' &&
        !moved.has(`${file.program}/${file.path}`) &&
        !mayUseFile(proxy(project), file.place.file.name),
    );
    for (const [program, files] of groupBy(skipped, (file) => [file.program])) {
      const findings = files.map((file) => findingFor(file, project));
      const plain = findings.filter(({ move }) => move !== undefined);
      const [first, ...others] = plain;
      if (first && others.length > 0) yield movedTogether(program, first, others);
      yield* findings.filter((one) => plain.length < 2 || !one.move).map(({ finding }) => finding);
    }
  },
};

/** A file that is skipped. */
interface Skipped {
  readonly finding: Finding;
  /** The fix that moves it to the same place in `.platform`, where nothing else is to be done. */
  readonly move: Fix | undefined;
}

function findingFor(file: ProxyFile, project: Project): Skipped {
  const { program, path, place } = file;
  const target = placeForProxyFile(file, platform(project).language);
  const move = moveFile(place.file, target.path, project);
  const wantsApache = needsApache(file, proxyServer(project).program);
  const own = ownServerAnswer(file, project);
  const isPlain = target.isCertain && !own && !wantsApache && target.path === `.platform/${program}/${path}`;
  return {
    finding: {
      at: place,
      message: `Elastic Beanstalk skips the folder .ebextensions/${program}`,
      help: `Move the file to \`${target.path}\`${wantsApache ? ', and set `ProxyServer` of `aws:elasticbeanstalk:environment:proxy` to `apache`' : ''}.`,
      ...(own ?? (target.isCertain && (wantsApache ? withApache(move) : move))),
    },
    move: isPlain ? move.fix : undefined,
  };
}

/** One finding for files that move with their folder. */
function movedTogether(program: string, first: Skipped, others: readonly Skipped[]): Finding {
  return {
    at: first.finding.at,
    message: `Elastic Beanstalk skips the folder .ebextensions/${program}`,
    help: `Move these ${others.length + 1} files to the same folders in \`.platform/${program}\`.`,
    related: others.map(({ finding: { at } }) => ({ at, note: 'skipped as well' })),
    fix: {
      title: `Move them to .platform/${program}`,
      safety: 'migration',
      edits: [],
      files: [first, ...others].flatMap(({ move }) => move?.files ?? []),
    },
  };
}

/** Apache was the default of some platforms on Amazon Linux 1. */
const needsApache = ({ program }: ProxyFile, proxy: ProxyServer['program']): boolean =>
  program === 'httpd' && proxy === 'nginx';

/** The move of a file of Apache, and the setting without which the proxy does not read it. */
const withApache = ({ fix, help }: Pick<Finding, 'fix' | 'help'>): Pick<Finding, 'fix' | 'help'> =>
  fix ? { fix: { ...fix, files: [...(fix.files ?? []), APACHE] } } : { ...(help !== undefined && { help }) };

const APACHE = {
  kind: 'create',
  name: '.ebextensions/proxy_server.config',
  text: 'option_settings:\n  aws:elasticbeanstalk:environment:proxy:\n    ProxyServer: apache\n',
  isExecutable: false,
} as const;

const isInPlatform = ({ origin }: ProxyFile): boolean => origin === 'platform';

const isInEbextensions = ({ origin }: ProxyFile): boolean => origin === 'ebextensions';
