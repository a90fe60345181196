import { Size } from 'cdk8s';
import { quantity } from '../../core';
import { dataOf, type ElasticSettings } from './settings';
import { MASTER_DISK, mastersOf, queueVolume } from './sizing';

/**
 * Volume space that the stack claims in all, and what for, as one compares it with what the storage offers. The copies
 * that the storage keeps by itself are not in it.
 */
export function claimsOf(settings: ElasticSettings, queues: number): string {
  const { sites, dataNodes, disk } = settings;
  const claims = [
    { what: 'data nodes', count: dataOf(sites).length * dataNodes, size: disk },
    { what: 'masters', count: mastersOf(sites).reduce((sum, { count }) => sum + count, 0), size: MASTER_DISK },
    { what: 'queues of Logstash', count: queues, size: queueVolume() },
  ];
  const total = claims.reduce((sum, { count, size }) => sum + count * size.toMebibytes(), 0);
  const parts = claims.map(({ what, count, size }) => `${count} ${what} of ${quantity(size)}`);
  return `${quantity(Size.mebibytes(total))} of volumes (${parts.join(', ')}; copies of the storage not counted)`;
}
