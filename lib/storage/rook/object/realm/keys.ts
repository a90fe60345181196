import { Component, Condition, type Environment, SecretObject, SecretValue, Stage } from '../../../../core';
import { NAMESPACE, PRIVILEGED } from '../../namespace';
import { realmKeys } from '../names';

/**
 * The keys with which the zones of a realm talk to each other, the same in all cities. They must be there before the
 * realm is: Rook makes keys of its own where it finds none (rook pkg/operator/ceph/object/realm/controller.go@v1.20.6,
 * createRealmKeys), which no other city knows.
 */
export class BucketRealmKeys extends Component {
  constructor(scope: Environment, realm: string) {
    super(scope, 'bucket-realm-keys', { stage: Stage.STORAGE });
    const name = realmKeys(realm);
    const { external } = new SecretObject(this, 'keys', {
      name,
      namespace: this.inNamespace(NAMESPACE, PRIVILEGED),
      type: 'kubernetes.io/rook',
      values: {
        'access-key': SecretValue.from(`${name}/access-key`),
        'secret-key': SecretValue.from(`${name}/secret-key`),
      },
    });
    if (external !== undefined) this.ready(external, Condition.of('Ready'));
    this.expects(
      `Keys of the realm ${realm}, made once and the same in all of its cities: of letters and digits only, since a slash in ` +
        'the access key breaks signatures',
    );
  }
}
