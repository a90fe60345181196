/** An S3 store at a distance, as components take it. */
export interface StoreProps {
  /** Address of the S3 store: `https://s3.hefei.bank.example`. */
  readonly endpoint: string;
  /** Bucket of the store; it must exist. Each environment writes into a folder of its own name. */
  readonly bucket: string;
  /** Site of the landscape at which the store stands: another than those it protects. @default - none: give `storeCity` */
  readonly storeSite?: string;
  /** City outside of the landscape in which the store stands, in place of `storeSite`. @default - none: give `storeSite` */
  readonly storeCity?: string;
  /** Region that requests are signed for. @default - us-east-1, which stores without regions expect */
  readonly region?: string;
  /** Certificate authority of the store, as PEM. @default - those that the image of the program that writes trusts */
  readonly caBundle?: string;
}
