import {
  type CallResult,
  type EventData,
  type EventName,
  PIECE_BYTES,
  type QueryArgs,
  type QueryResult,
  type Status,
} from '../../src-shared/contract/index.ts';
import { loadAdministrationSettings } from '../../src-shared/domain/administration-settings.ts';
import { AppError, type Clock } from '../../src-shared/kernel/index.ts';
import type { KeyedTableName, Row } from '../../src-shared/schema/index.ts';
import type { LocalStore } from '../cache/local-store.ts';
import type { QueryContext } from '../queries/context.ts';
import { listDocuments } from '../queries/documents.ts';
import { DocumentFiles } from '../services/document-files.ts';
import { type NewUpload, UploadQueue } from '../services/upload-queue.ts';
import { DocumentClient } from '../sync/document-client.ts';
import type { ServerClient } from '../sync/server-client.ts';
import type { Profile } from './profile.ts';

/** What of the core this needs. */
interface DocumentsHost {
  readonly profile: Profile;
  readonly server: ServerClient;
  readonly userId: string | null;
  readonly store: LocalStore;
  readonly clock: Clock;
  context(): QueryContext;
  status(): Status;
  syncNow(): Promise<void>;
  emit<N extends EventName>(name: N, data: EventData<N>): void;
}

/** Files of the desktop core: those on their way to the server, and those that were looked at. */
export class Documents {
  readonly uploads: UploadQueue;
  readonly files: DocumentFiles;
  private readonly core: DocumentsHost;

  constructor(core: DocumentsHost, report: (error: unknown) => void) {
    this.core = core;
    const { folder } = core.profile;
    const server = () => new DocumentClient(core.server);
    this.files = new DocumentFiles(folder, core.clock, server);
    this.uploads = new UploadQueue({
      folder,
      clock: core.clock,
      server,
      userId: () => core.userId,
      changed: () => {
        core.emit('changed', { tables: ['uploads'] });
        core.emit('status', core.status());
      },
      filed: () => void core.syncNow(),
      report,
    });
  }

  async list(args: QueryArgs<'documents.list'>): Promise<QueryResult<'documents.list'>> {
    const uploads = this.uploads.list().filter(({ debtorId }) => debtorId === args.debtorId);
    return {
      documents: await listDocuments(this.core.context(), args),
      uploads: uploads.map(({ id, name, size, sent, state, error }) => ({ id, name, size, sent, state, error })),
    };
  }

  /** What the user may not see is not in the cache, and so is not read from the disk either. */
  async piece({ source, offset }: QueryArgs<'document.piece'>): Promise<QueryResult<'document.piece'>> {
    const { bytes, ...piece } =
      source.kind === 'document'
        ? await this.files.documentPiece(await this.need('documents', source.id), offset, PIECE_BYTES)
        : await this.files.copyPiece((await this.need('invoices', source.id)).id, offset, PIECE_BYTES);
    return { ...piece, data: bytes.toString('base64') };
  }

  mail({ documentId }: QueryArgs<'document.mail'>): Promise<QueryResult<'document.mail'>> {
    return new DocumentClient(this.core.server).mail(documentId);
  }

  makeHandOverFile(handOverId: string): Promise<CallResult<'hand-over.make-file'>> {
    return new DocumentClient(this.core.server).makeHandOverFile(handOverId);
  }

  /** Says no at once to what the server would refuse after all of it has been sent. */
  async begin(upload: NewUpload): Promise<CallResult<'document.begin'>> {
    const debtor = await this.need('debtors', upload.debtorId);
    const { maximumBytes } = await loadAdministrationSettings(this.core.context().cache.rows, debtor.administrationId, 'documents');
    if (upload.size > maximumBytes) {
      throw new AppError('document.too-large', { name: upload.name, maximum: Math.floor(maximumBytes / 1_048_576) });
    }
    return { offset: this.uploads.begin(upload) };
  }

  private async need<T extends KeyedTableName>(table: T, id: string): Promise<Row<T>> {
    const row = await this.core.context().cache.rows.get(table, id);
    if (!row) throw new AppError('not-found', { table, id });
    return row;
  }
}
