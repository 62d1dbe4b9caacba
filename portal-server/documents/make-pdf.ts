import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions, TFontDictionary } from 'pdfmake/interfaces.js';
import type { Language } from '../../src-shared/schema/index.ts';

const FONTS = 'pdfmake/fonts/Roboto.js';
const require = createRequire(import.meta.url);
const fontFolder = dirname(require.resolve(FONTS));

pdfmake.setFonts(require(FONTS) as TFontDictionary);
// A page is made of what we give it: no picture or font is fetched from anywhere else.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fontFolder));

export interface PdfPages extends Omit<TDocumentDefinitions, 'defaultStyle' | 'info'> {
  title: string;
  author: string;
  language: Language;
}

/** Pages on A4 as the bytes of a PDF, tagged with title, author and language. */
export function makePdf({ title, author, language, ...pages }: PdfPages): Promise<Buffer> {
  return pdfmake
    .createPdf({
      pageSize: 'A4',
      pageMargins: [56, 56, 56, 64],
      ...pages,
      lang: language,
      info: { title, author, creator: 'Kasstroom', producer: 'Kasstroom' },
      defaultStyle: { font: 'Roboto', fontSize: 10, lineHeight: 1.25 },
    } as TDocumentDefinitions)
    .getBuffer();
}
