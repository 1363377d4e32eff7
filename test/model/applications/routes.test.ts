import { describe, expect, it } from 'vitest';
import { answering, applicationRoutes, slashAnswer } from '../../../src/model/applications/routes.js';
import { wholeProjectOf } from '../../support/fixtures.js';

/** What answers a path: methods, `nothing`, or `unknown`. */
function answerOf(path: string, files: Record<string, string>): string {
  const routes = applicationRoutes(wholeProjectOf(files));
  const found = routes && answering(routes, path);
  if (!found) return 'unknown';
  return found.map(({ methods }) => methods?.join(' ') ?? 'any').join(', ') || 'nothing';
}

const PYTHON = 'SolutionStack: 64bit Amazon Linux 2023 v4.1.1 running Python 3.13\n';
const NODE = 'SolutionStack: 64bit Amazon Linux 2023 v6.1.1 running Node.js 22\n';

const flask = (text: string, others: Record<string, string> = {}) => ({
  'env.yaml': PYTHON,
  'application.py': `from flask import Blueprint, Flask\nimport jobs\napplication = Flask(__name__)\n${text}`,
  ...others,
});

const fastapi = (text: string) => ({
  'env.yaml': PYTHON,
  Procfile: 'web: uvicorn main:app\n',
  'main.py': `from fastapi import APIRouter, FastAPI\napp = FastAPI()\n${text}`,
});

const express = (text: string, others: Record<string, string> = {}) => ({
  'env.yaml': NODE,
  Procfile: 'web: node app.js\n',
  'app.js': `const express = require('express');\nconst app = express();\n${text}\napp.listen(8080);\n`,
  ...others,
});

const django = (urls: string, others: Record<string, string> = {}) => ({
  'env.yaml': PYTHON,
  Procfile: 'web: gunicorn shop.wsgi\n',
  'shop/wsgi.py':
    'from django.core.wsgi import get_wsgi_application\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\napplication = get_wsgi_application()\n',
  'shop/settings.py':
    'ROOT_URLCONF = "shop.urls"\nMIDDLEWARE = ["django.middleware.common.CommonMiddleware"]\n',
  'shop/urls.py': `from django.urls import include, path\nfrom . import views\n${urls}`,
  ...others,
});

const ROUTE = '@application.route("/a")\ndef a(): pass\n';
const GET = "app.get('/a', (req, res) => res.send(''));";

