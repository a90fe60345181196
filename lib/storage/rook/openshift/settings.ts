/**
 * Settings of Rook's operator on OpenShift. SELinux lets only privileged pods write below /var/lib/rook. The ConfigMap
 * wins over the environment of the Deployment, so upstream's one operator.yaml serves both distributions (rook
 * pkg/operator/k8sutil/configmap.go@v1.20.6, ApplyOperatorSettingsConfigmap, and pkg/operator/ceph/controller/spec.go,
 * HostPathRequiresPrivileged).
 */
export const OPENSHIFT_SETTINGS: Readonly<Record<string, string>> = { ROOK_HOSTPATH_REQUIRES_PRIVILEGED: 'true' };
