import type { Generation, Language } from '../../knowledge/platform/platforms.js';
import type { NamespaceFacts, OptionFacts } from '../option-facts.js';

const GENERATIONS: Readonly<Record<Generation, string>> = {
  al1: 'Amazon Linux 1',
  al2: 'Amazon Linux 2',
  al2023: 'Amazon Linux 2023',
  windows: 'Windows Server',
};

const LANGUAGES: Readonly<Record<Language, string>> = {
  python: 'Python',
  node: 'Node.js',
  ruby: 'Ruby',
  php: 'PHP',
  go: 'Go',
  java: 'Java SE',
  tomcat: 'Tomcat',
  dotnet: '.NET on Linux',
  docker: 'Docker',
  ecs: 'ECS',
  windows: '.NET on Windows',
  other: 'other platforms',
};

interface Scope extends Pick<OptionFacts, 'languages' | 'generations'> {
  readonly clusterOnly?: NamespaceFacts['clusterOnly'];
}

/** The platforms that something applies to; empty for all. */
export function platformsText({ languages, generations, clusterOnly }: Scope): string {
  if (clusterOnly) return 'only Cluster environments (Amazon EKS), not in configuration files';
  const platforms = languages?.map((language) => LANGUAGES[language]).join(', ') ?? '';
  const systems = generations?.map((generation) => GENERATIONS[generation]).join(', ') ?? '';
  return platforms && systems ? `${platforms} (${systems})` : platforms || systems;
}
