import { render } from 'tripod-iac';
import { twoCities } from '../../../support/two-cities';
import { vendored } from '../../../support/vendored';

/** Two cities, and what joins the first of them to the other. */
export const { from, to } = twoCities({ vendored: vendored() });
export const production = render(from);
export const remote = render(to);

export const POOL = 'remote-dr/ceph-mirror/cephblockpool/block';
export const SHARED = 'remote-dr/ceph-mirror/cephfilesystem/shared';
export const NUMBER = `${POOL}/number`;

export const SECRET = 'Secret/rook-ceph/mirror-pool-block-of-remote-dr';
export const PATCH = 'CephBlockPoolPatch/rook-ceph/block';
export const MAPPING = 'ClientProfileMapping/rook-ceph/storage-mirror';
export const SHARED_SECRET = 'Secret/rook-ceph/mirror-fs-shared-of-remote-dr';
export const SHARED_PATCH = 'CephFilesystemPatch/rook-ceph/shared';
