import { createHash } from 'node:crypto';
import { corpusProjects, fixtureProjects } from '../support/fixtures.mjs';
import { load } from '../support/load.mjs';
import { randomFrom } from '../support/random.mjs';
import { randomScript } from './grammar.mjs';
import { mutate } from './mutations.mjs';

/** Every text that a shell reads in the fixtures and in real projects, once each. */
export async function written() {
  const { scripts } = await load('src/model/scripts/scripts.ts');
  const cases = new Map();
  for (const { name: root, project } of [...(await fixtureProjects()), ...(await corpusProjects())])
    for (const { isShell, script, name } of scripts(project))
      if (isShell) cases.set(script.source.text, `${root} ${name.value}`);
  return [...cases].map(([text, name]) => ({ name, text }));
}

/** The texts with a few random changes, each as often as the others: the same ones for the same seed. */
export function* mutated(texts, seed, count) {
  const share = Math.ceil(count / texts.length);
  for (const { name, text } of texts) {
    const random = randomFrom(seed + createHash('sha256').update(text).digest().readUInt32LE());
    for (let number = 1; number <= share; number++)
      yield { name: `mutation ${number} of ${name}, seed ${seed}`, text: mutate(random, text) };
  }
}

/** Scripts made by the grammar of bash, half of them with a part too few or too many. */
export function* random(seed, count) {
  const source = randomFrom(seed);
  for (let number = 1; number <= count; number++) {
    const text = randomScript(source);
    yield { name: `random ${number}, seed ${seed}`, text: source(2) === 0 ? text : mutate(source, text) };
  }
}
