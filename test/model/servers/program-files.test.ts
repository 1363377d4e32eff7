import { describe, expect, it } from 'vitest';
import { servers } from '../../../src/model/servers/servers.js';
import { projectOf } from '../../support/fixtures.js';

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

  const located = (option: string, more = '') => ({
    Procfile: `web: java -jar a.jar --spring.config.${option}=c/a.properties${more}`,
    'c/a.properties': 'server.port=6\n',
  });

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
    ['a location without a port', { ...located('location'), 'c/a.properties': 'a=b\n' }, undefined],
    ['a file at its location', { ...located('location'), 'config/application.yml': 'a: b\n' }, 6],
    ['a file at one more location', located('additional-location'), 6],
    ['the command line before a location', { ...located('location', ' --server.port=7') }, 7],
    ['a variable before a location', { ...located('location'), ...settings('SERVER_PORT', '3') }, 3],
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

describe('the port of ASP.NET Core', () => {
  const main = (text: string) => ({
    'Program.cs': `var builder = WebApplication.CreateBuilder(args);\n${text}`,
  });
  const kestrel = (url: string) => ({
    'appsettings.json': `{"AllowedHosts": "*", "Kestrel": {"Endpoints": {"Http": {"Url": "${url}"}}}}`,
  });
  const swagger =
    'var app = builder.Build();\nif (app.Environment.IsDevelopment())\n{\n    app.UseSwagger();\n}\n';

  it.each<[string, Readonly<Record<string, string>>, number | undefined]>([
    ['a URL that it runs at', main(`${swagger}app.Run("http://0.0.0.0:8080");`), 8080],
    ['a URL that is added', main(`${swagger}app.Urls.Add("http://*:8081");\napp.Run();`), 8081],
    ['a URL that the host uses', main('builder.WebHost.UseUrls("http://*:8082");'), 8082],
    [
      'a port',
      main('builder.WebHost.ConfigureKestrel(options =>\n{\n    options.ListenAnyIP(8083);\n});'),
      8083,
    ],
    [
      'a port with options',
      main('builder.WebHost.UseKestrel(o => o.ListenAnyIP(8084, x => x.UseHttps()));'),
      8084,
    ],
    [
      'a class',
      {
        'Program.cs':
          'public class Program { public static void Main(string[] args) { Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => { web.UseUrls("http://*:8085"); }).Build().Run(); } }',
      },
      8085,
    ],
    ['a comment', main('// app.Run("http://*:1");\napp.Run("http://*:8086");'), 8086],
    ['two URLs', main('app.Urls.Add("http://*:1");\napp.Urls.Add("http://*:2");'), undefined],
    ['a variable', main('app.Run($"http://*:{port}");'), undefined],
    ['a condition', main('if (x)\n{\n    app.Run("http://*:1");\n}\nelse\n{\n    app.Run();\n}'), undefined],
    ['a condition without braces', main('if (x) app.Run("http://*:1"); else app.Run();'), undefined],
    [
      'a condition around a block',
      main('if (x) { builder.WebHost.UseKestrel(o => { o.ListenAnyIP(1); }); }'),
      undefined,
    ],
    ['a directive', main('#if DEBUG\napp.Run("http://*:1");\n#else\napp.Run();\n#endif'), undefined],
    ['a middleware', main('app.Urls.Add("http://*:1");\napp.Run(async context => await next());'), undefined],
    ['another way to listen', main('o.ListenUnixSocket("/tmp/a");\no.ListenAnyIP(1);'), undefined],
    [
      'a variable beside the URL of the host',
      { ...main('builder.WebHost.UseUrls("http://*:1");'), ...settings('ASPNETCORE_URLS', 'http://*:2') },
      undefined,
    ],
    [
      'a variable beside a port',
      { ...main('o.ListenAnyIP(8087);'), ...settings('ASPNETCORE_URLS', 'http://*:2') },
      8087,
    ],
    [
      'a variable beside other code',
      { ...main('app.Run();'), ...settings('ASPNETCORE_URLS', 'http://*:8088') },
      8088,
    ],
    ['an endpoint', kestrel('http://0.0.0.0:8089'), 8089],
    [
      'an endpoint of production',
      {
        'appsettings.json': '{}',
        'appsettings.Production.json': kestrel('http://*:8090')['appsettings.json'],
      },
      8090,
    ],
    [
      'other settings',
      { 'appsettings.json': '{"Logging": {}}', ...settings('ASPNETCORE_URLS', 'http://*:8091') },
      8091,
    ],
    [
      'two endpoints',
      {
        'appsettings.json':
          '{"Kestrel": {"Endpoints": {"A": {"Url": "http://*:1"}, "B": {"Url": "http://*:2"}}}}',
      },
      undefined,
    ],
    ['an endpoint and code', { ...kestrel('http://*:1'), ...main('o.ListenAnyIP(2);') }, undefined],
    [
      'another environment',
      { ...kestrel('http://*:1'), ...settings('ASPNETCORE_ENVIRONMENT', 'Staging') },
      undefined,
    ],
    [
      'production',
      { ...kestrel('http://*:8092'), ...settings('ASPNETCORE_ENVIRONMENT', 'Production') },
      8092,
    ],
    ['URLs in its settings', { 'appsettings.json': '{"Urls": "http://*:8093"}' }, 8093],
    ['settings with comments', { 'appsettings.json': '{ // Kestrel\n "Kestrel": {} }' }, undefined],
    [
      'the command line',
      { Procfile: 'web: dotnet Api.dll --urls http://*:8094\n', ...main('app.Run();') },
      8094,
    ],
    [
      'settings of development',
      { 'Properties/launchSettings.json': '{"applicationUrl": "http://*:1"}' },
      undefined,
    ],
  ])('with %s', (_, texts, port) => {
    expect(portOf({ Procfile: 'web: dotnet Api.dll\n', ...texts })).toBe(port);
  });
});
