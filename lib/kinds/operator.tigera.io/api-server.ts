import { customResource } from '../../core';

/** The server of the projectcalico.org/v3 kinds; there is one, called `default`. Its spec is empty. */
export class ApiServer extends customResource<Readonly<Record<string, never>>>({
  apiVersion: 'operator.tigera.io/v1',
  kind: 'APIServer',
  scope: 'Cluster',
}) {}
