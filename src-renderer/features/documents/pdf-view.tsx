import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist';
import PdfWorker from 'pdfjs-dist/build/pdf.worker.mjs?worker';
import { useEffect, useRef, useState } from 'react';
import type { DocumentSource } from '../../../src-shared/contract/index.ts';
import { AppError } from '../../../src-shared/kernel/index.ts';
import { useTexts } from '../../data/language.tsx';
import { useWidth } from '../../ui/media.ts';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './document-preview.module.css';
import { useFile } from './use-file.ts';

GlobalWorkerOptions.workerPort = new PdfWorker();

const PADDING = 32;

/** A PDF, page under page at the width of the pane; a page is drawn when it comes into sight. */
export function PdfView({ source }: { source: DocumentSource }) {
  const { t } = useTexts();
  const file = useFile(source);
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const [pages, setPages] = useState<PDFPageProxy[] | null>(null);
  const [fault, setFault] = useState<AppError | null>(null);
  useEffect(() => {
    if (!file.data) return;
    const { bytes, name } = file.data;
    let opened: PDFDocumentProxy | null = null;
    let gone = false;
    // The worker takes the bytes away, and the page may want them again.
    const loading = getDocument({ data: bytes.slice(), useSystemFonts: true, useWorkerFetch: false, useWasm: false, enableXfa: false });
    const load = async () => {
      opened = await loading.promise;
      const all = await Promise.all(Array.from({ length: opened.numPages }, (_, index) => (opened as PDFDocumentProxy).getPage(index + 1)));
      if (!gone) setPages(all);
    };
    load().catch((cause: unknown) => {
      if (!gone) setFault(new AppError('document.unreadable', { name }, { cause }));
    });
    return () => {
      gone = true;
      void loading.destroy();
    };
  }, [file.data]);
  const error = file.error ?? fault;
  if (error) return <ErrorState error={error} retry={() => void file.refetch()} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable for who has no wheel
    <section ref={scroller} className={styles.scroll} aria-label={t('documents.title')} tabIndex={0}>
      {!pages && <Skeleton lines={8} />}
      {width > 0 && pages?.map((page) => <PdfPage key={page.pageNumber} page={page} count={pages.length} width={width - PADDING} />)}
    </section>
  );
}

function PdfPage({ page, count, width }: { page: PDFPageProxy; count: number; width: number }) {
  const { t } = useTexts();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [text, setText] = useState('');
  const scale = Math.max(0.1, width / page.getViewport({ scale: 1 }).width);
  const { height } = page.getViewport({ scale });
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let task: ReturnType<PDFPageProxy['render']> | undefined;
    const draw = () => {
      const viewport = page.getViewport({ scale: scale * devicePixelRatio });
      element.width = Math.floor(viewport.width);
      element.height = Math.floor(viewport.height);
      task = page.render({ canvas: element, viewport });
      // A page that scrolls away or is drawn anew ends its task; that is no fault.
      task.promise.catch((error: unknown) => {
        if (!(error instanceof Error) || error.name !== 'RenderingCancelledException') console.error(error);
      });
      void page.getTextContent().then(({ items }) => setText(items.map((item) => ('str' in item ? item.str : '')).join(' ')));
    };
    const sight = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      sight.disconnect();
      draw();
    });
    sight.observe(element);
    return () => {
      sight.disconnect();
      task?.cancel();
    };
  }, [page, scale]);
  return (
    <canvas
      ref={canvas}
      className={styles.page}
      role="img"
      aria-label={`${t('documents.page', { page: page.pageNumber, count })}. ${text}`}
      style={{ width, height }}
    />
  );
}
