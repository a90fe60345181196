import { cpus } from 'node:os';

/** Starts to look at the processors; what it returns says which share of them was in use since then, 0 to 1. */
export function busy(): () => number {
  const begin = spent();
  return () => {
    const end = spent();
    const all = end.all - begin.all;
    return all === 0 ? 0 : Math.round((1 - (end.idle - begin.idle) / all) * 100) / 100;
  };
}

/** Milliseconds of all processors since their start. */
function spent(): { readonly all: number; readonly idle: number } {
  const times = cpus().map((cpu) => cpu.times);
  const all = times.flatMap((time) => Object.values(time)).reduce((sum, time) => sum + time, 0);
  return { all, idle: times.reduce((sum, { idle }) => sum + idle, 0) };
}
