import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addressOf, SITES } from '../../src/knowledge/pages.js';
import { readProject } from '../../src/model/project.js';
import { rules } from '../../src/rules/index.js';
import { findingsOf } from '../../src/rules/rule.js';
import * as limits from '../../src/util/limits.js';
import { VERSION } from '../../src/version.js';
import { casesOf, foldersIn, projectOf, REPOSITORY, RULE_FIXTURES } from '../support/fixtures.js';

const groups = foldersIn(`${REPOSITORY}src/rules`).filter((name) => name !== 'support');

/** `group/name` of every rule file. */
const ruleFiles = groups.flatMap((group) =>
  readdirSync(`${REPOSITORY}src/rules/${group}`)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${group}/${name.slice(0, -'.ts'.length)}`),
);
/** Every source file of eblint and of its page, with its text. */
const sourceFiles = ['src', 'site/src'].flatMap((folder) =>
  readdirSync(`${REPOSITORY}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`)
    .map((path) => ({ path, text: readFileSync(`${REPOSITORY}${path}`, 'utf8') })),
);
/** An address that has a shorter form. */
const KNOWN_SITE = new RegExp(
  `^(?:${Object.values(SITES).join('|').replaceAll('.', '\\.')})[^?]+\\.html(?:#|$)`,
);
const ruleIds = rules.map(({ id }) => id);

describe('the house', () => {
  it('lists every rule file in src/rules/index.ts, by its path', () => {
    expect([...ruleIds].sort(), 'Run `npm run update`; the id of a rule is the path of its file').toEqual(
      ruleFiles.sort(),
    );
  });

  it('lists the rules in order', () => {
    expect(ruleIds, 'Run `npm run update`').toEqual([...ruleIds].sort());
  });

  it.each(ruleIds)('%s has fixtures: one bad-* and one ok-* at least', (id) => {
    const kinds = new Set(casesOf(id).map((name) => name.split('-')[0]));
    expect(
      [...kinds].sort(),
      `Put projects into fixtures/rules/${id}/bad-<case>/ and ok-<case>/, then run \`npm run update\``,
    ).toEqual(['bad', 'ok']);
  });

  it('has no fixtures of a rule that is gone', () => {
    const folders = foldersIn(RULE_FIXTURES).flatMap((group) =>
      foldersIn(`${RULE_FIXTURES}${group}`).map((name) => `${group}/${name}`),
    );
    expect(
      folders.filter((id) => !ruleFiles.includes(id)),
      'Rename these folders of fixtures/rules/ as their rules, or delete them',
    ).toEqual([]);
  });

  it.each(ruleIds)('%s has no expected report without its case', (id) => {
    const folder = `${RULE_FIXTURES}${id}`;
    // What a rule without cases lacks, another test says.
    const reports = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.txt')) : [];
    expect(
      reports.filter((name) => !casesOf(id).includes(name.slice(0, -'.txt'.length))),
      `Delete these files of fixtures/rules/${id}/`,
    ).toEqual([]);
  });

  it.each(rules.map((rule) => [rule.id, rule.meta] as const))('%s has a complete meta', (_, meta) => {
    expect
      .soft(
        meta.summary,
        'Begin `summary` with a capital letter, and end it without a full stop, on one line',
      )
      .toMatch(/^[A-Z][^\n]*[^.\s]$/);
    expect.soft(meta.why, 'End `why` with a full stop').toMatch(/\.$/);
    expect
      .soft(meta.since ?? VERSION, 'Set `since` to the version in package.json')
      .toMatch(/^\d+\.\d+\.\d+$/);
    for (const reference of meta.references) {
      expect.soft(addressOf(reference), 'Write each of `references` as a page').toMatch(/^https:\/\/[^\s]+$/);
      expect
        .soft(reference, 'Write a page of a known site by its name: src/knowledge/pages.ts has the sites')
        .not.toMatch(KNOWN_SITE);
    }
  });

  it.each(rules.map((rule) => [rule.id, rule.meta] as const))('%s yields to rules', (_, meta) => {
    expect(
      (meta.yieldsTo ?? []).filter((id) => !ruleIds.includes(id)),
      'Delete these ids from `yieldsTo`, or correct them: there is no such rule',
    ).toEqual([]);
  });
});

describe('the limits of eblint', () => {
  it('are in one table if users meet them, or several files share them', () => {
    const outside = sourceFiles.filter(
      ({ path, text }) => path !== LIMITS && /\bexport const MAX_/.test(text),
    );
    expect(
      outside.map(({ path }) => path),
      `A limit that several files share belongs into ${LIMITS}; what somebody else prescribes does not begin with MAX_`,
    ).toEqual([]);
  });

  it('are all in use', () => {
    const names = Object.keys(limits);
    expect(
      names.filter((name) => !sourceFiles.some(({ path, text }) => path !== LIMITS && text.includes(name))),
    ).toEqual([]);
  });
});

const LIMITS = 'src/util/limits.ts';

describe('rules that look at the platform', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))('%s says whether it needs one', (_, rule) => {
    let isAsked = false;
    let depth = 0;
    const measure = <T>(name: string, compute: () => T): T => {
      isAsked ||= depth === 0 && name === 'platform';
      depth++;
      const result = compute();
      depth--;
      return result;
    };
    const { files } = projectOf({
      '.ebextensions/a.config':
        'option_settings:\n  aws:elasticbeanstalk:application:environment: {A: "${B}"}\n  aws:elasticbeanstalk:container:nodejs:staticfiles: {/a: b}\npackages: {apt: {a: []}}\ncommands:\n  a: {command: b, waitAfterCompletion: 1}\nfiles:\n  etc: {content: x}\n',
      procfile: 'web: gunicorn -b :9000 a:b\n',
      Procfile: 'web: gunicorn -b :9000 a:b\n',
    });
    // Rules that only print what is known of the platform do not need it.
    const findings = [...findingsOf(rule, readProject(files, { measure }))];
    if (rule.meta.needsPlatform)
      expect(
        isAsked || findings.length === 0,
        'Delete `needsPlatform`: the rule does not ask for the platform',
      ).toBe(true);
    else if (isAsked)
      expect(
        PRINTS_PLATFORM,
        'Set `needsPlatform: true`, or add the rule to PRINTS_PLATFORM if it reports the same on an unknown platform',
      ).toContain(rule.id);
  });
});

/** Rules for which an unknown platform is a supported one. */
const PRINTS_PLATFORM: readonly string[] = [
  'config/source-not-an-archive',
  'instance/syntax-error',
  'instance/unconfirmed-install',
  'instance/unknown-owner',
  'nginx/unread-file',
  'platform/deprecated-service',
  'platform/missing-package',
  'platform/misspelled-package',
  'platform/retired-namespace',
  'platform/retired-option',
  'platform/retired-path',
  'platform/wrong-wsgi-path',
  'proxy/misplaced-file',
  'instance/unread-hook',
];
