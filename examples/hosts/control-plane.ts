import { Duration } from 'cdk8s';
import { ControlPlane, EncryptionAtRest, type Environment, ExistingMachines, SecretValue } from 'tripod-iac';

export function controlPlane(production: Environment): ControlPlane {
  return new ControlPlane(production, 'control-plane', {
    endpoint: 'api.prod.bank.example',
    interface: 'bond0',
    certSANs: ['api.bank.example'], // the name that clients use after a fail-over
    encryption: EncryptionAtRest.secretbox({ key: SecretValue.from('etcd/encryption-key') }),
    certificateValidity: Duration.days(365),
    timeServers: ['ntp1.bank.example', 'ntp2.bank.example'],
    machines: new ExistingMachines({ user: 'tripod', jump: 'operator@bastion.bank.example' }),
  });
}
