import { describe, expect, it } from 'vitest';
import { buildVariablesIn, exposedIn, parseDockerfile, variablesIn } from '../../src/parse/dockerfile.js';
import { SourceFile } from '../../src/source/index.js';

const read = (text: string) =>
  parseDockerfile(new SourceFile('/p/Dockerfile', 'Dockerfile', text)).map(
    ({ name, argument }) => `${name} ${argument.text}`,
  );

describe('parseDockerfile', () => {
  it('reads instructions in any case, joined over lines', () => {
    expect(read('from a\r\nRUN b \\\n  # c\n\n  && d\nEXPOSE 80 443')).toEqual([
      'FROM a',
      'RUN b && d',
      'EXPOSE 80 443',
    ]);
  });

  it('passes over here-documents', () => {
    expect(read('RUN <<A cat <<-"B" > c\nEXPOSE 1\nA\nEXPOSE 2\nB\nEXPOSE 3')).toEqual([
      'RUN <<A cat <<-"B" > c',
      'EXPOSE 3',
    ]);
  });

  it('knows another character that joins lines', () => {
    expect(read('# escape=`\nRUN a `\n b\nRUN c \\\nRUN d')).toEqual(['RUN a b', 'RUN c \\', 'RUN d']);
  });

  it.each([
    ['# Escape = `\nRUN a `\n b', ['RUN a b']],
    ['FROM a\n# escape=`\nRUN a \\\n b', ['FROM a', 'RUN a b']],
    ['RUN a \\  \n b', ['RUN a b']],
    ['RUN a \\\n \\\n b', ['RUN a  b']],
    ['RUN', ['RUN ']],
    ['\tRUN\ta', ['RUN a']],
    ['RUN1 a\n1RUN\n-', []],
    ['- \\\nEXPOSE 1', ['EXPOSE 1']],
    ['COPY <<E /a\nEXPOSE 1\nE\nEXPOSE 2', ['COPY <<E /a', 'EXPOSE 2']],
    ["ADD <<-'E' /a\nEXPOSE 1\n\tE\nEXPOSE 2", ["ADD <<-'E' /a", 'EXPOSE 2']],
    ['RUN << E cat\nEXPOSE 1\nE\nEXPOSE 2', ['RUN << E cat', 'EXPOSE 2']],
    ['ENV A="<<E"\nEXPOSE 1', ['ENV A="<<E"', 'EXPOSE 1']],
    ['RUN a \\\n <<E\nEXPOSE 1\nE\nEXPOSE 2', ['RUN a <<E', 'EXPOSE 2']],
    ['RUN <<E"\nEXPOSE 1', ['RUN <<E"']],
  ])('reads %j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('says where the name is', () => {
    const text = '\n  EXPOSE 80';
    const [expose] = parseDockerfile(new SourceFile('/p/Dockerfile', 'Dockerfile', text));
    const { start, end } = expose!.place.span;
    expect(text.slice(start, end)).toBe('EXPOSE');
  });

  it('knows where each character of an argument is', () => {
    const text = 'CMD  a \\\n  # b\n  c d';
    const [command] = parseDockerfile(new SourceFile('/p/Dockerfile', 'Dockerfile', text));
    const { argument } = command!;
    expect(argument.text).toBe('a c d');
    expect(
      [...argument.text].map(
        (character, at) => character === ' ' || text[argument.offsets[at]!] === character,
      ),
    ).not.toContain(false);
  });

  it('ends with whatever it is given', () => {
    for (const piece of ['RUN <<A', '\\\n', '#\n', '<<A ', 'RUN a \\\n']) read(piece.repeat(20_000));
    expect(read('')).toEqual([]);
  });
});

it('reads the numbers of exposed ports, whatever their protocol', () => {
  const file = new SourceFile(
    '/p/Dockerfile',
    'Dockerfile',
    'RUN a\nEXPOSE 80 443/tcp 5000/udp $P/tcp 1-2/x/y',
  );
  expect(parseDockerfile(file).flatMap(exposedIn)).toEqual(['80', '443', '5000', '$P', '1-2/x']);
});

describe('variablesIn', () => {
  const variables = (text: string) => {
    const file = new SourceFile('/p/Dockerfile', 'Dockerfile', text);
    return parseDockerfile(file)
      .flatMap(variablesIn)
      .map(({ name, value: { kind, text: value, place } }) => [
        name,
        value,
        kind,
        text.slice(place.span.start, place.span.end),
      ]);
  };

  it.each([
    ['ENV A=1 B="two words" C=\'3\'', ['A=1', 'B=two words', 'C=3']],
    ['ENV A=1 \\\n  B=2', ['A=1', 'B=2']],
    ['ENV GREETING hello B=2', ['GREETING=hello B=2']],
    ['ENV A=', ['A=']],
    ['ENV A=a"b', []],
    ['ENV A="b"c D=1', ['D=1']],
    ['ENV 1A=1 _B=2', ['_B=2']],
    ["ENV A='$'", ['A=$']],
    ['ENV A\t"b c"', ['A=b c']],
    ['env a=1', ['a=1']],
    ['ARG A=1', []],
    ['ENV', []],
  ])('reads %j', (text, expected) => {
    const found = variables(text);
    expect(found.map(([name, value]) => `${name}=${value}`)).toEqual(expected);
    for (const [, value, , written] of found) expect(written).toBe(value);
  });

  it('does not know what refers to another variable', () => {
    expect(variables('ENV A=$B C=3').map(([name, , kind]) => [name, kind])).toEqual([
      ['A', 'dynamic'],
      ['C', 'literal'],
    ]);
  });
});

describe('buildVariablesIn', () => {
  it.each([
    ['ARG A=1 B="two words"', ['A=1', 'B=two words']],
    ['ARG A', []],
    ['ENV A=1', []],
  ])('reads %j', (text, expected) => {
    const file = new SourceFile('/p/Dockerfile', 'Dockerfile', text);
    const found = parseDockerfile(file).flatMap(buildVariablesIn);
    expect(found.map(({ name, value }) => `${name}=${value.text}`)).toEqual(expected);
  });
});
