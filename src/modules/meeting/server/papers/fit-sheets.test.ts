import { describe, expect, test } from 'vitest';
import { fitToWidth } from './fit-sheets.ts';

/** However a program wrote its sheets: one page wide, as long as it is; a wide one lying. */
const sheet = (head: string, foot = '') =>
  `<?xml version="1.0"?><worksheet xmlns="x">${head}<sheetData><row/></sheetData>${foot}</worksheet>`;
const fit = 'fitToWidth="1" fitToHeight="0"';

describe('a sheet', () => {
  test.each([
    [
      'that says nothing',
      sheet(''),
      `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
      `</sheetData><pageSetup paperSize="9" ${fit}/></worksheet>`,
    ],
    [
      'with a coloured tab',
      sheet('<sheetPr><tabColor rgb="FF00"/></sheetPr>', '<pageMargins left="1"/><drawing r:id="1"/>'),
      '<sheetPr><tabColor rgb="FF00"/><pageSetUpPr fitToPage="1"/></sheetPr>',
      `<pageMargins left="1"/><pageSetup paperSize="9" ${fit}/><drawing r:id="1"/>`,
    ],
    [
      'printed at 85 %',
      sheet('<sheetPr codeName="a"/>', '<pageSetup paperSize="8" scale="85" orientation="portrait"/><headerFooter/>'),
      '<sheetPr codeName="a"><pageSetUpPr fitToPage="1"/></sheetPr>',
      `<pageSetup paperSize="8" orientation="portrait" ${fit}/><headerFooter/>`,
    ],
    [
      'of twenty columns',
      sheet('<dimension ref="A1:T300"/>', '<pageSetup orientation="portrait"/>'),
      'fitToPage="1"',
      `<pageSetup orientation="landscape" ${fit}/>`,
    ],
    [
      'that does not say how wide it is',
      '<worksheet xmlns="x"><sheetData><row r="1"><c r="A1"/><c r="X1"/></row></sheetData></worksheet>',
      '',
      `orientation="landscape" ${fit}`,
    ],
    [
      'of two wide columns',
      sheet('<dimension ref="A1:B2"/><cols><col min="1" max="2" width="60"/></cols>'),
      '',
      `orientation="landscape" ${fit}`,
    ],
    [
      'formatted to its edge, of which two columns are used',
      sheet('<dimension ref="A1:B2"/><cols><col min="1" max="16384" width="20"/></cols>'),
      '',
      `<pageSetup paperSize="9" ${fit}/>`,
    ],
    [
      'with names in a prefix',
      '<x:worksheet xmlns:x="x"><x:sheetData/></x:worksheet>',
      '<x:pageSetUpPr fitToPage="1"/>',
      `<x:sheetData/><x:pageSetup paperSize="9" ${fit}/>`,
    ],
  ])('%s is fitted to the width', (_, xml, head, foot) => {
    expect(fitToWidth(xml)).toContain(head);
    expect(fitToWidth(xml)).toContain(foot);
  });

  test.each([
    ['fitted by its author', sheet('<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>', '<pageSetup fitToHeight="2"/>')],
    ['that is none', '<chartsheet xmlns="x"><sheetViews/></chartsheet>'],
  ])('%s stays as it is', (_, xml) => expect(fitToWidth(xml)).toBe(xml));
});
