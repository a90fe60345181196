import { Yaml } from 'cdk8s';
import type { Settings } from '../control-plane/settings';
import { DRAIN_SECONDS } from '../load-balancer/haproxy';
import { toArgs } from './arguments';
import { auditPolicy } from './audit';

export const AUTHENTICATION_PATH = '/etc/kubernetes/authentication.yaml';
export const AUDIT_POLICY_PATH = '/etc/kubernetes/audit-policy.yaml';
const AUDIT_FOLDER = '/var/log/kubernetes/audit';

/** Strangers learn whether the API server is well, as load balancers and kubelets must, and nothing else. */
export const AUTHENTICATION = Yaml.stringify({
  apiVersion: 'apiserver.config.k8s.io/v1',
  kind: 'AuthenticationConfiguration',
  anonymous: { enabled: true, conditions: ['/livez', '/readyz', '/healthz'].map((path) => ({ path })) },
});

export const AUDIT_POLICY = Yaml.stringify(auditPolicy());

/** API servers of all masters: the certificate holds every name and address that may lead to one. */
export function apiServer({ environment, endpoint, masters }: Settings) {
  const vips = environment.sites.flatMap((site) => (site.vip === undefined ? [] : [site.vip]));
  const flags = {
    'authentication-config': AUTHENTICATION_PATH,
    'audit-policy-file': AUDIT_POLICY_PATH,
    'audit-log-path': `${AUDIT_FOLDER}/audit.log`,
    // At most 11 files of 100 MB; whoever must keep them for years ships them.
    'audit-log-maxage': '30',
    'audit-log-maxbackup': '10',
    'audit-log-maxsize': '100',
    'shutdown-delay-duration': `${DRAIN_SECONDS}s`,
    profiling: 'false',
  };
  return {
    certSANs: [endpoint, ...vips, ...masters.map((host) => host.address)],
    // Now and then a client is asked to connect anew: else all stay where they fled to when a master was down.
    extraArgs: toArgs(masters.length > 1 ? { ...flags, 'goaway-chance': '0.001' } : flags),
    extraVolumes: [
      file('authentication', AUTHENTICATION_PATH),
      file('audit-policy', AUDIT_POLICY_PATH),
      { name: 'audit-log', hostPath: AUDIT_FOLDER, mountPath: AUDIT_FOLDER, pathType: 'DirectoryOrCreate' },
    ],
  };
}

function file(name: string, path: string) {
  return { name, hostPath: path, mountPath: path, readOnly: true, pathType: 'File' };
}
