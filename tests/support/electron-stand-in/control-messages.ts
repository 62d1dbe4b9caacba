/** Test → stand-in: run a function in the main process. */
export interface ControlRequest {
  id: number;
  /** Source of the function. */
  body: string;
  arg: unknown;
}

export type ControlReply = { id: number; value: unknown } | { id: number; error: string };

export const errorShapeOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
