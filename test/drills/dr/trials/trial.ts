/** Something that is tried beside the loss of a city. */
export interface Trial {
  readonly what: string;
  readonly want: string;
  readonly found: string;
  readonly isKept: boolean;
}
