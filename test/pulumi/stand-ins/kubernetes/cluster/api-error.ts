import { list, text } from '../object';
import type { Tree } from '../../lib/values';
import type { Kind } from '../kind';

/** The API server's refusal. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly answer: Tree,
  ) {
    super(text(answer, 'message') || `the server answered ${status}`);
    this.name = 'ApiError';
  }

  /** Such as NotFound, AlreadyExists, Conflict, Invalid. */
  get reason(): string {
    return text(this.answer, 'reason');
  }

  /** Whether it is the namespace that is missing, not the object or its kind (await/error.go, IsNamespaceNotFoundErr). */
  get namespaceMissing(): boolean {
    return this.status === 404 && text(this.answer, 'details', 'kind') === 'namespaces';
  }

  /** The field whose absence is refused; undefined where the refusal is another. */
  get requiredField(): string | undefined {
    const cause = list(this.answer, 'details', 'causes').find((each) => text(each, 'reason') === 'FieldValueRequired');
    return cause === undefined ? undefined : text(cause, 'field');
  }
}

/** The API server has no such kind. */
export class NoMatchError extends Error {
  constructor({ apiVersion, kind }: Kind) {
    super(`no matches for kind "${kind}" in version "${apiVersion}"`);
    this.name = 'NoMatchError';
  }
}

export const isStatus = (error: unknown, ...codes: number[]): error is ApiError =>
  error instanceof ApiError && codes.includes(error.status);
