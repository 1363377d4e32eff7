import { describe, expect, it } from 'vitest';
import type { ConfigFormat } from '../../src/knowledge/servers/servers.js';
import { readServerConfig } from '../../src/parse/server-config/read-server-config.js';
import { SourceFile } from '../../src/source/index.js';

const read = (name: string, format: ConfigFormat, text: string, section?: string) => {
  const { entries, isOpen } = readServerConfig(new SourceFile(`/app/${name}`, name, text), format, section);
  return [
    ...entries.map(({ flag, value }) => `${flag.text} ${value?.text ?? '?'}`),
    ...(isOpen ? ['open'] : []),
  ];
};

describe('a configuration', () => {
  const file = new SourceFile('/app/a.ini', 'a.ini', '[uwsgi]\nhttp=:1\n[b]\nhttp=:2\n');

  it('is read once for all servers that it configures', () => {
    expect(readServerConfig(file, 'uwsgi', 'b')).toBe(readServerConfig(file, 'uwsgi', 'b'));
    expect(readServerConfig(file, 'uwsgi', undefined)).toBe(readServerConfig(file, 'uwsgi', undefined));
  });

  it.each<[ConfigFormat, string | undefined, string[]]>([
    ['uwsgi', undefined, [':1']],
    ['uwsgi', 'b', [':2']],
    ['uwsgi', 'c', []],
    ['puma', 'b', []],
  ])('is read for %s and section %s: %j', (format, section, values) => {
    const { entries } = readServerConfig(file, format, section);
    expect(entries.map(({ value }) => value?.text)).toEqual(values);
  });
});

describe('gunicorn.conf.py', () => {
  it.each<[string, ...string[]]>([
    ['bind = "0.0.0.0:5000"', '--bind 0.0.0.0:5000'],
    ["bind = ':5000'  # all", '--bind :5000'],
    ['bind: str = ":5000"', '--bind :5000'],
    ['bind = [":5000", \':5001\']', '--bind :5000', '--bind :5001'],
    ['bind = (\n  ":5000",\n)', '--bind :5000'],
    ['bind = ":5000"\nbind = ":5001"', '--bind :5001'],
    ['import os\nbind = ":" + os.environ.get("PORT", "5000")', '--bind :${PORT:-5000}'],
    ['bind = f"0.0.0.0:{os.getenv(\'PORT\', 5000)}"', '--bind 0.0.0.0:${PORT:-5000}'],
    ['bind = "0.0.0.0:" + str(os.environ["PORT"])', '--bind 0.0.0.0:${PORT}'],
    ['bind = address()', '--bind ?', 'open'],
    ['bind = f":{port}"', '--bind ?', 'open'],
    ['bind = ":5000" if debug else ":5001"', '--bind ?', 'open'],
    ['if debug:\n    bind = ":5000"', 'open'],
    ['workers = 2\nthreads = 4', '--threads 4'],
    ['worker_class = "gthread"', '--worker-class gthread'],
    ['# bind = ":5000"'],
  ])('%j', (text, ...expected) => {
    expect(read('gunicorn.conf.py', 'gunicorn', text)).toEqual(expected);
  });
});

describe('config/puma.rb', () => {
  it.each<[string, ...string[]]>([
    ['port 5000', '--port 5000'],
    ['port(5000)', '--port 5000'],
    ['bind "tcp://0.0.0.0:5000" # all', '--bind tcp://0.0.0.0:5000'],
    ['port ENV.fetch("PORT", 5000)', '--port ${PORT:-5000}'],
    ['port ENV.fetch("PORT") { 5000 }', '--port ${PORT:-5000}'],
    ['port ENV["PORT"] || 5000', '--port ${PORT:-5000}'],
    ["port ENV['PORT']", '--port ${PORT}'],
    ['port 5000, "127.0.0.1"', 'open'],
    ['bind "tcp://#{host}:5000"', 'open'],
    ['if production\n  port 5000\nend', 'open'],
    ['threads 1, 2\n# port 5000'],
  ])('%j', (text, ...expected) => {
    expect(read('config/puma.rb', 'puma', text)).toEqual(expected);
  });
});

describe('uwsgi.ini', () => {
  it.each<[string, string | undefined, ...string[]]>([
    ['[uwsgi]\nhttp-socket = :5000\nmaster = true', undefined, '--http-socket :5000', '--master true'],
    ['[uwsgi]\nhttp = :1\n[prod]\nhttp = :2', 'prod', '--http :2'],
    ['[uwsgi]\nsocket = $(HOST):5000', undefined, '--socket ?'],
    ['[uwsgi]\nsocket = :$(PORT)', undefined, '--socket :${PORT}'],
    ['[uwsgi]\nsocket = :%(port)', undefined, '--socket ?'],
    ['[uwsgi]\nhttp = :5000 ; all', undefined, '--http :5000'],
    ['[uwsgi]\nini = other.ini', undefined, '--ini other.ini', 'open'],
    ['http = :5000', undefined],
  ])('%j of %j', (text, section, ...expected) => {
    expect(read('uwsgi.ini', 'uwsgi', text, section)).toEqual(expected);
  });

  it('may be XML; other forms are not read', () => {
    expect(read('u.xml', 'uwsgi', '<uwsgi><socket>:5000</socket></uwsgi>')).toEqual(['--socket :5000']);
    expect(read('u.yaml', 'uwsgi', 'uwsgi:\n  socket: :5000')).toEqual(['open']);
  });
});

describe('hypercorn.toml', () => {
  it.each<[string, ...string[]]>([
    ['bind = "0.0.0.0:5000"', '--bind 0.0.0.0:5000'],
    ['bind = ["0.0.0.0:5000", \'[::]:5001\']', '--bind 0.0.0.0:5000', '--bind [::]:5001'],
    ['insecure_bind = ":80"\ncertfile = "a"', '--insecure-bind :80', '--certfile a'],
    ['bind = 5000', 'open'],
  ])('%j', (text, ...expected) => {
    expect(read('hypercorn.toml', 'hypercorn', text)).toEqual(expected);
  });

  it('is not Python', () => {
    expect(read('h.py', 'hypercorn', 'bind = "0.0.0.0:5000"')).toEqual(['open']);
  });
});
