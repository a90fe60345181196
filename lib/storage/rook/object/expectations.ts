import { NAMESPACE } from '../namespace';
import type { GatewayChoice } from './gateway';
import { serviceName, STORE, SYNC_STORE } from './names';
import type { BucketRealm } from './realm/realm';

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
    ...(realm === undefined ? [] : [led(realm)]),
  ];
}

function led({ endpoint }: BucketRealm): string {
  return (
    `${endpoint} leads to the Service of ${serviceName()} from the other cities of the realm, through an ingress or a load ` +
    'balancer that keeps the header Host'
  );
}

/** What must be there before a realm is fetched from the city in which it began. */
export function pullExpectations({ name, endpoint }: BucketRealm): readonly string[] {
  return [
    `${endpoint} answers, and its certificate comes from an authority that the image of the Rook operator trusts: the operator ` +
      `itself fetches the realm ${name}, and \`bucketAuthorities\` are for the gateways only (rook ceph-object-store-crd.md@v1.20.6)`,
  ];
}
