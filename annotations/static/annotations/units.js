/**
 * Offsets in UTF-16 units, as JavaScript counts, and in code points, as the server counts.
 *
 * The twin of annotations/spans/units.py; both answer to tests/spans/unit_cases.json. All functions
 * throw a RangeError for a text that holds half a surrogate pair; the conversions also for an
 * offset outside the text, and for one between the halves of a pair.
 */

/** The length of the text in code points. */
export function codePointLength(text) {
  return countCodePoints(text, text.length);
}

/** How many code points stand before a UTF-16 offset. */
export function toCodePoints(text, utf16Offset) {
  refuseOutside(utf16Offset, text.length, "UTF-16 unit");
  refuseHalves(text);
  return countCodePoints(text, utf16Offset);
}

/** How many UTF-16 units stand before a code point offset. */
export function toUtf16(text, codePointOffset) {
  refuseOutside(codePointOffset, codePointLength(text), "code point");
  let units = 0;
  for (let passed = 0; passed < codePointOffset; passed += 1) {
    units += text.codePointAt(units) > 0xffff ? 2 : 1;
  }
  return units;
}

function countCodePoints(text, utf16Offset) {
  let count = 0;
  let unit = 0;
  while (unit < utf16Offset) {
    const codePoint = text.codePointAt(unit);
    if (isHalf(codePoint)) throw halfError(unit);
    unit += codePoint > 0xffff ? 2 : 1;
    count += 1;
  }
  if (unit > utf16Offset) {
    throw new RangeError(
      `offset ${utf16Offset}: this UTF-16 unit is inside a character. Move it to the character's start or end.`,
    );
  }
  return count;
}

function refuseHalves(text) {
  for (let unit = 0; unit < text.length; unit += 1) {
    const codePoint = text.codePointAt(unit);
    if (isHalf(codePoint)) throw halfError(unit);
    if (codePoint > 0xffff) unit += 1;
  }
}

function isHalf(codePoint) {
  return codePoint >= 0xd800 && codePoint <= 0xdfff;
}

function halfError(unit) {
  return new RangeError(
    `offset ${unit}: half of a surrogate pair, not a character. Take it out of the text.`,
  );
}

function refuseOutside(offset, length, unit) {
  if (!Number.isInteger(offset) || offset < 0 || offset > length) {
    throw new RangeError(
      `offset ${offset}: outside the text, whose ${unit} offsets go from 0 to ${length}. ` +
        "See that offset and text belong to the same revision, and in which unit it counts.",
    );
  }
}
