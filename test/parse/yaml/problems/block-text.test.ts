import { describe, expect, it } from 'vitest';
import { foreignText } from '../../../../src/parse/yaml/problems/foreign-text.js';
import { blockFaultAt } from '../../../../src/parse/yaml/problems/yaml-problem.js';

const faultIn = (...lines: string[]) => blockFaultAt(lines, lines.length - 1);

describe('blockFaultAt', () => {
  it.each([
    ['the same column', ['a:', '  content: |', '  text'], 2, 'content'],
    ['column one', ['a:', '  content: >-', '', 'text', 'more'], 3, 'content'],
    ['a shebang', ['command: |', '#!/bin/bash', 'text'], 1, 'command'],
    ['quotes and a comment', ['  "content": |2 # text', '  text'], 1, 'content'],
    ['an item', ['- content: |', '- text'], 1, 'content'],
  ])('finds text that is not indented: %s', (_, lines, line, key) => {
    expect(faultIn(...lines)).toEqual({ line, fault: { code: 'unindented-block-text', key } });
  });

  it.each([
    ['its end', ['command: |', '  cat > /a <<EOF', '  text', 'EOF'], 'EOF'],
    ['its text', ['command: |', "  cat <<'END' > /a", 'text'], 'END'],
    ['with tabs', ['command: |', '  cat <<-"X_1" > /a', 'text'], 'X_1'],
    ['the second one', ['command: |', '  cat <<A', '  A', '  cat <<B', 'text'], 'B'],
  ])('finds a here-document that is not indented: %s', (_, lines, delimiter) => {
    expect(faultIn(...lines)).toEqual({
      line: lines.length - 1,
      fault: { code: 'unindented-here-document', delimiter },
    });
  });

  it.each([
    ['no block', ['a:', '  b: c', 'text']],
    ['an empty block and a key', ['a:', '  content: |', '  mode: "1"', 'text']],
    ['text that is indented', ['command: |', '  echo', 'text']],
    ['a here-document that ended', ['command: |', '  cat <<A', '  A', 'text']],
    ['a here-string, a shift', ['command: |', '  cat <<< word', '  echo $((1 << 2))', 'text']],
    ['a here-document in an earlier block', ['a: |', '  cat <<A', 'b: c', 'text']],
    ['a pipe at the end of a line', ['command: cat a |', 'text']],
    ['nothing below', ['command: |']],
  ])('is silent about %s', (_, lines) => {
    expect(faultIn(...lines)).toBeUndefined();
  });
});

describe('foreignText', () => {
  it.each([
    ['#!/bin/sh\na: b', 'a shell script'],
    ['#!/usr/bin/env bash\n', 'a shell script'],
    ['# comment\n\n  set -ex\n', 'a shell script'],
    ['export A=b', 'a shell script'],
    ['sudo yum install -y git', 'a shell script'],
    ['if [ -f /a ]; then', 'a shell script'],
    ['<VirtualHost *:80>\n', 'Apache directives'],
    ['<IfModule mod_ssl.c>', 'Apache directives'],
    ['RewriteEngine On', 'Apache directives'],
    ['WSGIPassAuthorization On', 'Apache directives'],
    ['server {\n  listen 80;', 'nginx directives'],
    ['location /static/ {', 'nginx directives'],
    ['upstream app {', 'nginx directives'],
    ['client_max_body_size 20M;', 'nginx directives'],
  ])('%s', (text, language) => {
    expect(foreignText(text)).toBe(language);
  });

  it.each([
    '',
    '# only a comment',
    'commands:\n  a: b',
    'server: {',
    'option_settings',
    'sudo: true',
    'echo: "a"',
    '<h1>text</h1>',
    '{"commands": {}}',
    '#!/usr/bin/env python3\n',
  ])('not %s', (text) => {
    expect(foreignText(text)).toBeUndefined();
  });
});
