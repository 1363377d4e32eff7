import type { Page } from '../knowledge/pages.js';
import type { Doubt } from '../model/doubt.js';
import type { Fact } from '../model/fact.js';
import type { Project } from '../model/project.js';
import type { Place, Related, Span } from '../source/index.js';
import { MAX_RULE_FINDINGS } from '../util/limits.js';
import { oncePer } from '../util/memo.js';
import type { Consequence, WarningReason } from './severity.js';

/** `group/name`: the path under `src/rules`, the fixture folder and the doc page all follow from it. */
export type RuleId = `${string}/${string}`;

/** One replacement in one file. */
export interface Edit {
  readonly file: Place['file'];
  readonly span: Span;
  readonly text: string;
}

/** A file of the project that a fix creates or deletes; a file that is moved is both. */
export type FileChange =
  | {
      readonly kind: 'create';
      /** Path below the project's root, with forward slashes. It must not exist. */
      readonly name: string;
      readonly text: string;
      readonly isExecutable: boolean;
    }
  | { readonly kind: 'delete'; readonly file: Place['file'] };

/**
 * - `safe`: an expert would apply it without looking
 * - `migration`: it makes work again what worked on an older platform. Safe for those who move a project from there, unsafe
 *   for all others: it wakes up configuration that was dead
 * - `unsafe`: it chooses for the user
 */
type FixSafety = 'safe' | 'migration' | 'unsafe';

/** A fix; may touch several files. */
export interface Fix {
  readonly title: string;
  readonly safety: FixSafety;
  readonly edits: readonly Edit[];
  readonly files?: readonly FileChange[];
}

/** What becomes of a project's files. */
export type Changes = Pick<Fix, 'edits' | 'files'>;

/** What an advice makes of the files: it is tried before it is given. */
export interface Trial extends Changes {
  /** What is advised, in place of deleting it, where that brings a mistake: a sentence in the imperative without a full stop. */
  readonly otherwise?: string;
  /** It has an effect today, so that deleting it is no answer. */
  readonly isInUse?: true;
}

/** One of several answers to a finding, which only the user can choose between. */
export interface Choice {
  /** What to do: a sentence in the imperative. */
  readonly action: string;
  /** What happens then: a sentence. */
  readonly consequence: string;
  /** The fix of the finding does it. */
  readonly isFix?: true;
}

/** What several findings of a rule in one file have in common: with the same help, they are reported as one. */
export interface Cause {
  /** The same for all of them. */
  readonly key: string;
  /** What is in this place, where the finding is reported at another one. */
  readonly note: string;
  /** The message of the first, where there are others. */
  readonly message?: (others: number) => string;
}

/** What a rule yields. */
export interface Finding {
  readonly at: Place;
  /** What is wrong: a statement of one line without advice and without a full stop. */
  readonly message: string;
  /** What to do about it: one short sentence in the imperative, two where there is a real choice. Rules always give it. */
  readonly help?: string;
  /** The other end of a conflict between two places: always given. */
  readonly related?: readonly Related[];
  /** Why it is a warning although the consequence of the rule is one of an error. */
  readonly warnsBecause?: WarningReason;
  /** Why it is held back: it is not reported, but `--explain-silence` lists it. */
  readonly doubt?: Doubt | undefined;
  readonly fix?: Fix;
  /**
   * What the help does, where no fix does it and it gives effect to what has none today: it is tried before it is given, as
   * every fix that creates a file is.
   */
  readonly trial?: Trial;
  /** Where none is given, it is the message: findings of one file that say the same are one. */
  readonly cause?: Cause;
  /** Two or more where the answer depends on what the user wants; `migrate` shows them. */
  readonly choices?: readonly Choice[];
}

