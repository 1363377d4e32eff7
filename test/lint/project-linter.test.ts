import { describe, expect, it } from 'vitest';
import { ProjectLinter } from '../../src/lint/project-linter.js';
import { SourceFile } from '../../src/source/index.js';

const CONFIG = '.ebextensions/a.config';

const fileOf = (name: string, text: string) => {
  const path = `/project/${name}`;
  return { name, path, source: new SourceFile(path, name, text) };
};

const settings = (port: number): string =>
  [
    'option_settings:',
    '  aws:elasticbeanstalk:environment:process:websocket:',
    `    Port: ${port}`,
    '  aws:elbv2:listenerrule:ws:',
    '    PathPatterns: /ws/*',
    '    Process: websocket',
    '  aws:elbv2:listener:80:',
    '    Rules: ws',
    '',
  ].join('\n');

const PROCFILE = 'web: gunicorn app.wsgi\nwebsocket: daphne -b 0.0.0.0 -p 5000 app.asgi:application\n';

const linterOf = (port: number): ProjectLinter =>
  new ProjectLinter({
    root: '/project',
    files: [fileOf(CONFIG, settings(port)), fileOf('Procfile', PROCFILE)],
    ebCliConfigs: [],
  });

const idsOf = ({ report }: ProjectLinter): string[] => report.diagnostics.map(({ ruleId }) => ruleId);

describe('ProjectLinter', () => {
  it('finds in one file what a change in another brought', () => {
    const linter = linterOf(5000);
    expect(idsOf(linter)).toEqual([]);
    linter.update(new Map([[CONFIG, settings(5001)]]));
    expect(idsOf(linter)).toEqual(['routing/port-mismatch']);
    expect(linter.report.diagnostics[0]!.at.file.name).toBe('Procfile');
    linter.update(new Map([['Procfile', PROCFILE.replace('5000', '5001')]]));
    expect(idsOf(linter)).toEqual([]);
  });

  it('takes new files and lets go of others', () => {
    const linter = linterOf(5000);
    const later = '.ebextensions/b.config';
    linter.update(new Map([[later, settings(6000)]]));
    expect(idsOf(linter)).toContain('routing/port-mismatch');
    linter.update(new Map([[later, undefined]]));
    expect(idsOf(linter)).toEqual([]);
  });

  it('takes the configuration of the EB CLI, which says what the platform is', () => {
    const wsgi = 'option_settings:\n  aws:elasticbeanstalk:container:python:\n    WSGIPath: app.wsgi:app\n';
    const linter = new ProjectLinter({ root: '/project', files: [fileOf(CONFIG, wsgi)], ebCliConfigs: [] });
    const idsWith = (name: string, language?: string): string[] => {
      const platform = `global:\n  default_platform: ${language} running on 64bit Amazon Linux 2023\n`;
      linter.update(new Map([[`.elasticbeanstalk/${name}`, language === undefined ? undefined : platform]]));
      return idsOf(linter);
    };
    const before = idsOf(linter);
    const onPython = idsWith('config.global.yml', 'Python 3.13');
    const onPhp = idsWith('config.yml', 'PHP 8.4');
    expect(onPhp).not.toEqual(onPython);
    expect(idsWith('config.yml')).toEqual(onPython);
    expect(idsWith('config.yml', 'PHP 8.4')).toEqual(onPhp);
    expect(idsWith('config.global.yml')).toEqual(onPhp);
    expect(idsWith('config.yml')).toEqual(before);
  });

  it('says what linting the whole anew says', () => {
    const linter = linterOf(5000);
    linter.update(new Map([[CONFIG, settings(7000)]]));
    const textOf = (one: ProjectLinter) =>
      one.report.diagnostics.map(({ message, at }) => [message, at.span]);
    expect(textOf(linter)).toEqual(textOf(linterOf(7000)));
  });
});

describe('what is computed again', () => {
  /** The facts that a change of one text makes the linter compute, those about all texts left out. */
  const computedAfter = (before: string, after: string): string[] => {
    const computed: string[] = [];
    const linter = new ProjectLinter(
      { root: '/project', files: [fileOf(CONFIG, before), fileOf('Procfile', PROCFILE)], ebCliConfigs: [] },
      {
        measure(name, compute) {
          computed.push(name);
          return compute();
        },
      },
    );
    computed.length = 0;
    linter.update(new Map([[CONFIG, after]]));
    return computed.filter((name) =>
      ['configFiles', 'appliedSettings', 'environment', 'proxyServer'].includes(name),
    );
  };

  it('is nothing that settings tell where a comment comes after them', () => {
    const text = settings(5000);
    expect(computedAfter(text, `${text}\n# ws\n`)).toEqual([]);
    expect(computedAfter(text, text.replace('5000', '5001'))).toContain('configFiles');
  });

  it('is what tells where settings are, where a comment comes before them', () => {
    expect(computedAfter(settings(5000), `# ws\n${settings(5000)}`)).toContain('configFiles');
  });

  it('gives findings in the places of the text as it is', () => {
    const linter = linterOf(5001);
    const lineOf = () =>
      linter.report.diagnostics[0]!.related.map(({ at }) => at.file.positionAt(at.span.start).line);
    expect(lineOf()).toEqual([3]);
    linter.update(new Map([[CONFIG, `# ws\n\n${settings(5001)}`]]));
    expect(lineOf()).toEqual([5]);
    linter.update(new Map([[CONFIG, `\ufeff${settings(5001)}`]]));
    expect(lineOf()).toEqual([3]);
  });
});
