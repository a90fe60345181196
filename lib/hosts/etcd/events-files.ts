import type { HostFileProps } from '../../core';
import type { Host } from '../../landscape';
import { longestRoundTrip } from '../settings/masters';
import type { Settings } from '../settings/settings';
import { EVENTS_SCRIPT_PATH } from '../scripts/paths';
import { EVENTS_MANIFEST } from './events';
import { eventsPod } from './events-pod';
import { EVENTS_SCRIPT } from './events-script';

/** Files of a master that keep events in an etcd of their own; none where they are kept with everything else. */
export function eventsFiles(host: Host, settings: Settings): readonly Omit<HostFileProps, 'host'>[] {
  if (!settings.eventsEtcd) return [];
  const manifest = eventsPod(host, settings.masters, longestRoundTrip(settings));
  return [
    { path: EVENTS_MANIFEST, content: manifest, mode: '0600' },
    { path: EVENTS_SCRIPT_PATH, content: EVENTS_SCRIPT, mode: '0755' },
  ];
}