it.each<[name: string, path: string, expected: string, files: Record<string, string>]>([
  ['a route of Flask', '/a', 'GET', flask(ROUTE)],
  ['another path', '/b', 'nothing', flask(ROUTE)],
  ['methods', '/a', 'GET POST', flask('@application.route("/a", methods=["GET", "post"])\ndef a(): pass\n')],
  ['methods of a variable', '/a', 'any', flask('@application.route("/a", methods=M)\ndef a(): pass\n')],
  [
    'several lines',
    '/a',
    'POST',
    flask('@application.route(\n    "/a",\n    methods=("POST",),\n)\ndef a(): pass\n'),
  ],
  ['a route in a condition', '/a', 'PUT', flask('if X:\n    @application.put("/a")\n    def a(): pass\n')],
  ['a path of a variable', '/b', 'unknown', flask('@application.route(A)\ndef a(): pass\n')],
  ['a catch-all', '/b/c', 'GET', flask('@application.route("/<path:p>")\ndef a(): pass\n')],
  ['a parameter', '/b', 'GET', flask('@application.route("/<name>")\ndef a(): pass\n')],
  ['static files of Flask', '/static/a', 'unknown', flask(ROUTE)],
  [
    'an alias',
    '/a',
    'GET',
    {
      'env.yaml': PYTHON,
      'application.py': `from flask import Flask\napp = Flask(__name__)\napplication = app\n@app.get("/a")\ndef a(): pass\n`,
    },
  ],
  ['an application that something else takes', '/b', 'unknown', flask(`${ROUTE}api = Api(application)\n`)],
  [
    'one that a known extension takes',
    '/b',
    'nothing',
    flask(`${ROUTE}CORS(application)\ndb.init_app(application)\n`),
  ],
  [
    'one that is wrapped',
    '/b',
    'unknown',
    flask(`${ROUTE}application = socketio.WSGIApp(sio, application)\n`),
  ],
  ['a rule that is added', '/b', 'unknown', flask(`${ROUTE}application.add_url_rule("/b", view_func=b)\n`)],
  ['a handler before all', '/b', 'unknown', flask(`${ROUTE}@application.before_request\ndef b(): pass\n`)],
  [
    'a module that changes it',
    '/b',
    'unknown',
    flask(ROUTE, {
      'jobs.py': 'from application import application\n@application.route("/b")\ndef b(): pass\n',
    }),
  ],
  [
    'a module that has a factory',
    '/b',
    'unknown',
    flask(ROUTE, { 'jobs.py': 'def init(app):\n    app.register_blueprint(b)\n' }),
  ],
  [
    'a blueprint',
    '/j/a',
    'GET',
    flask(
      'b = Blueprint("b", __name__, url_prefix="/j")\n@b.get("/a")\ndef a(): pass\napplication.register_blueprint(b)\n',
    ),
  ],
  [
    'a blueprint with another prefix',
    '/j/a',
    'nothing',
    flask(
      'b = Blueprint("b", __name__, url_prefix="/j")\n@b.get("/a")\ndef a(): pass\napplication.register_blueprint(b, url_prefix="/k")\n',
    ),
  ],
  [
    'a blueprint of another module',
    '/k/a',
    'GET',
    flask('application.register_blueprint(jobs.b, url_prefix="/k")\n', {
      'jobs.py': 'b = Blueprint("b", __name__)\n@b.get("/a")\ndef a(): pass\n',
    }),
  ],
  [
    'a blueprint that is not known',
    '/b',
    'unknown',
    flask(`${ROUTE}application.register_blueprint(other.b)\n`),
  ],
  [
    'the same below a prefix',
    '/k/a',
    'any',
    flask(`${ROUTE}application.register_blueprint(other.b, url_prefix="/k")\n`),
  ],
  [
    'and beside it',
    '/b',
    'nothing',
    flask(`${ROUTE}application.register_blueprint(other.b, url_prefix="/k")\n`),
  ],
  [
    'a blueprint in itself',
    '/b',
    'unknown',
    flask('b = Blueprint("b", __name__)\nb.register_blueprint(b)\napplication.register_blueprint(b)\n'),
  ],
  [
    'routers in routers',
    '/a/b/c',
    'POST',
    fastapi(
      'r = APIRouter(prefix="/b")\n@r.post("/c")\nasync def c(): pass\ns = APIRouter()\ns.include_router(r)\napp.include_router(s, prefix="/a")\n',
    ),
  ],
  [
    'a mounted application',
    '/b',
    'unknown',
    fastapi('@app.get("/a")\ndef a(): pass\napp.mount("/m", other)\n'),
  ],
  [
    'an example in a description',
    '/a',
    'unknown',
    fastapi('"""\n@app.get("/a")\n"""\n@app.get("/b")\ndef b(): pass\n'),
  ],
  ['a route of Express', '/a', 'GET', express(GET)],
  ['another path of Express', '/b', 'nothing', express(GET)],
  ['a parameter of Express', '/a/1', 'POST', express("app.post('/a/:id', f);")],
  ['all methods', '/a', 'any', express("app.all('/a', f);")],
  ['a pattern', '/b', 'unknown', express(`${GET}\napp.get(/^\\/b/, f);`)],
  ['a wildcard', '/b', 'unknown', express(`${GET}\napp.get('*', f);`)],
  ['own middleware', '/b', 'unknown', express(`${GET}\napp.use(health);`)],
  [
    'known middleware',
    '/b',
    'nothing',
    express(
      `const morgan = require('morgan');\n${GET}\napp.use(express.json(), morgan('dev'), require('cors')());`,
    ),
  ],
  ['static files', '/b', 'unknown', express(`${GET}\napp.use(express.static('public'));`)],
  [
    'an answer for the rest',
    '/b',
    'nothing',
    express(`${GET}\napp.use((req, res) => { res.status(404).send('?'); });`),
  ],
  [
    'a handler of errors',
    '/b',
    'nothing',
    express(`${GET}\napp.use((err, req, res, next) => { res.status(500).end(); });`),
  ],
  [
    'a function that takes the application',
    '/b',
    'unknown',
    express(`${GET}\nrequire('./routes')(app);`, { 'routes.js': '' }),
  ],
  ['a module that is not there', '/b', 'unknown', express(`${GET}\nrequire('./routes');`)],
  [
    'a router',
    '/r/a',
    'GET',
    express("app.use('/r', require('./routes'));", {
      'routes/index.js':
        "const express = require('express');\nconst router = express.Router();\nrouter.get('/a', f);\nmodule.exports = router;\n",
    }),
  ],
  [
    'a router by its name',
    '/a',
    'nothing',
    express("const { jobs } = require('./routes');\napp.use('/r', jobs);", {
      'routes.js':
        "const express = require('express');\nconst jobs = express.Router();\njobs.get('/a', f);\nmodule.exports = { jobs };\n",
    }),
  ],
  [
    'a router of a function',
    '/r/a',
    'unknown',
    express("app.use('/r', require('./routes'));", {
      'routes.js': 'module.exports = () => express.Router();\n',
    }),
  ],
  ['a commented route', '/b', 'unknown', express(`${GET}\n// app.get('/b', f);`)],
  ['two applications', '/b', 'unknown', express(`${GET}\nconst other = express();`)],
  [
    'a module that changes the application',
    '/b',
    'unknown',
    {
      ...express(''),
      'app.js': "const app = require('./main');\napp.get('/b', f);\n",
      'main.js': `const express = require('express');\nconst app = express();\n${GET}\nmodule.exports = app;\n`,
    },
  ],
  ['a path of Django', '/a', 'any', django('urlpatterns = [path("a/", views.a)]\n')],
  ['another path of Django', '/b', 'nothing', django('urlpatterns = [path("a/", views.a)]\n')],
  [
    'a decorated view',
    '/a',
    'GET HEAD',
    django('urlpatterns = [path("a/", views.a)]\n', {
      'shop/views.py': '@require_GET\ndef a(request): pass\n',
    }),
  ],
  [
    'methods of a view',
    '/a',
    'GET PUT',
    django('from .views import a\nurlpatterns = [path("a/", a)]\n', {
      'shop/views.py': '@csrf_exempt\n@require_http_methods(["GET", "PUT"])\ndef a(request): pass\n',
    }),
  ],
  [
    'included patterns',
    '/j/a',
    'any',
    django('urlpatterns = [path("j/", include("jobs.urls"))]\n', {
      'jobs/urls.py': 'urlpatterns = [path("a/", a)]\n',
    }),
  ],
  [
    'what another package answers',
    '/admin/x',
    'any',
    django('urlpatterns = [path("admin/", admin.site.urls)]\n'),
  ],
  ['beside it', '/b', 'nothing', django('urlpatterns = [path("admin/", admin.site.urls)]\n')],
  ['a regular expression', '/b', 'unknown', django('urlpatterns = [path("a/", a), re_path(r"^b", b)]\n')],
  ['patterns that are added', '/b', 'unknown', django('urlpatterns = [path("a/", a)]\nurlpatterns += x\n')],
  [
    'own middleware of Django',
    '/b',
    'unknown',
    django('urlpatterns = [path("a/", a)]\n', {
      'shop/settings.py': 'ROOT_URLCONF = "shop.urls"\nMIDDLEWARE = ["shop.health.Health"]\n',
    }),
  ],
])('reads %s', (_, path, expected, files) => {
  expect(answerOf(path, files)).toBe(expected);
});

