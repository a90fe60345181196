export { Bandwidth } from './bandwidth';
export { addressAt, split } from './cidr';
export * from './declare';
export { Landscape, type LandscapeProps } from './landscape';
export * from './model';
