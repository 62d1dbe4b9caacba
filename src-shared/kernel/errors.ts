/**
 * The one error type that crosses boundaries. `code` is a stable, dotted name that the i18n catalogues translate
 * (`error.<code>`) and HTTP maps to a status; `params` fill the translated sentence and never hold secrets.
 */
export class AppError extends Error {
  readonly code: string;
  readonly params: ErrorParams;
  /** True when the same request may succeed later without a change (network, lock, disk). */
  readonly retry: boolean;

  constructor(code: string, params: ErrorParams = {}, options: { cause?: unknown; retry?: boolean } = {}) {
    super(Object.keys(params).length ? `${code} ${JSON.stringify(params)}` : code, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.params = params;
    this.retry = options.retry ?? false;
  }
}

export type ErrorParams = Readonly<Record<string, string | number>>;

/** The serialised form of an {@link AppError}, as it travels over the wire and is stored with a refused command. */
export interface ErrorShape {
  code: string;
  params: ErrorParams;
  retry: boolean;
}

export function errorShape(error: unknown): ErrorShape {
  if (error instanceof AppError) return { code: error.code, params: error.params, retry: error.retry };
  return { code: 'internal', params: {}, retry: true };
}

export function fromErrorShape(shape: ErrorShape): AppError {
  return new AppError(shape.code, shape.params, { retry: shape.retry });
}

/** Narrowing helper for states the types cannot express; a failure is a programming error, not the user's. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant: ${message}`);
}
