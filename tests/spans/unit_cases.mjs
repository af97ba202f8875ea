/**
 * Holds a module of units against the shared table. Run in Chromium by tests/browser.
 *
 * `cases` is the content of unit_cases.json, `units` the module; returns one line a failure.
 */
export function run(cases, units) {
  const failures = [];
  const expect = (name, call, expected) => {
    const actual = outcome(call);
    if (actual !== expected) failures.push(`${name}: ${actual}, expected ${expected}`);
  };
  for (const { name, text, refused, code_points, utf16, same, inside_utf16 = [] } of cases) {
    if (refused) {
      expect(`${name}: length`, () => units.codePointLength(text), "RangeError");
      expect(`${name}: to code points`, () => units.toCodePoints(text, 0), "RangeError");
      expect(`${name}: to UTF-16`, () => units.toUtf16(text, 0), "RangeError");
      continue;
    }
    expect(`${name}: length`, () => units.codePointLength(text), code_points);
    expect(`${name}: UTF-16 length`, () => text.length, utf16);
    for (const [codePoint, unit] of same) {
      expect(`${name}: code point ${codePoint}`, () => units.toUtf16(text, codePoint), unit);
      expect(`${name}: UTF-16 unit ${unit}`, () => units.toCodePoints(text, unit), codePoint);
    }
    for (const unit of [...inside_utf16, -1, utf16 + 1, 0.5]) {
      expect(`${name}: UTF-16 unit ${unit}`, () => units.toCodePoints(text, unit), "RangeError");
    }
    for (const codePoint of [-1, code_points + 1, 0.5]) {
      expect(`${name}: code point ${codePoint}`, () => units.toUtf16(text, codePoint), "RangeError");
    }
  }
  return failures;
}

function outcome(call) {
  try {
    return call();
  } catch (error) {
    return error.name;
  }
}
