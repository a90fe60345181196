export { Bandwidth } from './bandwidth';
export { addressAt, type Cidr, overlap, parseCidr, split } from './cidr';
export * from './declare';
export { Landscape, type LandscapeProps } from './landscape';
export * from './model';
