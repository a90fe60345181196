import { App, Chart, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { city, Landscape, RookCeph, site, storage } from 'tripod-iac';

/** A shop in an ordinary cdk8s App: Ceph on three hosts, a bucket for photos, and a pool of its own for orders. */
export function shop(): App {
  const { sites } = Landscape.of({
    cities: [
      city('suzhou', [
        site('sz-a', { role: 'active', subnet: '10.40.0.0/24', hosts: [storage(3, { from: '10.40.0.31' })] }),
      ]),
    ],
    clusters: [],
  });
  const app = new App();
  const ceph = new RookCeph(app, 'ceph', { sites });
  const orders = ceph.addBlockPool('orders', { quota: Size.tebibytes(2) });
  const photos = ceph.addBucket('photos', { namespace: 'shop', maxSize: Size.gibibytes(500) });

  const chart = new Chart(app, 'shop');
  new k8s.KubeNamespace(chart, 'namespace', { metadata: { name: 'shop' } });
  new k8s.KubePersistentVolumeClaim(chart, 'orders', {
    metadata: { name: 'orders', namespace: 'shop' },
    spec: {
      storageClassName: orders.storageClassName,
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: k8s.Quantity.fromString('100Gi') } },
    },
  });
  new k8s.KubePod(chart, 'shop', {
    metadata: { name: 'shop', namespace: 'shop' },
    spec: {
      containers: [
        {
          name: 'shop',
          image: 'registry.bank.example/shop:1.4.0',
          // BUCKET_HOST, BUCKET_PORT and BUCKET_NAME, and the keys of the bucket.
          envFrom: [{ configMapRef: { name: photos.configMapName } }, { secretRef: { name: photos.secretName } }],
          volumeMounts: [{ name: 'orders', mountPath: '/var/lib/orders' }],
        },
      ],
      volumes: [{ name: 'orders', persistentVolumeClaim: { claimName: 'orders' } }],
    },
  });
  return app;
}

if (require.main === module) shop().synth();
