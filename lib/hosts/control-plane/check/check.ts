import { type Problems, VERSIONS } from '../../../core';
import { checkUpgrade } from '../../day-two/check';
import { checkEncryption } from '../../encryption/check';
import { checkEtcd } from '../../etcd/check';
import { checkRouters } from '../../load-balancer/check';
import type { Settings } from '../../settings/settings';
import { checkCapacity } from './capacity';
import { checkMachines } from './machines';
import { checkMasters, checkRoundTrips } from './masters';
import { checkNames } from './names';
import { checkNumbers } from './numbers';
import { checkSites } from './sites';

/** Checks the whole of a control plane: props, and masters, sites and links of the landscape. */
export function checkSettings(settings: Settings, problems: Problems): void {
  checkDistribution(settings, problems);
  checkUpgrade(settings, problems);
  checkNames(settings, problems);
  checkNumbers(settings, problems);
  checkEtcd(settings.etcd, settings.eventsEtcd, problems);
  checkEncryption(settings.encryption, problems);
  checkMachines(settings, problems);
  checkMasters(settings, problems);
  checkSites(settings, problems);
  checkRouters(settings, problems);
  checkRoundTrips(settings, problems);
  checkCapacity(settings, problems);
}

function checkDistribution({ environment: { distribution } }: Settings, problems: Problems): void {
  const { version } = VERSIONS.kubernetes;
  if (distribution.name === 'openshift') {
    problems.add({
      at: 'distribution',
      got: String(distribution),
      want: 'kubernetes, which kubeadm installs',
      fix: "leave the component out: OpenShift's own installer makes its control plane",
    });
    return;
  }
  problems.check(distribution.kubernetes === version, {
    at: 'distribution',
    got: String(distribution),
    want: `Kubernetes ${version}, whose images are in the catalogue`,
    fix: 'leave `distribution` of the environment out',
  });
}
