import {
  city,
  cluster,
  Distribution,
  Environment,
  Isolation,
  Landscape,
  masters,
  OvsSdn,
  Platform,
  site,
  workers,
} from 'tripod-iac';
import { run, synth } from 'tripod-iac/synth';

/**
 * A branch bank that still runs OpenShift 4.14: three masters and three workers in one room. Its network is OpenShift
 * SDN, and its tenants see only themselves and what they share.
 */
export function platform(): Platform {
  const platform = new Platform();
  const branch = Landscape.of({
    cities: [
      city('suzhou', [
        site('sz-a', {
          role: 'active',
          subnet: '10.40.0.0/24',
          // The API address of the cluster (`apiVIPs` of its installation).
          vip: '10.40.0.5',
          racks: ['sz-a-r1', 'sz-a-r2', 'sz-a-r3'],
          hosts: [masters(3, { from: '10.40.0.11' }), workers(3, { from: '10.40.0.21' })],
        }),
      ]),
    ],
    // The blocks with which the cluster was installed: the network operator refuses others.
    clusters: [cluster('branch', { sites: ['sz-a'], pods: '10.140.0.0/14', services: '172.30.0.0/16' })],
  });
  const environment = new Environment(platform, 'branch', {
    landscape: branch,
    tier: 'production',
    distribution: Distribution.openshift('4.14'),
  });
  new OvsSdn(environment, 'network', { isolation: Isolation.multitenant() });
  // Nothing else fits yet: OpenShift brings its own control plane, monitoring and ingress, and 4.14 is Kubernetes 1.27,
  // which the pinned Rook (from 1.31) and ECK (from 1.32) refuse.
  return platform;
}

if (require.main === module) run(() => synth(platform()));