it.each<[string, string, Record<string, string>]>([
  ['redirect', '/health', django('urlpatterns = [path("health/", health)]\n')],
  ['nothing', '/health/', django('urlpatterns = [path("health", health)]\n')],
  ['same', '/health/', django('urlpatterns = [path("health/", health)]\n')],
  ['same', '/health', django('urlpatterns = [path("health/", health), path("health", health)]\n')],
  ['redirect', '/items/1', django('urlpatterns = [path("items/<int:id>/", item)]\n')],
  ['same', '/files/a', django('urlpatterns = [path("files/<path:name>/", file)]\n')],
  ['same', '/', django('urlpatterns = [path("", home)]\n')],
  [
    'redirect',
    '/api/health',
    django('urlpatterns = [path("api/", include("api.urls"))]\n', {
      'api/urls.py': 'urlpatterns = [path("health/", health)]\n',
    }),
  ],
  ['redirect', '/health', flask('@application.get("/health/")\ndef health(): pass')],
  ['nothing', '/health/', flask('@application.get("/health")\ndef health(): pass')],
  ['same', '/health/', flask('@application.get("/health", strict_slashes=False)\ndef health(): pass')],
  [
    'nothing',
    '/api/',
    flask(
      'api = Blueprint("api", __name__)\n@api.get("")\ndef home(): pass\napplication.register_blueprint(api, url_prefix="/api")',
    ),
  ],
  [
    'redirect',
    '/api',
    flask(
      'api = Blueprint("api", __name__)\n@api.get("/")\ndef home(): pass\napplication.register_blueprint(api, url_prefix="/api")',
    ),
  ],
  ['redirect', '/health/', fastapi('@app.get("/health")\ndef health(): pass')],
  ['redirect', '/health', fastapi('@app.get("/health/")\ndef health(): pass')],
  [
    'same',
    '/health/',
    fastapi('@app.get("/health")\ndef health(): pass\napp.router.redirect_slashes = False'),
  ],
  ['same', '/health/', express("app.get('/health', ok);")],
])('answers with %s what differs in a slash: %s', (answer, path, files) => {
  const routes = applicationRoutes(wholeProjectOf(files));
  const found = routes && answering(routes, path);
  expect((routes && found && slashAnswer(routes, path, found)) ?? 'same').toBe(answer);
});

