/**
 * What a page gets of a contract: all but the way to the execution. Only workers run nodes, and they are bundled by themselves; without this the pages'
 * build would compile every execution, and the editor would load a stub for each.
 */
module.exports = (source) =>
  source.replace("run: () => import('./run')", "run: () => Promise.reject(new Error('Nodes run in workers.'))");
