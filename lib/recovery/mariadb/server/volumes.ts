import { k8s } from 'cdk8s-plus-27';

/** Volumes of a member beside that of its data. @param name of the database, with which the names of its objects begin */
export function volumes(name: string): k8s.Volume[] {
  const scratch = (sizeLimit: string): k8s.EmptyDirVolumeSource => ({ sizeLimit: k8s.Quantity.fromString(sizeLimit) });
  return [
    { name: 'config', configMap: { name } },
    { name: 'keys', secret: { secretName: name, defaultMode: 0o440 } },
    { name: 'tls', secret: { secretName: `${name}-tls`, defaultMode: 0o440 } },
    { name: 'agent', emptyDir: scratch('128Mi') },
    { name: 'run', emptyDir: scratch('1Gi') },
    // Sorts and temporary tables.
    { name: 'tmp', emptyDir: scratch('10Gi') },
  ];
}
