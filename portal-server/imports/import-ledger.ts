import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Logger } from 'pino';
import { assessArrangements } from '../../src-shared/commands/assess-arrangements.ts';
import type { WriterContext } from '../../src-shared/commands/command.ts';
import {
  AppError,
  type Clock,
  type Day,
  dayAt,
  type ErrorShape,
  errorShape,
  idSequence,
  instant,
  newId,
} from '../../src-shared/kernel/index.ts';
import type { ImportReport, Language, Row } from '../../src-shared/schema/index.ts';
import type { Store, WriteTx } from '../storage/store.ts';
import { applyDebtors } from './apply-debtors.ts';
import { applyRows, type FileCounts, settleMissing } from './apply-rows.ts';
import { assignNew } from './assign-new.ts';
import type { ImportContext } from './ledger-writer.ts';
import type { Mapping } from './mapping.ts';
import { type InspectedFile, inspectFile } from './source.ts';
import { type StagedFile, stageFile } from './stage-file.ts';
import { Staging } from './staging.ts';

export interface ImportServices {
  dataDir: string;
  store: Store;
  clock: Clock;
  log: Logger;
}

export type ImportSource = { name?: string; path: string } | { name: string; stream: Readable };

export interface ImportRequest {
  administrationId: string;
  mapping: Mapping;
  /** One file; or, for a snapshot, the files that make it up together. */
  sources: readonly ImportSource[];
  /** `snapshot`: the files hold all open items, and what is missing has been settled. Default: what the mapping says. */
  mode?: 'snapshot' | 'increment';
  /** The day the files stand for; default today in the administration's time zone. */
  asOf?: Day;
  /** Does everything and keeps nothing of it. */
  dryRun?: boolean;
  /** Who imports, for the audit log; default the system. */
  userId?: string;
  /** Language of the reasons in the report. */
  language?: Language;
}

export interface ImportedFile {
  name: string;
  report: ImportReport;
  /** All rejected rows; the report lists a bounded number of them. */
  rejectedRows: number;
  /** Why the file as a whole cannot be taken. */
  fault: ErrorShape | null;
}

export interface ImportResult {
  status: 'applied' | 'dry-run' | 'rejected';
  files: ImportedFile[];
}

/** Undoes the transaction of an import that is not to be kept. */
class NotKept extends Error {}

/**
 * Imports a ledger, all or nothing: with one row rejected in one of the files, nothing is changed. Giving the same files
 * again changes nothing either.
 * @throws AppError `import.file-unreadable`, `import.gzip-broken`, `import.encoding`, `not-found` (administration), `store.*`
 */
export async function importLedger(services: ImportServices, request: ImportRequest): Promise<ImportResult> {
  const administration = await services.store.read((tx) => tx.get('administrations', request.administrationId));
  if (!administration) throw new AppError('not-found', { table: 'administrations', id: request.administrationId });
  const staging = new Staging();
  const spooled: string[] = [];
  try {
    const files: InspectedFile[] = [];
    for (const source of request.sources) files.push(await inspectFile(await pathOf(services, source, spooled), request.mapping.encoding));
    return await new ImportRun(services, request, administration, files, staging).run();
  } finally {
    staging.close();
    for (const path of spooled) await rm(path, { force: true });
  }
}

/** A stream is read twice, and so is put on disk first. */
async function pathOf({ dataDir }: ImportServices, source: ImportSource, spooled: string[]): Promise<string> {
  if ('path' in source) return source.path;
  const folder = join(dataDir, 'uploads');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  spooled.push(path);
  await pipeline(source.stream, createWriteStream(path, { mode: 0o600 }));
  return path;
}

class ImportRun {
  private readonly services: ImportServices;
  private readonly request: ImportRequest;
  private readonly administration: Row<'administrations'>;
  private readonly files: readonly InspectedFile[];
  private readonly staging: Staging;
  private readonly asOf: Day;
  private readonly mode: 'snapshot' | 'increment';
  private staged: StagedFile[] = [];

  constructor(
    services: ImportServices,
    request: ImportRequest,
    administration: Row<'administrations'>,
    files: readonly InspectedFile[],
    staging: Staging,
  ) {
    this.services = services;
    this.request = request;
    this.administration = administration;
    this.files = files;
    this.staging = staging;
    this.asOf = request.asOf ?? dayAt(services.clock.now(), administration.timeZone);
    this.mode = request.mode ?? request.mapping.mode;
  }

  async run(): Promise<ImportResult> {
    const { log } = this.services;
    const startedAt = instant(this.services.clock);
    log.info({ mode: this.mode, files: this.files.length, dryRun: this.request.dryRun ?? false }, 'import started');
    await this.stage();
    const result = this.rejected() ? this.result('rejected') : await this.apply(startedAt);
    log.info({ status: result.status, rows: this.staged.reduce((sum, { rows }) => sum + rows, 0) }, 'import finished');
    return result;
  }

