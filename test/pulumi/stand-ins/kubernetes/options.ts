import type { Access } from './cluster/connection';
import type { Mutability } from './diff/force-new';

/** The provider's settings. */
export interface Options {
  readonly access: Access;
  /** Of objects that name none; empty where the provider sets none. */
  readonly namespace: string;
  readonly serverSideApply: boolean;
  readonly upsertExistingObjects: boolean;
  readonly patchForce: boolean;
  readonly mutable: Mutability;
}

/**
 * Reads the settings from the engine's variables, else from the environment, else takes the default. Source:
 * provider/provider.go, Configure.
 */
export function readOptions(variables: ReadonlyMap<string, string>, environment: NodeJS.ProcessEnv): Options {
  const setting = (name: string) => variables.get(`kubernetes:config:${name}`) ?? '';
  const flag = (name: string, variable: string, byDefault = false) => {
    const given = variables.get(`kubernetes:config:${name}`) ?? environment[variable];
    return given === undefined ? byDefault : given === 'true';
  };
  return {
    access: { kubeconfig: setting('kubeconfig'), context: setting('context'), cluster: setting('cluster') },
    namespace: setting('namespace'),
    serverSideApply: flag('enableServerSideApply', 'PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY', true),
    upsertExistingObjects: flag('upsertExistingObjects', 'PULUMI_K8S_UPSERT_EXISTING_OBJECTS'),
    patchForce: flag('enablePatchForce', 'PULUMI_K8S_ENABLE_PATCH_FORCE'),
    mutable: {
      configMaps: flag('enableConfigMapMutable', 'PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE'),
      secrets: flag('enableSecretMutable', 'PULUMI_K8S_ENABLE_SECRET_MUTABLE'),
    },
  };
}
