import { describe, expect, it } from 'vitest';
import { projectOf } from '../../support/fixtures.js';
import { servers } from '../../../src/model/servers/servers.js';

/** Of a server whose endpoints are all known. */
const portOf = (texts: Readonly<Record<string, string>>): number | undefined => {
  const ports = servers(projectOf(texts)).flatMap(({ endpoints }) =>
    endpoints.map((endpoint) => (endpoint.kind === 'tcp' ? endpoint.port.value : undefined)),
  );
  return ports.length === 1 ? ports[0] : undefined;
};

const settings = (name: string, value: string) => ({
  '.ebextensions/a.config': `option_settings:\n  aws:elasticbeanstalk:application:environment:\n    ${name}: '${value}'\n`,
});

describe('the port of Spring Boot', () => {
  const folder = 'src/main/resources/application';
  const spring = { Procfile: 'web: java -jar target/a.jar', [`${folder}.yml`]: 'server:\n  port: 8080\n' };

  it.each<[string, Readonly<Record<string, string>>, number | undefined]>([
    ['its file', {}, 8080],
    ['a JAR beside its sources', { Procfile: 'web: java -jar ./a.jar' }, 8080],
    ['a JAR of Gradle', { Procfile: 'web: java -jar build/libs/a.jar' }, 8080],
    ['options of another kind', { Procfile: 'web: java -Xmx1g -Da=b -jar target/a.jar --debug' }, 8080],
    ['a profile', { Procfile: 'web: java -jar target/a.jar --spring.profiles.active=x' }, 8080],
    ['the command line', { Procfile: 'web: java -jar target/a.jar --server.port=1' }, 1],
    ['a property of Java', { Procfile: 'web: java -Dserver.port=2 -jar target/a.jar' }, 2],
    ['a variable', settings('SERVER_PORT', '3'), 3],
    [
      'a variable that its file names',
      { ...settings('PORT', '4'), [`${folder}.yml`]: 'server.port: ${PORT:1}\n' },
      4,
    ],
    ['the file that comes first', { [`${folder}.properties`]: 'a=b\n' }, undefined],
    ['a profile with a port', { [`${folder}-x.properties`]: 'server.port=5000\n' }, undefined],
    ['a profile without one', { [`${folder}-x.properties`]: 'a=b\n' }, 8080],
    ['another file', { 'src/main/resources/bootstrap.yml': 'spring:\n  cloud: x\n' }, undefined],
    ['a file beside the JAR', { 'application.properties': 'a=b\n' }, undefined],
    ['a file in config', { 'config/application.yml': 'a: b\n' }, undefined],
    ['another location', { Procfile: 'web: java -jar target/a.jar --spring.config.location=x' }, undefined],
    ['a variable for locations', settings('SPRING_CONFIG_LOCATION', 'x'), undefined],
    ['a variable for more locations', settings('SPRING_CONFIG_ADDITIONAL_LOCATION', 'x'), undefined],
    ['a variable for other files', settings('SPRING_CONFIG_IMPORT', 'x'), undefined],
    ['a variable for other names', settings('SPRING_CONFIG_NAME', 'x'), undefined],
    ['a variable with properties', settings('SPRING_APPLICATION_JSON', '{}'), undefined],
    ['options in another variable', settings('JDK_JAVA_OPTIONS', '-Dspring.x=1'), undefined],
    ['options in a variable', settings('JAVA_TOOL_OPTIONS', '-Dserver.port=1'), undefined],
    ['other options in a variable', settings('JAVA_TOOL_OPTIONS', '-Xmx1g'), 8080],
    ['unknown options', { Procfile: 'web: java $OPTIONS -jar target/a.jar' }, undefined],
    ['the JAR of another project', { Procfile: 'web: java -jar api/target/a.jar' }, undefined],
    ['an unknown JAR', { Procfile: 'web: java -jar $JAR' }, undefined],
  ])('with %s', (_, texts, port) => {
    expect(portOf({ ...spring, ...texts })).toBe(port);
  });
});

