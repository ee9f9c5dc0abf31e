/**
 * What loads at once with a page, a contract or the client side of the workers: static imports, through as many files as it takes, without types.
 * None of it may come to TF.js.
 */
const base = require('./.dependency-cruiser.cjs');

const heavy = '^ml/|node_modules/@tensorflow/|^nodes/.*/run\\.ts$';
const light = (name, comment, from) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: heavy, reachable: true },
});

module.exports = {
  forbidden: [
    light('the-page-loads-no-tensorflow', 'Opening a page costs no TF.js', '^app/'),
    light('contracts-load-no-tensorflow', 'The catalogue costs no TF.js', '^nodes/(index|.*/node)\\.ts$'),
    light('the-client-of-workers-loads-no-tensorflow', 'Asking for a run costs no TF.js', '^workers/client\\.ts$'),
  ],
  options: {
    ...base.options,
    tsPreCompilationDeps: false,
    exclude: { ...base.options.exclude, dynamic: true },
  },
};
