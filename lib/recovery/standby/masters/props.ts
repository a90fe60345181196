import type { Environment } from '../../../core';
import type { ControlPlaneProps } from '../../../hosts';

/** What masters that wait decide by themselves; all else they have from those that they stand in for. */
type Own = 'interface' | 'machines' | 'virtualRouterIds' | 'timeServers' | 'cloudInit' | 'needs';

/** Masters that wait: names, keys, versions and arguments follow from the environment that they stand in for. */
export interface ColdControlPlaneProps extends Pick<ControlPlaneProps, Own> {
  /** Environment whose cluster they take over. Its ControlPlane is made before. */
  readonly of: Environment;
}
