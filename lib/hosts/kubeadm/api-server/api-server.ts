import { Yaml } from 'cdk8s';
import type { Settings } from '../../settings/settings';
import { ENCRYPTION_FLAGS, encryptionVolumes } from '../../encryption/configuration';
import { eventsOverride } from '../../etcd/events';
import { DRAIN_SECONDS, liveUri } from '../../health';
import { toArgs } from '../arguments';
import { auditPolicy } from './audit';
import { inFlight } from './in-flight';

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
export function apiServer(settings: Settings) {
  const { environment, endpoint, masters, certSANs, encryption } = settings;
  const vips = environment.sites.flatMap((site) => (site.vip === undefined ? [] : [site.vip]));
  return {
    certSANs: [...new Set([endpoint, ...vips, ...masters.map((host) => host.address), ...certSANs])],
    extraArgs: toArgs(flags(settings)),
    extraVolumes: [
      file('authentication', AUTHENTICATION_PATH),
      file('audit-policy', AUDIT_POLICY_PATH),
      { name: 'audit-log', hostPath: AUDIT_FOLDER, mountPath: AUDIT_FOLDER, pathType: 'DirectoryOrCreate' },
      ...encryptionVolumes(encryption),
    ],
  };
}

function flags({ environment, masters, eventsEtcd }: Settings): Readonly<Record<string, string>> {
  const { reading, writing } = inFlight(environment.hosts.length);
  return {
    'authentication-config': AUTHENTICATION_PATH,
    'audit-policy-file': AUDIT_POLICY_PATH,
    'audit-log-path': `${AUDIT_FOLDER}/audit.log`,
    // At most 11 files of 100 MB; whoever must keep them for years ships them.
    'audit-log-maxage': '30',
    'audit-log-maxbackup': '10',
    'audit-log-maxsize': '100',
    ...ENCRYPTION_FLAGS,
    ...(eventsEtcd ? { 'etcd-servers-overrides': eventsOverride(masters) } : {}),
    'max-requests-inflight': String(reading),
    'max-mutating-requests-inflight': String(writing),
    'shutdown-delay-duration': `${DRAIN_SECONDS}s`,
    // Without it nobody asks watches to end: they hold the server up for 60 s, and the kubelet kills it after 30
    // (kubernetes/apiserver pkg/server/genericapiserver.go@v0.34.4, ShutdownTimeout). With it they end at 200 a second.
    'shutdown-watch-termination-grace-period': '10s',
    profiling: 'false',
    // Now and then a client is asked to connect anew: else all stay where they fled to when a master was down.
    ...(masters.length > 1 ? { 'goaway-chance': '0.001' } : {}),
  };
}

/** What differs from kubeadm's own manifest of an API server; undefined where nothing does. */
export function apiServerPatch(settings: Settings): string | undefined {
  if (!settings.eventsEtcd) return undefined;
  const probe = { httpGet: { path: liveUri(settings) } };
  return Yaml.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'kube-apiserver', namespace: 'kube-system' },
    spec: { containers: [{ name: 'kube-apiserver', livenessProbe: probe, startupProbe: probe }] },
  });
}

function file(name: string, path: string) {
  return { name, hostPath: path, mountPath: path, readOnly: true, pathType: 'File' };
}
