import { k8s } from 'cdk8s-plus-27';
import { Component, Distribution, type Environment, Problems, Stage } from 'tripod-iac';
import { cpuOf, mebibytesOf } from '../../../lib/recovery/pair/compare/support/quantities';
import { paired, type Settings } from './sides';

/** What a pair says once both sides are complete. */
function said(settings: Settings = {}, props: Parameters<typeof paired>[0] = {}): string {
  const problems = new Problems('');
  paired(props, settings).pair.checkComplete(problems);
  return problems.all
    .map(({ at, got, want, fix }) => `${at}: got ${String(got)}, want ${want}; fix: ${fix}`)
    .join('\n');
}

/** Something that stands in one environment only. */
class Extra extends Component {
  constructor(scope: Environment, fill: (self: Extra) => void) {
    super(scope, 'extra', { stage: Stage.TENANTS });
    fill(this);
  }
}

const onlyHere = (fill: (self: Extra) => void): Settings => ({
  fill: (made) => {
    if (made.name === 'production') new Extra(made, fill);
  },
});

it('has nothing to say of two sides that fit', () => {
  expect(said()).toBe('');
});

it.each<[string, Settings, RegExp]>([
  [
    'an older Kubernetes there',
    { there: { distribution: Distribution.kubernetes('1.34.1') } },
    /^kubernetes: got 1\.34\.1 in remote-dr, want not older than 1\.34\.4 in production; fix: upgrade the other side first/,
  ],
  [
    'an upgrade that has yet to come there',
    { masters: { upgradeFrom: '1.33.8' } },
    /^kubernetes: got 1\.33\.8, to be 1\.34\.4 in remote-dr, want not older than 1\.34\.4 in production/,
  ],
  [
    'an image in another version',
    {
      environment: { images: { app: { repository: 'registry.bank.example/app', tag: '2.0' } } },
      there: { images: { app: { repository: 'registry.bank.example/app', tag: '1.0' } } },
    },
    /^image\/app: got registry\.bank\.example\/app:1\.0 in remote-dr, want the same as .*:2\.0/,
  ],
  [
    'a name that the certificates there do not bear',
    { masters: { certSANs: [] } },
    /^certSANs: got api\.remote-dr\.bank\.example in remote-dr, .*; fix: add 'api\.production\.bank\.example'/,
  ],
  [
    'the same endpoint on both sides',
    { masters: { endpoint: 'api.production.bank.example' } },
    /^endpoint: got api\.production\.bank\.example:8443 in remote-dr, want another than/,
  ],
  ['another port', { masters: { loadBalancerPort: 9443 } }, /port: got 9443 in remote-dr, want the same as 8443/],
  [
    'a namespace that is here only',
    onlyHere((self) => self.environment?.namespace('ledger')),
    /^namespace\/ledger: got not there in remote-dr, want the same as restricted in production/,
  ],
  [
    'a quota that finds no room there',
    {
      fill: (made) => {
        new Extra(made, (self) => {
          const metadata = { name: 'all', namespace: made.namespace('ledger').name };
          const hard = {
            'requests.cpu': k8s.Quantity.fromString('4000'),
            'requests.memory': k8s.Quantity.fromString('1Ti'),
          };
          new k8s.KubeResourceQuota(self, 'quota', { metadata, spec: { hard } });
        });
      },
    },
    /^capacity: got workers of .* the largest left out in remote-dr, want enough for quotas of 4000 CPUs and 1024 GiB/,
  ],
  [
    'a class of volumes that is here only',
    onlyHere(
      (self) => new k8s.KubeStorageClass(self, 'class', { metadata: { name: 'fast' }, provisioner: 'csi.bank' }),
    ),
    /^storage class\/fast: got not there in remote-dr/,
  ],
  [
    'data that travels by no way',
    onlyHere((self) => {
      const metadata = { name: 'files', namespace: 'etcd-sync' };
      new k8s.KubePersistentVolumeClaim(self, 'claim', { metadata, spec: {} });
    }),
    /^travel\/extra: got etcd-sync\/files, which reaches remote-dr by no way, .*exceptions: \[\{ of: 'extra'/,
  ],
])('finds %s', (_, settings, want) => {
  expect(said(settings)).toMatch(want);
});

it('lets data stay behind where the bank says why, and no other', () => {
  const claim = onlyHere((self) => {
    new k8s.KubePersistentVolumeClaim(self, 'claim', { metadata: { name: 'files', namespace: 'etcd-sync' }, spec: {} });
  });
  const reason = 'made anew within an hour from what the branches have';
  expect(said(claim, { exceptions: [{ of: 'extra', reason }] })).toBe('');
  expect(said({}, { exceptions: [{ of: 'gone', reason }] })).toMatch(
    /^exceptions\[0\]: got gone, want the id of a component/,
  );
});

it('tells everything that it compared', () => {
  const { pair } = paired();
  const page = pair.documents.find(({ path }) => path === 'recovery/pair/DIFFERENCES.md')?.text ?? '';
  expect(page).toContain('| pods | 10.128.0.0/14 | 10.132.0.0/14 | different | as it must be |');
  expect(page).toContain('| control-plane | etcd | copied to hf-a by snapshots, every 1 hour |');
  expect(page).not.toContain('**not as');
});

it.each<[string | number, number]>([
  ['500m', 0.5],
  [4, 4],
  ['4', 4],
  ['2k', 2000],
  ['nothing', 0],
])('%s of CPU is %d', (quantity, want) => {
  expect(cpuOf(quantity)).toBe(want);
});

it.each<[string | number, number]>([
  ['4Gi', 4096],
  ['1048576', 1],
  ['512Mi', 512],
])('%s is %d MiB', (quantity, want) => {
  expect(mebibytesOf(quantity)).toBe(want);
});
