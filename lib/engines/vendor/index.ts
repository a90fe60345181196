export { CATALOGUE, pathOf } from './lock';
export { readVendored } from './read';
export { vendor, type VendorOptions } from './vendor';
