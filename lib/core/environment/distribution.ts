import { coerce, type SemVer } from 'semver';
import { TripodError } from '../../errors';
import { VERSIONS } from '../catalogue/versions';

/** Kubernetes minor inside each OpenShift 4 minor: 4.n carries 1.(n + 13). Source: OpenShift release notes, 4.14 to 4.22. */
const OPENSHIFT_OFFSET = 13;

/** Which Kubernetes runs, and in which version. */
export class Distribution {
  /** Kubernetes by kubeadm. @param version such as `1.34.4` @default - the version of the catalogue */
  static kubernetes(version: string = VERSIONS.kubernetes.version): Distribution {
    checkVersion(version, VERSIONS.kubernetes.version);
    return new Distribution('kubernetes', version, coerce(version)?.version ?? version);
  }

  /** OpenShift. @param version such as `4.16` */
  static openshift(version: string): Distribution {
    checkVersion(version, '4.16');
    const parsed: SemVer | null = coerce(version);
    return new Distribution('openshift', version, parsed === null ? version : `1.${parsed.minor + OPENSHIFT_OFFSET}.0`);
  }

  private constructor(
    readonly name: 'kubernetes' | 'openshift',
    readonly version: string,
    /** Version of Kubernetes, also where it comes inside OpenShift. */
    readonly kubernetes: string,
  ) {}

  toString(): string {
    return `${this.name} ${this.version}`;
  }
}

/** What a version must look like depends on who runs on it: each component says which ones it knows. */
function checkVersion(version: unknown, example: string): void {
  if (typeof version === 'string') return;
  const fix = `for example '${example}'`;
  throw new TripodError([{ path: 'Distribution', at: 'version', got: version, want: 'a version as a text', fix }]);
}
