import { UNKNOWN } from '../../policy/resource/fields';
import { privileged } from '../../policy/rules/privileged';
import { deployment, object, places, said, SECURE } from './resources';

const pod = 'spec.template.spec';
const container = `${pod}.containers[0]`;
const secure = (more: object) => deployment({ securityContext: { ...SECURE, ...more } });

describe('a privileged pod', () => {
  it('is refused with where, what and how to mend it', () => {
    expect(said(privileged, deployment({}, { hostNetwork: true }))).toEqual([
      `Deployment teller/teller  ${pod}.hostNetwork: got true, want nothing of the host; fix: do without, or state the privilege with its reason and put \`Deployment teller/teller spec.template\` on the list of the policy privileged-pods`,
    ]);
  });

  it.each([
    ['sees processes of the host', deployment({}, { hostPID: true }), `${pod}.hostPID`],
    ['shares memory with the host', deployment({}, { hostIPC: true }), `${pod}.hostIPC`],
    [
      'reads files of the host',
      deployment({}, { volumes: [{ name: 'a', hostPath: { path: '/etc' } }] }),
      `${pod}.volumes[0].hostPath`,
    ],
    [
      'mounts NFS by itself',
      deployment({}, { volumes: [{ name: 'a', nfs: { server: 'a' } }] }),
      `${pod}.volumes[0].nfs`,
    ],
    [
      'changes the kernel',
      deployment(
        {},
        {
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, sysctls: [{ name: 'a' }] },
        },
      ),
      `${pod}.securityContext.sysctls`,
    ],
    [
      'takes a port of the host',
      deployment({ ports: [{ containerPort: 80, hostPort: 80 }] }),
      `${container}.ports[0].hostPort`,
    ],
    ['is privileged', secure({ privileged: true }), `${container}.securityContext.privileged`],
    [
      'may gain privileges',
      secure({ allowPrivilegeEscalation: undefined }),
      `${container}.securityContext.allowPrivilegeEscalation`,
    ],
    ['keeps capabilities', secure({ capabilities: {} }), `${container}.securityContext.capabilities.drop`],
    [
      'adds a capability',
      secure({ capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } }),
      `${container}.securityContext.capabilities.add`,
    ],
    ['runs as root', secure({ runAsUser: 0 }), `${container}.securityContext.runAsUser`],
    ['may run as root', secure({ runAsNonRoot: false }), `${container}.securityContext.runAsNonRoot`],
    [
      'calls whatever it likes',
      secure({ seccompProfile: { type: 'Unconfined' } }),
      `${container}.securityContext.seccompProfile.type`,
    ],
    ['sees all of /proc', secure({ procMount: 'Unmasked' }), `${container}.securityContext.procMount`],
    [
      'has an SELinux type of its own',
      secure({ seLinuxOptions: { type: 'spc_t' } }),
      `${container}.securityContext.seLinuxOptions.type`,
    ],
  ])('is refused where it %s', (_, resource, place) => {
    expect(places(privileged, resource)).toEqual([place]);
  });

  it('is refused where it says nothing of itself', () => {
    expect(places(privileged, object('core/v1:Pod', { spec: { containers: [{ name: 'a' }] } }))).toEqual([
      'spec.containers[0].securityContext.allowPrivilegeEscalation',
      'spec.containers[0].securityContext.capabilities.drop',
      'spec.containers[0].securityContext.seccompProfile.type',
      'spec.containers[0].securityContext.runAsNonRoot',
    ]);
  });

  it.each([
    ['stays within restricted', deployment()],
    ['binds a low port', secure({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } })],
    ['is known later', deployment({ securityContext: { allowPrivilegeEscalation: UNKNOWN, capabilities: UNKNOWN } })],
    [
      'is completed by an operator',
      object('operator.tigera.io/v1:Installation', {
        spec: { a: { template: { spec: { containers: [{ name: 'a' }] } } } },
      }),
    ],
  ])('is not one that %s', (_, resource) => {
    expect(places(privileged, resource)).toEqual([]);
  });
});

describe('the list of privileged pods', () => {
  const REASON = 'must serve before there is a pod network';
  const allowed = { 'Deployment teller/teller spec.template': REASON };
  const bearing = (reason: string) =>
    object('apps/v1:Deployment', {
      spec: {
        template: {
          metadata: { annotations: { 'tripod/privilege-reason': reason } },
          spec: { hostNetwork: true, containers: [] },
        },
      },
    });

  it('accepts a pod that bears the very reason', () => {
    expect(places(privileged, bearing(REASON), { allowed })).toEqual([]);
  });

  it('refuses one that bears a reason and is not on it', () => {
    expect(places(privileged, bearing(REASON))).toEqual(['spec.template.spec.hostNetwork']);
  });

  it('refuses one on it that bears another reason, or none', () => {
    expect(said(privileged, bearing('because'), { allowed })).toEqual([
      expect.stringContaining(`annotate it: tripod/privilege-reason: ${REASON}`),
    ]);
    expect(places(privileged, deployment({}, { hostNetwork: true }), { allowed })).toHaveLength(1);
  });

  it('accepts an upstream pod on its own list without a reason', () => {
    expect(places(privileged, deployment({}, { hostNetwork: true }), { upstream: allowed })).toEqual([]);
  });
});

describe('a namespace', () => {
  const namespace = (level: unknown, reason?: string) =>
    object('core/v1:Namespace', {
      metadata: {
        name: 'teller',
        labels: { 'pod-security.kubernetes.io/enforce': level },
        annotations: { 'tripod/privilege-reason': reason },
      },
    });
  const allowed = { 'Namespace teller': 'uses raw disks' };

  it.each([
    ['restricted', namespace('restricted'), 0],
    ['privileged', namespace('privileged', 'uses raw disks'), 1],
    ['baseline', namespace('baseline', 'uses raw disks'), 1],
    ['without a level, which admits everything', object('core/v1:Namespace', { metadata: { name: 'teller' } }), 1],
    ['with a level that is known later', namespace(UNKNOWN), 0],
  ])('%s: %#', (_, resource, faults) => {
    expect(places(privileged, resource)).toHaveLength(faults);
  });

  it('admits more where the list says so, and it bears the reason', () => {
    expect(places(privileged, namespace('privileged', 'uses raw disks'), { allowed })).toEqual([]);
    expect(places(privileged, namespace('privileged', 'why not'), { allowed })).toHaveLength(1);
  });

  it('is left to its owner where only some fields of it are set', () => {
    const patch = { ...namespace('privileged'), type: 'kubernetes:core/v1:NamespacePatch' };
    expect(places(privileged, patch)).toEqual([]);
  });
});