/** What the file of a rule says about it. Its id is not said: it is the path of the file. */
export interface RuleMeta {
  /** One line: what is wrong. */
  readonly summary: string;
  /** What happens at deployment or run time, and Elastic Beanstalk's own error text where one is known. */
  readonly why: string;
  /** Its severity follows from it; see severity.ts. */
  readonly consequence: Consequence;
  /** Why its findings are warnings all the same. */
  readonly warnsBecause?: WarningReason;
  /** `recommended` where it is not said. */
  readonly preset?: Exclude<Preset, 'recommended'>;
  /** The pages that say so: a rule without one is an opinion. */
  readonly references: readonly [Page, ...Page[]];
  /** The entries of catalogues of controls that ask for the same. */
  readonly controls?: readonly ControlId[];
  /** The version of eblint that brought the rule: the first one where it is not said. */
  readonly since?: string;
  /**
   * Rules that name the same mistake better: a finding is dropped where one of theirs is reported for the same place, or
   * for one that either of the two names as its other end.
   */
  readonly yieldsTo?: readonly RuleId[];
  /**
   * The rule says that something is missing, so it is silent while a file of the project could not be read or parsed:
   * what is missing may be there. An expression matches every text that may hold it: files without such words silence nothing.
   */
  readonly claimsAbsence?: true | RegExp;
  /**
   * What the rule misses may be set outside of configuration files. Where another tool of the project configures
   * environments, its findings are warnings.
   */
  readonly mayBeSetElsewhere?: true;
  /** The rule has less to check where the project's platform is not known. */
  readonly needsPlatform?: true;
  /** The rule mentions files that cannot be parsed; all others are silent about what is in one. */
  readonly onBrokenFiles?: true;
}

/**
 * Which rules run, unless configured otherwise. `strict` and `controls` have all recommended ones as well; those of `controls`
 * are what auditors ask for.
 */
export type Preset = 'recommended' | 'strict' | 'controls';

/** An entry of a catalogue of controls: of AWS Security Hub, of AWS Control Tower, or a rule of ebman. */
type ControlId = `ElasticBeanstalk.${number}` | `CT.ELASTICBEANSTALK.PR.${number}` | `EBL0${number}`;

/** A rule that is asked once for each project. */
export interface Rule {
  readonly meta: RuleMeta;
  /** What it cannot do without: it is not asked where there is none of this. */
  readonly needs?: Fact<readonly unknown[]>;
  /** Pure: no options, no context, no state. */
  check(project: Project): Iterable<Finding>;
}

/** A rule that is asked once for each item of a fact, and not at all where the fact is empty. */
export interface EachRule<T extends object> {
  readonly meta: RuleMeta;
  /** What it cannot do without beside the items: it is asked about none of them where there is none of this. */
  readonly needs?: Fact<readonly unknown[]>;
  /** What it runs on. Where an item has `isUncertain`, what is found in it is a warning. */
  readonly each: Fact<readonly T[]>;
  check(item: T, project: Project): Iterable<Finding>;
}

/** What is known of a rule by its id. */
export interface NamedRule {
  readonly id: RuleId;
  readonly meta: RuleMeta;
}

/** A rule as the index lists it. */
export type AnyRule = NamedRule & (Rule | EachRule<object>);

/** What a rule is asked about: the items of its fact, or the project itself; nothing where it lacks what it needs. */
export function subjectsOf(rule: Rule | EachRule<object>, project: Project): readonly object[] {
  if (rule.needs?.(project).length === 0) return [];
  return 'each' in rule ? rule.each(project) : [project];
}

/** What a rule finds in a project. */
export function* findingsOf(
  rule: Rule | EachRule<object>,
  project: Project,
  subjects = subjectsOf(rule, project),
): Iterable<Finding> {
  if ('each' in rule)
    for (const item of subjects)
      for (const finding of findingsIn(item, rule, project))
        yield 'isUncertain' in item && item.isUncertain
          ? { ...finding, warnsBecause: 'may-not-run' }
          : finding;
  else if (subjects.length > 0) yield* rule.check(project);
}

const findingsIn = (item: object, rule: EachRule<object>, project: Project): Iterable<Finding> =>
  (project.options.isChanging && keptIn(project)(rule)(item)) || rule.check(item, project);

/** What was found in an item of a project that changes; undefined where it is too much to be kept. */
const keptIn = oncePer((project: Project) =>
  oncePer((rule: EachRule<object>) =>
    oncePer((item: object): readonly Finding[] | undefined => {
      const found: Finding[] = [];
      for (const finding of rule.check(item, project)) {
        if (found.length >= MAX_RULE_FINDINGS) return undefined;
        found.push(finding);
      }
      return found;
    }),
  ),
);
