/** An upstream release as it was vendored: verified bytes, read once by the caller. */
export interface VendoredRelease {
  readonly version: string;
  /** Custom resource definitions, one YAML document each, unchanged. */
  readonly definitions: readonly string[];
  /** Everything else, parsed. */
  readonly objects: readonly VendoredObject[];
}

export interface VendoredObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/** Vendored releases by the name of the release. */
export type Vendored = ReadonlyMap<string, VendoredRelease>;
