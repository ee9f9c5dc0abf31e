export { type BackendOptions, BackendUnavailableError, type StartedBackend } from './backend';
export { listBackends } from './list';
export { BACKENDS, startBackend } from './start';
