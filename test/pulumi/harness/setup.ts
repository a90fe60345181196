import { choosePlugins } from './stack/plugins';

/** Before all tests: which plugins they run with. */
export default choosePlugins;
