import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RELEASES } from 'tripod-iac';
import { findDefinitions } from '../../../cluster/harness';

export type ReleaseKey = keyof typeof RELEASES;

/** API groups whose definitions a release brings. */
const GROUPS: Readonly<Record<ReleaseKey, readonly string[]>> = {
  tigera: ['operator.tigera.io', 'crd.projectcalico.org'],
  antrea: ['crd.antrea.io'],
  snapshotController: ['snapshot.storage.k8s.io'],
  csiAddons: ['csiaddons.openshift.io', 'replication.storage.openshift.io'],
  rook: ['ceph.rook.io', 'csi.ceph.io', 'objectbucket.io'],
  velero: ['velero.io'],
  eck: ['elasticsearch.k8s.elastic.co', 'kibana.k8s.elastic.co', 'logstash.k8s.elastic.co', 'beat.k8s.elastic.co'],
};

/** Whether the definition of a kind is wanted. */
export type Wanted = (group: string, kind: string) => boolean;

/** Upstream's definitions of a release, a YAML document each. @throws where a group is not to be had */
export function definitionsOf(key: ReleaseKey, wanted: Wanted): readonly string[] {
  const folder = findDefinitions();
  if (folder === undefined) throw new Error('no definitions; fix: run npm run crds, or set TRIPOD_CRDS');
  return GROUPS[key].flatMap((group) => {
    const path = join(folder, group);
    if (!existsSync(path)) throw new Error(`${folder} has no definitions of ${group}; fix: npm run crds`);
    const files = readdirSync(path).filter((name) => name.endsWith('.yaml'));
    const texts = files.map((name) => readFileSync(join(path, name), 'utf8'));
    return texts.filter((text) => wanted(group, kindIn(text)));
  });
}

/** Read from the text: to parse these files takes seconds. */
function kindIn(definition: string): string {
  return /^ {2}names:\n(?: {4}.*\n)*? {4}kind: "?(\w+)/m.exec(definition)?.[1] ?? '';
}