  private async stage(): Promise<void> {
    const context = { currency: this.administration.currency, asOf: this.asOf };
    for (const [index, file] of this.files.entries()) {
      this.staged.push(await stageFile(file, index, this.request.mapping, context, this.staging));
    }
  }

  private rejected(): boolean {
    return this.staged.some(({ problems, fault }) => problems.count > 0 || fault !== null);
  }

  private async apply(startedAt: string): Promise<ImportResult> {
    let result: ImportResult | null = null;
    try {
      await this.services.store.write(async (tx) => {
        const context = this.context(tx, startedAt);
        await applyDebtors(context, this.staging);
        const counts = await applyRows(context, this.staging, this.staged);
        await assignNew(context);
        const settled = await this.settle(context);
        if (this.rejected()) result = this.result('rejected');
        else result = this.result(this.request.dryRun ? 'dry-run' : 'applied', counts, settled);
        if (result.status !== 'applied') throw new NotKept();
        await assessArrangements(tx, this.writer(context), this.administration);
        await this.record(context, result, startedAt);
      });
    } catch (error) {
      if (!(error instanceof NotKept)) throw error;
    }
    return result ?? this.result('rejected');
  }

  private context(tx: WriteTx, now: string): ImportContext {
    return {
      tx,
      administration: this.administration,
      mapping: this.request.mapping,
      asOf: this.asOf,
      now,
      newId: rowIds(this.services.clock),
      newDebtorIds: [],
      importIds: this.files.map(() => newId(this.services.clock.now())),
    };
  }

  /** An import is no command, and writes what follows from it as the system. */
  private writer({ now, newId: nextId }: ImportContext): WriterContext {
    const today = (timeZone: string) => dayAt(new Date(now), timeZone);
    return { actor: { kind: 'system', name: 'import' }, now, newId: nextId, today };
  }

  private async settle(context: ImportContext): Promise<number> {
    if (this.mode !== 'snapshot' || this.rejected()) return 0;
    const last = context.importIds.at(-1) as string;
    const settled = await settleMissing(context, this.staging, last);
    // An export that went wrong is often empty; taken at its word it would settle the whole ledger.
    const file = this.staged.at(-1);
    if (settled > 0 && file && this.staging.empty()) file.fault = new AppError('import.empty-snapshot', { open: settled });
    return settled;
  }

  private async record({ tx, importIds, now }: ImportContext, result: ImportResult, startedAt: string): Promise<void> {
    const { clock } = this.services;
    for (const [index, file] of result.files.entries()) {
      const id = importIds[index] as string;
      const { hash } = this.files[index] as InspectedFile;
      const entry = { administrationId: this.administration.id, fileName: file.name, fileHash: hash, mode: this.mode };
      await tx.put('imports', { id, ...entry, startedAt, finishedAt: instant(clock), report: file.report });
      await tx.put('auditLog', {
        id: newId(clock.now()),
        at: now,
        actorKind: this.request.userId ? 'user' : 'system',
        actorId: this.request.userId ?? 'import',
        administrationId: this.administration.id,
        command: 'import-ledger',
        commandId: id,
        args: { ...entry, asOf: this.asOf, mapping: this.request.mapping.name, counts: { ...file.report, rejected: 0 } },
        refusal: null,
      });
    }
  }

  private result(status: ImportResult['status'], counts: readonly FileCounts[] = [], settled = 0): ImportResult {
    const language = this.request.language ?? 'en';
    const files = this.staged.map((staged, index): ImportedFile => {
      const { imported, updated, unchanged } = counts[index] ?? { imported: 0, updated: 0, unchanged: 0 };
      const { rows, skipped, rounded, dueDatesFromTerms, problems, fault } = staged;
      const rejected = problems.describe(language);
      const isLast = index === this.staged.length - 1;
      const report = { rows, imported, updated, unchanged, settled: isLast ? settled : 0, skipped, rounded, dueDatesFromTerms, rejected };
      return { name: this.name(index), report, rejectedRows: problems.count, fault: fault && errorShape(fault) };
    });
    return { status, files };
  }

  private name(index: number): string {
    const source = this.request.sources[index] as ImportSource;
    return source.name ?? ('path' in source ? basename(source.path) : '');
  }
}

/** Ids in ascending order, which the indexes like; a new sequence starts long before one is used up. */
function rowIds(clock: Clock): () => string {
  let next = idSequence(newId(clock.now()));
  let count = 0;
  return () => {
    count += 1;
    if (count % 1_000_000 === 0) next = idSequence(newId(clock.now()));
    return next();
  };
}
