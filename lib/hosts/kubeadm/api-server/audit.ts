/** Questions whose answers tell nobody anything, and heartbeats of nodes and leaders: one every ten seconds from each. */
const NOISE = [
  { level: 'None', nonResourceURLs: ['/healthz*', '/livez*', '/readyz*', '/version'] },
  { level: 'None', resources: [{ group: '', resources: ['events'] }, { group: 'events.k8s.io' }] },
  { level: 'None', verbs: ['get', 'update', 'patch'], resources: [{ group: 'coordination.k8s.io' }] },
];

/** Who touched these is recorded, what they hold never: the log would be a second place to steal it from. */
const SECRET = {
  level: 'Metadata',
  resources: [
    { group: '', resources: ['secrets', 'configmaps', 'serviceaccounts/token'] },
    { group: 'authentication.k8s.io', resources: ['tokenreviews'] },
  ],
};

/** What nodes and controllers read all day, beside secrets. */
const MACHINES = [
  { userGroups: ['system:nodes', 'system:serviceaccounts:kube-system'] },
  { users: ['system:kube-proxy', 'system:kube-controller-manager', 'system:kube-scheduler', 'system:apiserver'] },
].map((who) => ({ level: 'None', ...who, verbs: ['get', 'list', 'watch'] }));

/**
 * Who did what: writes with what was asked for, reads by name only, secrets never with their content. The first rule
 * that fits counts. Shaped like the policy of kubernetes/kubernetes cluster/gce/gci/configure-helper.sh@v1.34.4.
 */
export function auditPolicy() {
  return {
    apiVersion: 'audit.k8s.io/v1',
    kind: 'Policy',
    omitStages: ['RequestReceived'],
    omitManagedFields: true,
    rules: [
      ...NOISE,
      SECRET,
      ...MACHINES,
      { level: 'Request', verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
      { level: 'Metadata' },
    ],
  };
}
