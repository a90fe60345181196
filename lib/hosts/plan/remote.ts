import { PREPARATION } from '../bootstrap/script';
import { ENCRYPTION_FOLDER, ENCRYPTION_KEYS } from '../encryption/configuration';
import { FIRST_KEY } from '../encryption/key-functions';
import { KUBEADM_CONFIG } from '../kubeadm/paths';
import { READY_PATH } from '../load-balancer/haproxy';
import { HEALTH_PORT } from '../ports';
import { BOOTSTRAP_PATH, HANDED_OVER, INVITE_PATH, JOINED, SBIN } from '../scripts/paths';

/** Where the files of a host lie before they are put into place. */
const INBOX = '/root/tripod';

/**
 * Seconds after which the load balancer that answers is the one with the new configuration: the kubelet looks for changed
 * manifests every 20 (fileCheckFrequency, kubernetes/kubernetes pkg/kubelet/apis/config/v1beta1/defaults.go@v1.34.4), and
 * 5 are for its signal, at which haproxy gives its ports up (docker-library/haproxy 3.2/Dockerfile, STOPSIGNAL).
 */
const ROLL_SECONDS = 25;

/**
 * Puts the files of a host, an archive on standard input, into place, and makes what needs no cluster.
 * @param steps of the bootstrap that follow
 */
export function put(steps: readonly string[] = PREPARATION): string {
  return [
    // Hardened hosts have a stricter one, and haproxy, who is not root, could not enter its folder.
    'umask 022',
    `rm -rf ${INBOX}`,
    `mkdir -p ${INBOX}`,
    `tar -C ${INBOX} -xf -`,
    `sh ${INBOX}/_common/install.sh`,
    ...(steps.length === 0 ? [] : [`${BOOTSTRAP_PATH} ${steps.join(' ')}`]),
  ].join(' && ');
}

const PROBE = `curl --silent --fail --noproxy "*" --max-time 2 --output /dev/null http://127.0.0.1:${HEALTH_PORT}${READY_PATH}`;

/** Waits until the load balancer of a master has what was put there. One that is about to join has none yet. */
export const SETTLED = `[ -f ${JOINED} ] || exit 0; sleep ${ROLL_SECONDS}; for i in $(seq 60); do ${PROBE} && exit 0; sleep 1; done; exit 1`;

/** Keeps the first key by which Secrets are encrypted. Never over one that is there: what is stored could not be read any more. */
export const KEEP_KEY = `umask 077 && mkdir -p ${ENCRYPTION_FOLDER} && { [ -s ${ENCRYPTION_KEYS} ] || printf '${FIRST_KEY}:%s\\n' "$(cat)" > ${ENCRYPTION_KEYS}; }`;

/** For what joins after a change. kubeadm would upgrade whoever joins by it, past all checks. */
export const PUBLISH = `${SBIN}/tripod-reconfigure --check && kubeadm init phase upload-config kubeadm --config ${KUBEADM_CONFIG}`;

export const ADOPT = `${SBIN}/tripod-reconfigure`;

/** Reads the address of the master: etcd may know it from former times. */
export const INVITE_MASTER = `${INVITE_PATH} --master`;

export const INVITE = INVITE_PATH;

export const JOIN = `(umask 077 && mkdir -p ${HANDED_OVER} && tar -C ${HANDED_OVER} -xf -) && ${BOOTSTRAP_PATH}`;

export const PRINT_KUBECONFIG = 'cat /etc/kubernetes/admin.conf';
