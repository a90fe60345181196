import { SBIN } from '../scripts/paths';
import { hostScript } from '../scripts/script';

export const UNPARK_PATH = `${SBIN}/tripod-unpark`;

/** systemd reads it beside the unit of the package and kubeadm's. */
export const KUBELET_UNIT = '/etc/systemd/system/kubelet.service.d/tripod.conf';

/** A power cut may leave the manifest of etcd or of the API server aside, and nobody runs a script when the host is back. */
export const UNPARK_FIRST = `[Service]
# Puts back what an interrupted restart left aside. The kubelet starts also where that fails.
ExecStartPre=-${UNPARK_PATH}
`;

/** Run by systemd before every start of the kubelet. */
export const UNPARK_SCRIPT = hostScript({
  name: 'tripod-unpark',
  help: `tripod-unpark
Puts back the manifests of static pods that an interrupted restart left aside. Leaves them where another script of Tripod
is at work: it may be restarting the pod just now, and puts them back itself.`,
  body: `
exec 9>/run/tripod.lock
flock -n 9 || exit 0
unpark
`,
});