describe('the routes of Rails', () => {
  const rails = (routes: string, others: Record<string, string> = {}) => ({
    'env.yaml': 'SolutionStack: 64bit Amazon Linux 2023 v4.1.1 running Ruby 3.4\n',
    Gemfile: 'gem "rails"\n',
    'config.ru': 'run Rails.application\n',
    'config/application.rb': 'class Application < Rails::Application\nend\n',
    'config/environments/production.rb': 'Rails.application.configure do\nend\n',
    'config/routes.rb': `Rails.application.routes.draw do\n${routes}\nend\n`,
    ...others,
  });

  it.each<[routes: string, path: string, expected: string]>([
    ['get "up" => "rails/health#show", as: :rails_health_check', '/up', 'GET'],
    ['get "up" => "rails/health#show"', '/health', 'nothing'],
    ['get "/health", to: "health#show"', '/health/', 'GET'],
    ["get 'health', :to => 'health#show'", '/health', 'GET'],
    ["get :health, to: 'a#b'", '/health', 'GET'],
    ['# get "health"\nroot "pages#home" # get "health"', '/health', 'nothing'],
    ['root to: "pages#home"', '/', 'GET'],
    ['post "jobs" => "jobs#run"', '/jobs', 'POST'],
    ['match "jobs", to: "jobs#run", via: [:get, :post]', '/jobs', 'any'],
    ['get "users/:id", to: "users#show"', '/users/1', 'GET'],
    ['resources :users, :items, only: [:index]', '/items/1', 'any'],
    ['resources :users, :only => [:index]', '/only', 'nothing'],
    [
      'resources :users do\n  get "health", on: :collection\n  member do\n    post :a\n  end\nend\nget "b", to: "b#c"',
      '/health',
      'nothing',
    ],
    ['resources :users do\n  get "health", on: :collection\nend', '/users/health', 'any'],
    ['namespace :api do\n  get "health"\nend', '/api/health', 'any'],
    ['namespace :api do\n  get "health"\nend', '/health', 'nothing'],
    ['scope "/v1" do\n  resources :a\nend', '/v1/a', 'any'],
    ['scope module: "v1" do\n  get "health"\nend', '/health', 'unknown'],
    ['devise_for :users, controllers: { sessions: "a" }', '/users/sign_in', 'any'],
    ['devise_for :users, path: ""', '/health', 'unknown'],
    ['mount Sidekiq::Web => "/sidekiq"', '/sidekiq/a', 'any'],
    ['mount Sidekiq::Web, at: "/sidekiq"', '/health', 'nothing'],
    ['mount Engine => "/"', '/health', 'unknown'],
    ['authenticate :user do\n  get "admin", to: "a#b"\nend', '/admin', 'GET'],
    ['if Rails.env.development?\n  get "dev", to: "a#b"\nend', '/dev', 'GET'],
    ['get "*path", to: "pages#any"', '/health', 'unknown'],
    ['get "(:locale)/health", to: "a#b"', '/health', 'unknown'],
    ['get "a", "b", to: "c#d"', '/health', 'unknown'],
    ['draw :api', '/health', 'unknown'],
    ['health_check_routes', '/health', 'unknown'],
    ['%w[a b].each do |name|\n  get name, to: "a#b"\nend', '/a', 'unknown'],
    ['get "a",\n  to: "b#c"', '/b', 'unknown'],
    ['root "a#b"', '/assets/a', 'unknown'],
    ['root "a#b"', '/health.txt', 'unknown'],
  ])('%s: %s', (routes, path, expected) => {
    expect(answerOf(path, rails(routes))).toBe(expected);
  });

  it.each<[string, Record<string, string>]>([
    ['a file in public', { 'public/health.html': '' }],
    ['a middleware', { 'config/initializers/health.rb': 'Rails.application.config.middleware.use Health\n' }],
    ['routes elsewhere', { 'config/initializers/routes.rb': 'Rails.application.routes.append do\nend\n' }],
    ['a gem with routes', { Gemfile: 'gem "rails"\ngem "okcomputer"\n' }],
  ])('are not all of them beside %s', (_, others) => {
    expect(answerOf('/health', rails('root "a#b"', others))).toBe('unknown');
  });
});
