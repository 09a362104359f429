/** Watches XML pass by for a declared document type or entities, in whichever encoding. */

const declaration = /<!(?:doctype|entity)/i;
const entity = /<!entity/i;
const longestDeclaration = '<!doctype'.length;
/** Parts that may rightly say what type of document they are: drawings and pages that were put into a document as they were. */
const foreign = /\.(?:svg|x?html?|mht)$/;
const xmlName = /\.(?:xml|rels|vml)$/;
/** In UTF-8, and in UTF-16 and UTF-32 of either order once their zeros are gone. */
const xmlBeginning = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*</;

/** @returns whether the pieces seen so far hold a declaration; they have to come in order */
export const createXmlWatch = (name: string): ((piece: Buffer) => boolean) => {
  const unwanted = foreign.test(name) ? entity : declaration;
  let isXml = xmlName.test(name) ? true : undefined;
  let carried = '';
  return (piece) => {
    if (isXml === false) return false;
    const text = carried + piece.toString('latin1').replaceAll('\0', '');
    isXml ??= xmlBeginning.test(text);
    carried = text.slice(1 - longestDeclaration);
    return isXml && unwanted.test(text);
  };
};
