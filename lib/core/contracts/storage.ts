/** A storage class by name, as components that need volumes take it. */
export interface StorageClassRef {
  readonly storageClassName: string;
  /** Whether volumes can be mounted on several nodes at once. */
  readonly shared: boolean;
}
