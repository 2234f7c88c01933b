import Excel from '@protobi/exceljs';
import { countiesOf } from '../dist/src/offices/counties.js';
import { STATE_CODES, stateName } from '../dist/src/offices/states.rules.js';
import { addDays } from '../dist/src/platform/clock/calendar.js';

/**
 * Official lists as ICE might publish them, each built on the one before: most agreements stay, some are new, a few leave
 * and some of those return, a signing date moves by a day, one is signed anew, one name is misspelt. The same numbers give
 * the same lists.
 */

const COLUMNS = [
  'STATE',
  'LAW ENFORCEMENT AGENCY',
  'TYPE',
  'COUNTY',
  'SUPPORT TYPE',
  'SIGNED',
  'MOA',
  'ADDENDUM',
];
const MODELS = ['Task Force Model', 'Warrant Service Officer', 'Jail Enforcement Model'];
const FIRST_DAY = '2025-03-06';
const DAYS_BETWEEN = 3;

/**
 * @param count how many lists
 * @param from rows of the first list
 * @param until rows of the last list
 * @returns name, day and rows of each, the oldest first
 */
export function aSeries({ count, from, until }) {
  const candidates = allCandidates();
  const lists = [];
  const listed = new Map();
  let next = 0;
  for (let index = 0; index < count; index++) {
    const day = addDays(FIRST_DAY, index * DAYS_BETWEEN);
    const rows = count === 1 ? until : Math.round(from + ((until - from) * index) / (count - 1));
    const away = new Set(index === 0 ? [] : someOf([...listed.keys()], index));
    while (listed.size - away.size < rows) {
      const key = next++;
      listed.set(key, { ...candidates[key], signed: addDays(day, -1 - (key % 20)) });
    }
    if (index > 0) changeDates(listed, index, day);
    const shown = [...listed].filter(([key]) => !away.has(key)).map(([, row]) => row);
    lists.push({ day, fileName: fileNameOf(day), rows: misspellOne(shown, index) });
  }
  return lists;
}

/** One agreement in a hundred is not shown. */
const someOf = (keys, index) => keys.filter((key) => (key * 31 + index * 17) % 100 === 0);

function changeDates(listed, index, day) {
  const keys = [...listed.keys()];
  const slipped = listed.get(keys[(index * 41) % keys.length]);
  slipped.signed = addDays(slipped.signed, 1);
  const anew = listed.get(keys[(index * 67) % keys.length]);
  anew.signed = addDays(day, -1);
}

function misspellOne(rows, index) {
  const place = (index * 53) % rows.length;
  return rows.map((row, at) =>
    at === place ? { ...row, agency: row.agency.replace('Office', 'Ofice') } : row,
  );
}

/** Sheriffs of real counties, in an order that mixes the states: each county with up to three models. */
function allCandidates() {
  const counties = STATE_CODES.flatMap((state) =>
    countiesOf(state).map(({ name }) => ({ state, county: name })),
  );
  const mixed = counties
    .map((county, index) => ({ ...county, place: (index * 7919) % counties.length }))
    .sort((a, b) => a.place - b.place);
  return mixed.flatMap(({ state, county }, index) =>
    MODELS.slice(0, index % 5 === 0 ? 3 : index % 3 === 0 ? 2 : 1).map((model) => ({
      state,
      county,
      agency: `${county} Sheriff’s Office`,
      model,
    })),
  );
}

const fileNameOf = (day) =>
  `participatingAgencies${day.slice(5, 7)}${day.slice(8)}${day.slice(0, 4)}pm.xlsx`;

/** A list as a workbook. */
export async function workbookOf({ rows }) {
  const book = new Excel.Workbook();
  const sheet = book.addWorksheet('Sheet1');
  sheet.addRow(COLUMNS);
  for (const { state, county, agency, model, signed } of rows)
    sheet.addRow([
      stateName(state).toUpperCase(),
      agency,
      'County',
      county,
      model,
      new Date(`${signed}T00:00:00Z`),
      {
        text: 'Link',
        hyperlink: `https://www.ice.gov/doclib/287gMOA/${state}-${county.replace(/\W/g, '')}.pdf`,
      },
    ]);
  return Buffer.from(await book.xlsx.writeBuffer());
}
