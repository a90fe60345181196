import type { Course } from './course';

/** Sites in which something serves, for each way in which it may have sorted itself out after links were cut. */
export type Serving = readonly (readonly string[])[];

/** Sites of `own` that reach something that serves, for each way of both. */
export function meeting(own: Serving, needed: Serving, course: Course): Serving {
  const met = own.flatMap((sites) =>
    needed.map((servers) => sites.filter((site) => servers.some((server) => reaches(course, site, server)))),
  );
  return [...new Map(met.map((sites) => [sites.join(), sites])).values()];
}

function reaches(course: Course, a: string, b: string): boolean {
  return a === b || course.reaches(a, b);
}
