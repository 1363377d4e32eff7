import yml from 'eslint-plugin-yml';

/** What the plugin recommends, on Elastic Beanstalk's files. */
export default yml.configs.recommended.map((config) => ({ ...config, files: ['**/*.config', '**/*.yml'] }));