describe('a script', () => {
  it.each([
    ['start.sh', 'exec gunicorn -b :4000 a:b\n', 4000],
    ['start', '#!/bin/bash\nexec gunicorn -b :4000 a:b\n', 4000],
    ['start', '#!/usr/bin/env -S sh -e\nexec gunicorn -b :4000 a:b\n', 4000],
    ['start', '#!/bin/dash\nexec gunicorn -b :4000 a:b\n', 4000],
    ['start', '#!/bin/ksh\nexec gunicorn -b :4000 a:b\n', 4000],
    ['start', '#!/bin/zsh\nexec gunicorn -b :4000 a:b\n', 4000],
    ['start', 'exec gunicorn -b :4000 a:b\n', undefined],
    ['start.sh', '#!/usr/bin/python3\nexec gunicorn -b :4000 a:b\n', undefined],
    ['start', '#!/usr/bin/fish\nexec gunicorn -b :4000 a:b\n', undefined],
  ])('that is run by its path, %s with %j, is read: %s', (name, text, port) => {
    expect(portOf({ Procfile: `web: ./${name}\n`, [name]: text })).toBe(port);
    expect(portOf({ Procfile: `web: bash ${name}\n`, [name]: text })).toBe(4000);
  });
});

describe('the script of Node.js', () => {
  const listens = (port: number) => `require('http').createServer().listen(${port});`;

  it.each<[string, Readonly<Record<string, string>>, number | undefined]>([
    ['node app.js', { 'app.js': listens(4000) }, 4000],
    ['node app', { 'app.js': listens(4000) }, 4000],
    ['node ./lib/app', { 'lib/app.js': listens(4000) }, 4000],
    ['node bin/www', { 'bin/www': listens(4000) }, 4000],
    ['node api', { 'api/index.js': listens(4000) }, 4000],
    ['node api', { api: listens(4000), 'api.js': listens(4001) }, 4000],
    ['node .', { 'index.js': listens(4000) }, 4000],
    ['node ./', { 'index.js': listens(4000) }, 4000],
    ['node .', { 'package.json': '{"main": "./app.js"}', 'app.js': listens(4000) }, 4000],
    [
      'node .',
      { 'package.json': '{"main": "app"}', 'app.js': listens(4000), 'index.js': listens(4001) },
      4000,
    ],
    ['node .', { 'package.json': '{"main": "bin/www"}', 'bin/www': listens(4000) }, 4000],
    ['node --enable-source-maps api', { 'api/index.js': listens(4000) }, 4000],
    ['npm start', { 'package.json': '{"scripts": {"start": "node app"}}', 'app.js': listens(4000) }, 4000],
    ['node ../app', { 'app.js': listens(4000) }, undefined],
    ['node $APP', { 'app.js': listens(4000) }, undefined],
    ['node app', { 'application.js': listens(4000) }, undefined],
  ])('%s with %j', (command, texts, port) => {
    expect(portOf({ Procfile: `web: ${command}`, ...texts })).toBe(port);
  });
});

describe('the port of a Go application', () => {
  const source = 'package main\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n';
  const go = { Procfile: 'web: bin/application', 'application.go': source };

  it.each<[string, Readonly<Record<string, string>>, number | undefined]>([
    ['its source', {}, 8080],
    ['arguments', { Procfile: 'web: application -addr :5000' }, undefined],
    ['a Buildfile', { Buildfile: 'build: go build -o bin/application ./cmd' }, undefined],
    ['a program that is there', { 'bin/application': '' }, undefined],
    ['two ports', { 'application.go': source.replace('nil)', 'nil); r.Run(":1")') }, undefined],
    ['another folder', { Procfile: 'web: cd api && ./application' }, undefined],
  ])('with %s', (_, texts, port) => {
    expect(portOf({ ...go, ...texts })).toBe(port);
  });
});
