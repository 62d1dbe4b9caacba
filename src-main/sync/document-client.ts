import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  type AnnounceRequest,
  announceReply,
  type DocumentMail,
  documentMailReply,
  documentPaths,
  finishReply,
  handOverFileReply,
  OFFSET_HEADER,
  pieceReply,
} from '../../src-shared/protocol/documents.ts';
import { type ServerClient, SilenceWatch, unreachable } from './server-client.ts';

const SILENCE_MS = 30_000;
const FILE_MS = 180_000;
const at = (path: string, id: string): string => path.replace(':id', encodeURIComponent(id));

/** Files to and from the server. Every failure to reach it is an AppError `network.unreachable`. */
export class DocumentClient {
  private readonly server: ServerClient;

  constructor(server: ServerClient) {
    this.server = server;
  }

  async announce(request: AnnounceRequest): Promise<{ offset: number; done: boolean }> {
    return announceReply.parse(await (await this.server.send('POST', documentPaths.uploads, { json: request })).json());
  }

  async give(id: string, offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<number> {
    const response = await this.server.send('PATCH', at(documentPaths.upload, id), { bytes, headers: { [OFFSET_HEADER]: String(offset) } });
    return pieceReply.parse(await response.json()).offset;
  }

  async finish(id: string, invoiceIds: string[]): Promise<string> {
    const response = await this.server.send('POST', at(documentPaths.finishUpload, id), { json: { invoiceIds } });
    return finishReply.parse(await response.json()).documentId;
  }

  /** Writes a document, or the copy of an invoice, to a file. */
  async fetch(kind: 'document' | 'invoice-copy', id: string, file: string): Promise<{ name: string; mediaType: string }> {
    const path = at(kind === 'document' ? documentPaths.document : documentPaths.invoiceCopy, id);
    const watch = new SilenceWatch(SILENCE_MS, new AbortController().signal);
    try {
      const response = await this.server.send('GET', path, { signal: watch.signal });
      if (!response.body) throw unreachable(null);
      const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
      body.on('data', () => watch.heard());
      await pipeline(body, createWriteStream(file, { mode: 0o600 })).catch((cause: NodeJS.ErrnoException) => {
        // The disk has codes of its own; whatever else breaks here is the connection.
        throw /^E(NOSPC|IO|ACCES)$/.test(cause.code ?? '') ? cause : unreachable(cause);
      });
      return { name: fileName(response), mediaType: response.headers.get('content-type') ?? 'application/octet-stream' };
    } finally {
      watch.end();
    }
  }

  /** Takes a while: the server puts everything of the case together. */
  async makeHandOverFile(handOverId: string): Promise<{ documentId: string; archiveId: string }> {
    const path = at(documentPaths.handOverFile, handOverId);
    return handOverFileReply.parse(await (await this.server.send('POST', path, { json: {}, signal: AbortSignal.timeout(FILE_MS) })).json());
  }

  async mail(documentId: string): Promise<DocumentMail> {
    return documentMailReply.parse(await (await this.server.send('GET', at(documentPaths.documentMail, documentId))).json());
  }
}

/** RFC 6266: the extended form when the name is not ASCII. */
function fileName(response: Response): string {
  const header = response.headers.get('content-disposition') ?? '';
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  return extended ? decodeURIComponent(extended) : (/filename="?([^";]+)"?/i.exec(header)?.[1] ?? '');
}
