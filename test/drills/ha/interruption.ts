/** Aborted by Ctrl-C, by a polite kill, and when whoever started the drill is gone: npm passes no signal on when it ends. */
export function interruptible(): AbortController {
  const controller = new AbortController();
  const stop = () => controller.abort(new Error('interrupted'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 1_000);
  watch.unref();
  // Nobody may be left to read what is said.
  process.stdout.on('error', stop);
  return controller;
}
