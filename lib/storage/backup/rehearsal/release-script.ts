/**
 * Has the volumes of a namespace deleted with their claims. Velero gives a restored volume the reclaim policy of the one
 * that was backed up (velero pkg/controller/restore_finalizer_controller.go, patchDynamicPVWithVolumeInfo@v1.18.1): with
 * Retain, every rehearsal would leave a full copy behind. kubectl patches no volume by what claims it, and its image has
 * no shell; that of Ceph's drivers has Python, and is on every node.
 */
export const RELEASE_SCRIPT = `import json, os, ssl, sys, urllib.request

namespace = sys.argv[1]
account = os.environ.get('ACCOUNT', '/var/run/secrets/kubernetes.io/serviceaccount')
server = 'https://%s:%s' % (os.environ['KUBERNETES_SERVICE_HOST'], os.environ['KUBERNETES_SERVICE_PORT'])
trusted = ssl.create_default_context(cafile=account + '/ca.crt')


def call(method, path, body=None):
    request = urllib.request.Request(server + '/api/v1/persistentvolumes' + path, method=method)
    request.add_header('Authorization', 'Bearer ' + open(account + '/token').read().strip())
    request.add_header('Content-Type', 'application/merge-patch+json')
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(request, data, timeout=60, context=trusted) as answer:
        return json.load(answer)


for volume in call('GET', '')['items']:
    name, spec = volume['metadata']['name'], volume['spec']
    if spec.get('claimRef', {}).get('namespace') != namespace:
        continue
    if spec.get('persistentVolumeReclaimPolicy') == 'Delete':
        continue
    call('PATCH', '/' + name, {'spec': {'persistentVolumeReclaimPolicy': 'Delete'}})
    print('deleted with its claim:', name)
`;
