export { type ApiServer, type ApiServerOptions, startApiServer } from './api-server';
export { type Binary, binary } from './binaries';
export { type Accepted, ApiError, Client, type KubeObject } from './client';
export { findDefinitions, loadDefinitions } from './definitions';
