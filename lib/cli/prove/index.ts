export { proveCommand } from './prove';
