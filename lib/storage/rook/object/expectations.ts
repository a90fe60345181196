import { NAMESPACE } from '../namespace';
import type { GatewayChoice } from './gateway';
import { serviceName, STORE, SYNC_STORE } from './names';
import type { BucketRealm } from './realm/realm';
import { systemUserStep } from './realm/steps';

/** What must be there before the gateways, and around them. */
export function bucketExpectations(
  { certificate, authorities }: GatewayChoice,
  realm?: BucketRealm,
): readonly string[] {
  const names = [STORE, ...(realm === undefined ? [] : [SYNC_STORE])].map(serviceName).join(' and ');
  return [
    ...(certificate === undefined
      ? []
      : [
          `Secret ${certificate} of type kubernetes.io/tls in ${NAMESPACE}, before the object store: a certificate for ${names}, ` +
            'with its whole chain up to the root, by which the operator checks it',
        ]),
    ...(authorities === undefined
      ? []
      : [`Secret ${authorities} in ${NAMESPACE} with the key \`cabundle\`: authorities as PEM that gateways trust`]),
    ...(realm === undefined ? [] : [led(realm), signed(realm)]),
  ];
}

function led({ endpoint }: BucketRealm): string {
  return (
    `${endpoint} leads to the Service of ${serviceName()} from the other cities of the realm, through an ingress or a load ` +
    'balancer that keeps the header Host'
  );
}

/** The set-back of realm/signatures.ts, for whoever answers for it. */
function signed({ name }: BucketRealm): string {
  return (
    `A risk to be accepted: gateways of the realm ${name} take the older signatures of requests, too, and check those of version 4 ` +
    'less strictly (CVE-2026-54330), since Ceph 20.2.4 refuses its own requests between cities (tracker.ceph.com/issues/79698). ' +
    'Let nobody reach the gateways but known networks'
  );
}

/** What must be there before a realm is fetched from the city in which it began. */
export function pullExpectations(realm: BucketRealm): readonly string[] {
  const { name, endpoint, zone } = realm;
  return [
    `${zone} is installed, and its step \u201c${systemUserStep(realm).title}\u201d has been run: before that nothing can be fetched`,
    `${endpoint} answers, and its certificate comes from an authority that the image of the Rook operator trusts: the operator ` +
      `itself fetches the realm ${name}, and \`bucketAuthorities\` are for the gateways only (rook ceph-object-store-crd.md@v1.20.6)`,
  ];
}
